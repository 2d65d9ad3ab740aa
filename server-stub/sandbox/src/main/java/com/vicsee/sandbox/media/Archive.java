package com.vicsee.sandbox.media;

import java.io.IOException;
import java.nio.file.Path;

/** Where other instances find the bytes of a file that one of them has: an upload, or a result that is not drawn. */
interface Archive {
  /** An instance that is alone needs no archive. */
  Archive NONE = new Archive() {
    @Override
    public void save(String key, Path file) {
      // The file is enough.
    }

    @Override
    public boolean restore(String key, Path file) {
      return false;
    }
  };

  /** Saves the bytes of a file, in the transaction of the caller. They replace what the key had before. */
  void save(String key, Path file) throws IOException;

  /** Makes the file again from the saved bytes. It appears under its name when it is whole. Returns false if there are none. */
  boolean restore(String key, Path file) throws IOException;
}
