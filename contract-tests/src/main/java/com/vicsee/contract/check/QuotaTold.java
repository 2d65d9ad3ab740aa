package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.Contract;
import com.vicsee.contract.support.MessageTemplate;
import com.vicsee.contract.target.Exchange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the headers of every answer say about the quota can be true: the limit of the caller's plan, and the next midnight UTC. */
public final class QuotaTold implements ResponseCheck {

  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";
  private static final String RESET = "X-RateLimit-Reset";
  private static final String RETRY = "Retry-After";

  /** The times of one answer are read one after the other. */
  private static final Duration MEANWHILE = Duration.ofSeconds(2);

  @Override
  public String id() {
    return "quota-told";
  }

  @Override
  public String about() {
    return "Tells with every answer the limit of the caller's plan, no more left than that, and the next midnight UTC.";
  }

  @Override
  public void examine(Answer answer) {
    Optional<Long> limit = number(answer.exchange(), LIMIT);
    limit.ifPresent(told -> limit(answer, told));
    number(answer.exchange(), REMAINING).filter(left -> left > limit.orElse(left)).ifPresent(left -> broken(answer, REMAINING,
        Long.toString(left), "no more than the limit " + limit.orElse(left)));
    Optional<Instant> now = answer.exchange().header("Date").flatMap(QuotaTold::date);
    Optional<Instant> reset = answer.exchange().header(RESET).flatMap(QuotaTold::time);
    if (now.isPresent() && reset.isPresent() && !answer.isClockMoved()) {
      reset(answer, now.get(), reset.get());
      retry(answer, Duration.between(now.get(), reset.get()));
    }
  }

  private static void limit(Answer answer, long told) {
    Set<Long> plans = answer.contract().at("/x-plans").valueStream().map(p -> p.path("requestsPerDay").longValue(-1)).collect(Collectors.toSet());
    String key = answer.exchange().request().header("Authorization").replaceFirst("(?i)^bearer +", "");
    Optional<String> plan = answer.contract().at("/x-personas").valueStream()
        .filter(p -> answer.exchange().status() != 401 && p.path("key").asString("").equals(key))
        // A revoked key counts like none, whatever is answered.
        .filter(p -> p.path("active").booleanValue(true)).map(p -> p.path("plan").asString("")).findFirst();
    Set<Long> possible = plan.map(name -> answer.contract().at("/x-plans").valueStream().filter(p -> name.equals(p.path("name").asString("")))
        .map(p -> p.path("requestsPerDay").longValue(-1)).collect(Collectors.toSet())).orElse(plans);
    boolean anonymous = told == answer.contract().at("/x-anonymous").path("requestsPerDay").longValue(-1);
    if (!(anonymous && (plan.isEmpty() || isEarly(answer.contract(), answer.exchange()))) && !possible.contains(told)) {
      broken(answer, LIMIT, Long.toString(told), "the limit of " + plan.map(p -> "plan " + p).orElse("a plan or of anonymous callers"));
    }
  }

  /** Whether a request was refused by its form alone, before anybody looked who sent it: an odd path or method. */
  static boolean isEarly(Contract contract, Exchange exchange) {
    return Set.of(400, 404, 405).contains(exchange.status())
        && exchange.header(LIMIT).equals(Optional.of(contract.at("/x-anonymous").path("requestsPerDay").asString("")));
  }

  private static void reset(Answer answer, Instant now, Instant told) {
    // The server's own clock decides which midnight is next (RFC 9110, section 6.6.1).
    if (!told.equals(midnight(now.minus(MEANWHILE))) && !told.equals(midnight(now.plus(MEANWHILE)))) {
      broken(answer, RESET, told.toString(), midnight(now) + ", the next midnight UTC");
    }
  }

  /** Who has used up the day waits until the next. */
  private static void retry(Answer answer, Duration untilReset) {
    Optional<Long> told = number(answer.exchange(), RETRY);
    boolean daily = answer.errorCode().map(answer.contract().errors()::get).flatMap(facts -> facts.templateOf(
        answer.json().orElseThrow().path("error").path("message").asString(""))).map(MessageTemplate::text).orElse("").contains("{reset}");
    if (daily && told.isPresent() && Math.abs(told.get() - untilReset.toSeconds()) > MEANWHILE.toSeconds()) {
      broken(answer, RETRY, Long.toString(told.get()), untilReset.toSeconds() + ", the seconds until the reset");
    }
  }

  private static void broken(Answer answer, String header, String received, String documented) {
    answer.broken(Elements.header(answer.id(), answer.status(), header), header + ": " + received, documented,
        answer.response().map(r -> r.headers().get(header)).map(h -> h.pointer()).orElse("/components/headers/" + header));
  }

  private static Instant midnight(Instant now) {
    return ZonedDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
  }

  /** The number that a header says, if it says one; of another form `headers-declared` tells enough. */
  static Optional<Long> number(Exchange exchange, String header) {
    return exchange.header(header).filter(v -> v.matches("\\d{1,18}")).map(Long::valueOf);
  }

  private static Optional<Instant> time(String value) {
    return value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z") ? parse(() -> Instant.parse(value)) : Optional.empty();
  }

  private static Optional<Instant> date(String value) {
    return parse(() -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
  }

  private static Optional<Instant> parse(Supplier<Instant> reader) {
    try {
      return Optional.of(reader.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
