package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;

/** Declared headers are sent in the case that the contract writes them in. */
public final class HeaderCase implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    answer.response().ifPresent(response -> response.headers().values().forEach(header -> {
      for (Exchange.Field field : answer.exchange().headers()) {
        if (field.name().equalsIgnoreCase(header.name()) && !field.name().equals(header.name())) {
          answer.broken(Elements.header(answer.id(), answer.status(), header.name()), field.name(), header.name(),
              header.pointer());
        }
      }
    }));
  }
}
