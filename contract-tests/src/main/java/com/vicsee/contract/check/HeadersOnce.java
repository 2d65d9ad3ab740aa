package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** No header is sent twice, except lists. */
public final class HeadersOnce implements ResponseCheck {

  private static final Set<String> LISTS = Set.of("vary", "cache-control");

  @Override
  public void examine(Answer answer) {
    Set<String> seen = new HashSet<>();
    for (Exchange.Field field : answer.exchange().headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      List<String> values = answer.exchange().values(name);
      if (values.size() > 1 && seen.add(name) && !LISTS.contains(name)) {
        answer.broken(Elements.header(answer.id(), answer.status(), field.name()), field.name() + " sent as " + values,
            "one header (RFC 9110, section 5.3)",
            answer.response().map(r -> r.pointer() + "/headers").orElse(answer.operation().pointer()));
      }
    }
  }
}
