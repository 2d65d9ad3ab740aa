package com.vicsee.sandbox.api;

import com.vicsee.sandbox.generation.Submissions.Taken;
import com.vicsee.server.model.HeaderNames;
import org.springframework.http.ResponseEntity;

/** Marks a response that was given before. */
final class Replays {
  private Replays() {}

  static <T> ResponseEntity<T> answer(Taken<?> taken, T body) {
    var response = ResponseEntity.ok();
    if (taken.replayed()) {
      response.header(HeaderNames.IDEMPOTENCY_REPLAYED, Boolean.TRUE.toString());
    }
    return response.body(body);
  }
}
