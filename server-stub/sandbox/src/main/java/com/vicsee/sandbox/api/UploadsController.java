package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.Uploads;
import com.vicsee.server.api.UploadsApi;
import com.vicsee.server.model.UploadRequest;
import com.vicsee.server.model.UploadResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Signed places for media of the caller's own. */
@RestController
class UploadsController implements UploadsApi {
  private final Uploads uploads;

  UploadsController(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public ResponseEntity<UploadResponse> createUpload(UploadRequest request, CreateUploadParameters parameters) {
    return ResponseEntity.ok(new UploadResponse(
        true, uploads.create(Account.current(), request.getContentType().getValue(), request.getSizeBytes())));
  }
}
