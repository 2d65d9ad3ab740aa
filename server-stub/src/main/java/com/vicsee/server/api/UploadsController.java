package com.vicsee.server.api;

import com.vicsee.server.generated.api.UploadsApi;
import com.vicsee.server.generated.model.UploadRequest;
import com.vicsee.server.generated.model.UploadResponse;
import com.vicsee.server.media.Uploads;
import com.vicsee.server.web.Caller;
import org.jspecify.annotations.Nullable;
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
  public ResponseEntity<UploadResponse> createUpload(UploadRequest request, @Nullable String requestId) {
    return ResponseEntity.ok(new UploadResponse(
        true, uploads.create(Caller.account(), request.getContentType().getValue(), request.getSizeBytes())));
  }
}
