package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadRequest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Media of the caller's own as input. The futures fail with what the synchronous methods throw; cancelling one
 * cancels its request.
 */
public interface UploadsAsyncService {

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused.
   *
   * @param request what will be uploaded
   */
  default CompletableFuture<Upload> createUpload(UploadRequest request) {
    return createUpload(request, RequestOptions.none());
  }

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused.
   *
   * @param request what will be uploaded
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<Upload> createUpload(UploadRequest request, RequestOptions options);

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused. Returns the value with what the response says beside it.
   *
   * @param request what will be uploaded
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<Upload>> createUploadWithResponse(UploadRequest request, RequestOptions options);

  /**
   * Uploads bytes, and returns where they are: its {@code publicUrl} is what a generation takes as an input. The
   * media type and the size are checked against the contract before any request.
   *
   * @param source the bytes
   */
  default CompletableFuture<Upload> upload(UploadSource source) {
    return upload(source, UploadOptions.defaults());
  }

  /**
   * Uploads bytes, and returns where they are: its {@code publicUrl} is what a generation takes as an input. The
   * media type and the size are checked against the contract before any request.
   *
   * @param source the bytes
   * @param options the progress, and what the requests do differently
   */
  CompletableFuture<Upload> upload(UploadSource source, UploadOptions options);

  /**
   * Uploads a file, whose media type is detected, and returns where it is.
   *
   * @param file the file
   */
  CompletableFuture<Upload> upload(Path file);
}
