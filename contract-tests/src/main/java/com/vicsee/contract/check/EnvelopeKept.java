package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every JSON body is one of the two envelopes, and every failure has the envelope of failures. */
public final class EnvelopeKept implements ResponseCheck {

  private static final String SCHEMA = "/components/schemas/ErrorResponse";

  @Override
  public void examine(Answer answer) {
    boolean failure = answer.exchange().status() >= 400;
    boolean json = answer.exchange().mediaType().equals("application/json");
    if (answer.exchange().request().method().equals("HEAD") || !failure && !json) {
      return;
    }
    String element = Elements.status(answer.id(), answer.status());
    JsonNode body = answer.json().orElse(null);
    String wanted = failure ? "{\"success\": false, \"error\": …}" : "{\"success\": true, \"data\": …}";
    Set<String> names = failure ? Set.of("success", "error") : Set.of("success", "data");
    if (!json || body == null || !Set.copyOf(body.propertyNames()).equals(names)
        || body.path("success").booleanValue(failure) == failure) {
      answer.broken(element, answer.exchange().summary(), wanted + " as application/json",
          failure ? SCHEMA : answer.response().map(r -> r.pointer()).orElse(SCHEMA));
    }
  }
}
