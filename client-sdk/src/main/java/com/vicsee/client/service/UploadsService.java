package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadRequest;
import java.nio.file.Path;

/** Media of the caller's own as input. Thread-safe. */
public interface UploadsService {

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused.
   *
   * @param request what will be uploaded
   * @throws VicSeeException when the call fails
   */
  default Upload createUpload(UploadRequest request) {
    return createUpload(request, RequestOptions.none());
  }

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused.
   *
   * @param request what will be uploaded
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  Upload createUpload(UploadRequest request, RequestOptions options);

  /**
   * Signs a place for an upload, to which the caller then sends the bytes itself. A failed request is sent again like
   * a read: a second place costs nothing and expires unused. Returns the value with what the response says beside it.
   *
   * @param request what will be uploaded
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<Upload> createUploadWithResponse(UploadRequest request, RequestOptions options);

  /**
   * Uploads bytes, and returns where they are: its {@code publicUrl} is what a generation takes as an input. The
   * media type and the size are checked against the contract before any request.
   *
   * @param source the bytes
   * @throws InvalidRequestException when the media type cannot be uploaded, or the bytes are none or too many;
   *     nothing is sent then
   * @throws TransferException when the bytes cannot be read
   */
  default Upload upload(UploadSource source) {
    return upload(source, UploadOptions.defaults());
  }

  /**
   * Uploads bytes, and returns where they are: its {@code publicUrl} is what a generation takes as an input. The
   * media type and the size are checked against the contract before any request.
   *
   * @param source the bytes
   * @param options the progress, and what the requests do differently
   * @throws InvalidRequestException when the media type cannot be uploaded, or the bytes are none or too many;
   *     nothing is sent then
   * @throws TransferException when the bytes cannot be read
   */
  Upload upload(UploadSource source, UploadOptions options);

  /**
   * Uploads a file, whose media type is detected, and returns where it is.
   *
   * @param file the file
   * @throws InvalidRequestException when its media type cannot be uploaded, or it is empty or too large; nothing is
   *     sent then
   * @throws TransferException when it cannot be read
   */
  Upload upload(Path file);
}
