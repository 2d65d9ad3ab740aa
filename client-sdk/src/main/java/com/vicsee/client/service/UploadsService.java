package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadRequest;

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
}
