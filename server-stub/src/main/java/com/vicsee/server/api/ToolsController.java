package com.vicsee.server.api;

import com.vicsee.server.generated.api.ToolsApi;
import com.vicsee.server.generated.model.ImageUpscaleResponse;
import com.vicsee.server.generated.model.UpscaleImageRequest;
import com.vicsee.server.generated.model.UpscaleVideoRequest;
import com.vicsee.server.generated.model.VideoUpscaleResponse;
import com.vicsee.server.generation.Submissions;
import com.vicsee.server.web.Caller;
import org.jspecify.annotations.Nullable;
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
  public ResponseEntity<ImageUpscaleResponse> upscaleImage(
      UpscaleImageRequest request, @Nullable String idempotencyKey, @Nullable String requestId) {
    var taken = submissions.upscaleImage(Caller.account(), request, idempotencyKey);
    return Replays.answer(taken, new ImageUpscaleResponse(true, taken.submission()));
  }

  @Override
  public ResponseEntity<VideoUpscaleResponse> upscaleVideo(
      UpscaleVideoRequest request, @Nullable String idempotencyKey, @Nullable String requestId) {
    var taken = submissions.upscaleVideo(Caller.account(), request, idempotencyKey);
    return Replays.answer(taken, new VideoUpscaleResponse(true, taken.submission()));
  }
}
