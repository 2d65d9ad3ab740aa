package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Header;
import com.vicsee.contract.spec.MessageTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The quota headers of each answer are plausible: the limit of the caller's plan, no more left than that, and the next midnight UTC. */
public final class QuotaStated implements ResponseCheck {

  private static final String RETRY = "Retry-After";

  /** A server reads its clock more than once while it writes one answer. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  @Override
  public void examine(Answer answer) {
    Fields fields = answer.contract().fields();
    Exchange exchange = answer.exchange();
    if (exchange.isCached()) {
      return;
    }
    Optional<Long> limit = exchange.number(fields.limit());
    limit.ifPresent(stated -> limit(answer, stated));
    fields.left(exchange).filter(left -> left > limit.orElse(left)).ifPresent(left -> broken(answer, fields.remaining(),
        Long.toString(left), "no more than the limit " + limit.orElse(left)));
    // The server's own clock decides which midnight is next (RFC 9110, section 6.6.1).
    Optional<Instant> now = exchange.time("Date");
    Optional<Instant> reset = exchange.time(fields.reset());
    if (now.isPresent() && reset.isPresent() && !answer.isClockMoved()) {
      reset(answer, now.get(), reset.get());
      retry(answer, Duration.between(now.get(), reset.get()));
    }
  }

  private static void limit(Answer answer, long stated) {
    Fields fields = answer.contract().fields();
    Contract contract = answer.contract();
    Optional<String> plan = plan(answer);
    Set<Long> possible = contract.at("/x-plans").valueStream().filter(p -> plan.isEmpty() || plan.get().equals(p.path("name").asString("")))
        .map(p -> p.path("requestsPerDay").longValue(-1)).collect(Collectors.toSet());
    if (plan.isEmpty() || contract.isAnonymous(answer.exchange())) {
      possible.add(contract.anonymousLimit());
    }
    if (!possible.contains(stated)) {
      broken(answer, fields.limit(), Long.toString(stated), "the limit of " + plan.map(p -> "plan " + p).orElse("a plan or of anonymous callers"));
    }
  }

  /** The plan of the caller, if the caller is a persona of the contract. A revoked key has none. */
  private static Optional<String> plan(Answer answer) {
    return answer.exchange().status() == 401 ? Optional.empty() : answer.contract().personaOf(answer.exchange().request().key())
        .filter(p -> p.path("active").booleanValue(true)).map(p -> p.path("plan").asString(""));
  }

  private static void reset(Answer answer, Instant now, Instant stated) {
    Fields fields = answer.contract().fields();
    if (!stated.equals(midnight(now.minus(TOLERANCE))) && !stated.equals(midnight(now.plus(TOLERANCE)))) {
      broken(answer, fields.reset(), stated.toString(), midnight(now) + ", the next midnight UTC");
    } else {
      answer.proven(Elements.header(answer.id(), answer.status(), fields.reset()));
    }
  }

  /** A caller whose daily quota is used up waits until the next day. */
  private static void retry(Answer answer, Duration untilReset) {
    boolean daily = answer.messageTemplate().map(MessageTemplate::text).orElse("").contains("{reset}");
    answer.exchange().number(RETRY).filter(s -> daily && Math.abs(s - untilReset.toSeconds()) > TOLERANCE.toSeconds())
        .ifPresent(s -> broken(answer, RETRY, Long.toString(s), untilReset.toSeconds() + ", the seconds until the reset"));
  }

  private static void broken(Answer answer, String header, String received, String documented) {
    answer.broken(Elements.header(answer.id(), answer.status(), header), header + ": " + received, documented,
        answer.response().map(r -> r.headers().get(header)).map(Header::pointer).orElse("/components/headers/" + header));
  }

  private static Instant midnight(Instant now) {
    return now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
  }
}
