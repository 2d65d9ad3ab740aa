package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.MediaStream;
import com.vicsee.server.model.InputMediaType;
import java.io.IOException;

/** A medium that the caller sent with a generation. */
public interface Input {
  /** Returns the name of the model's input, as {@code image_urls}. */
  String name();

  /** Returns whether the input is an image, a video or audio. */
  InputMediaType mediaType();

  /** Returns the URL that the caller sent. A data URI is cut after its first comma. */
  String url();

  /**
   * Opens the bytes, with their content type and size. The input can be opened again. The caller closes the stream.
   *
   * @throws IOException if the medium is gone, or its host is not one of {@code vicsee.remote-hosts}
   */
  MediaStream open() throws IOException;
}
