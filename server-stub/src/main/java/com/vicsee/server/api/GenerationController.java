package com.vicsee.server.api;

import com.vicsee.server.generated.api.GenerationApi;
import com.vicsee.server.generated.model.GenerateRequest;
import com.vicsee.server.generated.model.TaskSubmissionResponse;
import com.vicsee.server.generation.Submissions;
import com.vicsee.server.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Submission of generations. */
@RestController
class GenerationController implements GenerationApi {
  private final Submissions submissions;

  GenerationController(Submissions submissions) {
    this.submissions = submissions;
  }

  @Override
  public ResponseEntity<TaskSubmissionResponse> generateMedia(
      GenerateRequest request, @Nullable String idempotencyKey, @Nullable String requestId) {
    var taken = submissions.generate(Caller.account(), request, idempotencyKey);
    return Replays.answer(taken, new TaskSubmissionResponse(true, taken.submission()));
  }
}
