package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The times of a task are not in the future, and a new task was created at the time of the answer. */
public final class TimesTrue implements ResponseCheck {

  private static final String CREATED = "createdAt";

  /** A server reads its clock more than once while it writes one answer, and its parts may have clocks that differ a little. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /** How long a server may take to answer. */
  private static final Duration SLOW = Duration.ofMinutes(2);

  @Override
  public void examine(Answer answer) {
    Fields fields = answer.contract().fields();
    Optional<Instant> now = answer.exchange().time("Date");
    if (answer.isClockMoved() || now.isEmpty() || time(answer, CREATED).isEmpty()) {
      answer.foundNothing();
      return;
    }
    for (String name : List.of(CREATED, "completedAt")) {
      time(answer, name).filter(t -> t.isAfter(now.get().plus(TOLERANCE)))
          .ifPresent(t -> broken(answer, name, t + " in an answer of " + now.get(), "a time that is past"));
    }
    boolean submitted = answer.operation().paid() && !fields.isReplay(answer.exchange());
    time(answer, CREATED).filter(t -> submitted && t.isBefore(now.get().minus(SLOW)))
        .ifPresent(t -> broken(answer, CREATED, t + " in an answer of " + now.get(), "the time of the submission"));
  }

  private static Optional<Instant> time(Answer answer, String name) {
    return Exchange.parseTime(answer.exchange().data().path(name).asString(""));
  }

  private static void broken(Answer answer, String name, String received, String documented) {
    answer.broken(Elements.property(answer.id(), answer.status(), answer.exchange().mediaType(), "$.data." + name), name + ' ' + received, documented,
        "/components/schemas/Task/properties/" + name);
  }
}
