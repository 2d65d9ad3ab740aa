package com.vicsee.sandbox.api;

import com.vicsee.sandbox.generation.IdempotencyKeys.IdempotentResult;
import com.vicsee.server.model.HeaderNames;
import org.springframework.http.ResponseEntity;

/** Adds the header of a replayed response. */
final class Replays {
  private Replays() {}

  static <T> ResponseEntity<T> answer(IdempotentResult<?> result, T body) {
    var response = ResponseEntity.ok();
    if (result.replayed()) {
      response.header(HeaderNames.IDEMPOTENCY_REPLAYED, Boolean.TRUE.toString());
    }
    return response.body(body);
  }
}
