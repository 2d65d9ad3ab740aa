package com.vicsee.client.service;

import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.Upload;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Uploads of the caller's own media. As futures, which fail with the exceptions of the synchronous methods. Thread-safe. */
public interface UploadsAsyncService extends UploadsAsyncOperations {

  /** {@link UploadsService#upload(Path)} as a future. */
  default CompletableFuture<Upload> upload(Path file) {
    return upload(file, UploadOptions.defaults());
  }

  /** {@link UploadsService#upload(Path, UploadOptions)} as a future. */
  CompletableFuture<Upload> upload(Path file, UploadOptions options);

  /** {@link UploadsService#upload(UploadSource)} as a future. */
  default CompletableFuture<Upload> upload(UploadSource source) {
    return upload(source, UploadOptions.defaults());
  }

  /** {@link UploadsService#upload(UploadSource, UploadOptions)} as a future. */
  CompletableFuture<Upload> upload(UploadSource source, UploadOptions options);
}
