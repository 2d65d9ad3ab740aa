package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Response;

/** The status declares the media type, and a status without content has no body. */
public final class MediaTypeDeclared implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.response().isEmpty()) {
      return;
    }
    Response response = answer.response().get();
    String received = answer.exchange().header("Content-Type").orElse("no Content-Type");
    String element = Elements.mediaType(answer.id(), answer.status(), answer.exchange().mediaType());
    if (response.contents().isEmpty()) {
      if (answer.exchange().body().length > 0) {
        answer.broken(element, answer.exchange().body().length + " bytes of " + received, "no body", response.pointer());
      }
      return;
    }
    if (answer.content().isEmpty()) {
      answer.broken(element, received, "one of " + response.contents().keySet(), response.pointer() + "/content");
      return;
    }
    if (!received.matches("[a-z]+/[a-z0-9.+-]+(; ?charset=(?i:utf-8))?")) {
      answer.broken(element, received, answer.content().get().type(), answer.content().get().pointer());
      return;
    }
    answer.proven(element);
  }
}
