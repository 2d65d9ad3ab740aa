package com.vicsee.client.service;

import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.Upload;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Uploads of the caller's own media. As futures, which fail with the exceptions of the synchronous methods. Thread-safe. */
public interface UploadsAsyncService extends UploadsAsyncOperations {

  /**
   * Uploads a file, whose media type is detected. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a
   * generation.
   *
   * @param file the file
   */
  CompletableFuture<Upload> upload(Path file);

  /**
   * Uploads bytes. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a generation. The media type and the size are
   * checked against the contract before any request.
   *
   * @param source the bytes
   */
  default CompletableFuture<Upload> upload(UploadSource source) {
    return upload(source, UploadOptions.defaults());
  }

  /**
   * Uploads bytes. Use the {@code publicUrl} of the returned upload, or the upload itself, as an input of a generation. The media type and the size are
   * checked against the contract before any request.
   *
   * @param source the bytes
   * @param options the progress, and what the requests do differently from the settings of the client
   */
  CompletableFuture<Upload> upload(UploadSource source, UploadOptions options);
}
