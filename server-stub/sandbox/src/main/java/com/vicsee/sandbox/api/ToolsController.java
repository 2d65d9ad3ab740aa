package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.generation.Submissions;
import com.vicsee.server.api.ToolsApi;
import com.vicsee.server.model.ImageUpscaleResponse;
import com.vicsee.server.model.UpscaleImageRequest;
import com.vicsee.server.model.UpscaleVideoRequest;
import com.vicsee.server.model.VideoUpscaleResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Upscaling of existing media. */
@RestController
class ToolsController implements ToolsApi {
  private final Submissions submissions;

  ToolsController(Submissions submissions) {
    this.submissions = submissions;
  }

  @Override
  public ResponseEntity<ImageUpscaleResponse> upscaleImage(UpscaleImageRequest request, UpscaleImageParameters parameters) {
    return PaidResponses.of(submissions.upscaleImage(Account.current(), request, parameters.idempotencyKey()));
  }

  @Override
  public ResponseEntity<VideoUpscaleResponse> upscaleVideo(UpscaleVideoRequest request, UpscaleVideoParameters parameters) {
    return PaidResponses.of(submissions.upscaleVideo(Account.current(), request, parameters.idempotencyKey()));
  }
}
