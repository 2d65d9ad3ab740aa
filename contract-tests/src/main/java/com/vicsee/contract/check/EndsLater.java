package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A link that is given away can still be used: its end is after the time of the answer. */
public final class EndsLater implements ResponseCheck {

  private static final String END = "expiresAt";

  @Override
  public String id() {
    return "ends-later";
  }

  @Override
  public String about() {
    return "Gives away no link that has ended already.";
  }

  @Override
  public void examine(Answer answer) {
    if (answer.isClockMoved()) {
      return;
    }
    Optional<Instant> end = answer.json().map(j -> j.path("data").path(END)).filter(JsonNode::isString)
        .flatMap(text -> parse(() -> Instant.parse(text.stringValue())));
    // The server's own clock decides what is past (RFC 9110, section 6.6.1).
    Optional<Instant> now = answer.exchange().header("Date").flatMap(date -> parse(() -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))));
    if (end.isPresent() && now.isPresent() && !end.get().isAfter(now.get())) {
      answer.broken(Elements.property(answer.id(), answer.status(), answer.exchange().mediaType(), "$.data." + END), END + ' ' + end.get() + " in an answer of "
          + now.get(), "an end that is still to come", "/components/schemas/Upload/properties/" + END);
    }
  }

  private static Optional<Instant> parse(Supplier<Instant> reader) {
    try {
      return Optional.of(reader.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
