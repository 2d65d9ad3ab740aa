package com.vicsee.sandbox.api;

import com.vicsee.sandbox.generation.IdempotencyKeys.IdempotentResult;
import com.vicsee.server.model.HeaderNames;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The response to a paid request. Its bytes were made before the credits were taken, so nothing is left that could fail. */
final class PaidResponses {
  private PaidResponses() {}

  /** Returns the bytes in place of the model that a generated method returns. Spring writes them as they are. */
  @SuppressWarnings("unchecked")
  static <T> ResponseEntity<T> of(IdempotentResult result) {
    var response = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
    if (result.replayed()) {
      response.header(HeaderNames.IDEMPOTENCY_REPLAYED, Boolean.TRUE.toString());
    }
    return (ResponseEntity<T>) response.body(result.body());
  }
}
