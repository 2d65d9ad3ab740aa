package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.generation.Submissions;
import com.vicsee.server.api.GenerationApi;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.TaskSubmissionResponse;
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
  public ResponseEntity<TaskSubmissionResponse> generateMedia(GenerateRequest request, GenerateMediaParameters parameters) {
    return PaidResponses.of(submissions.generate(Account.current(), request, parameters.idempotencyKey()));
  }
}
