package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A field that is not a list is sent once (RFC 9110, section 5.3). Fields that are neither in the contract nor part of HTTP's framing may repeat. */
public final class HeadersOnce implements ResponseCheck {

  /** Fields of one value (RFC 9110, sections 6.6, 8, 10.2, 14.4; RFC 9111, section 5). */
  private static final Set<String> SINGLE = Set.of("age", "content-length", "content-location", "content-range", "content-type", "date", "etag", "expires",
      "last-modified", "location", "retry-after");

  /** Fields that the contract declares and that are lists (RFC 9110, sections 10.2.1, 11.6.1, 14.3). */
  private static final Set<String> LISTS = Set.of("accept-ranges", "allow", "cache-control", "vary", "www-authenticate");

  @Override
  public void examine(Answer answer) {
    Set<String> seen = new HashSet<>();
    Set<String> single = new HashSet<>(SINGLE);
    answer.response().ifPresent(r -> r.headers().keySet().forEach(name -> single.add(name.toLowerCase(Locale.ROOT))));
    single.removeAll(LISTS);
    for (Exchange.Field field : answer.exchange().headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      List<String> values = answer.exchange().values(name);
      if (values.size() > 1 && single.contains(name) && seen.add(name)) {
        answer.broken(Elements.header(answer.id(), answer.status(), canonical(answer, field.name())), field.name() + " sent as " + values, "one field line",
            answer.response().map(Response::pointer).map(p -> p + "/headers").orElse(answer.operation().pointer()));
      }
    }
  }

  /** The name as the contract writes it. */
  private static String canonical(Answer answer, String name) {
    return answer.response().stream().flatMap(r -> r.headers().keySet().stream()).filter(name::equalsIgnoreCase).findFirst().orElse(name);
  }
}
