package com.vicsee.sandbox.media;

import java.io.IOException;
import java.nio.file.Path;

/** Where other instances find the bytes of an upload that was sent to one of them. */
interface UploadArchive {
  /** An instance that is alone has its files, and nobody to keep them for. */
  UploadArchive NONE = new UploadArchive() {
    @Override
    public void keep(String key, Path file) {
      // The file is all that there is.
    }

    @Override
    public boolean restore(String key, Path target) {
      return false;
    }
  };

  /** Keeps the bytes of a file, in the transaction of the caller. What was kept before under the key is replaced. */
  void keep(String key, Path file) throws IOException;

  /** Writes what was kept into a file. Tells whether there was anything. */
  boolean restore(String key, Path target) throws IOException;
}
