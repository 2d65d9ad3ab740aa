package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Line;
import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On a server that is not the sandbox, other clients use the account, midnight passes, and the line may be slow. None of that is a fault. */
@ExtendWith(Run.Resolver.class)
@Execution(ExecutionMode.CONCURRENT)
class ElsewhereTest {

  /** The scenarios that observe a quota, a balance or a time. */
  private static final List<String> OBSERVERS = List.of("quota-counted", "credits-add-up", "refusals-free", "callers-apart", "replay-equal", "simultaneous-counted",
      "price-charged", "keys-freed", "clocks-agree");

  /** How far the clock jumps at midnight: less than the clocks of a server may differ. */
  private static final Duration MIDNIGHT = Duration.ofSeconds(25);
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Suite suite;

  ElsewhereTest(Run run) {
    this.suite = Suite.of(run.contract());
  }

  private Outcome run(Suite chosen, String url, List<String> scenarios) {
    Set<String> only = new HashSet<>(scenarios);
    chosen.ofResponses().forEach(check -> only.add(check.id()));
    return chosen.runElsewhere(new HttpTarget("server", url, PATIENCE), Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withOnly(only).withSpend(4000)
        .withTime(Clock.systemUTC(), time -> Thread.sleep(Math.min(time.toMillis(), 2200))));
  }

  @Test
  void run_anotherClientOfTheAccount_findsNothing() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (Sandbox sandbox = Sandbox.start(); LoopbackServer server = LoopbackServer.answering(sandbox.origin(), request -> {
      int number = requests.incrementAndGet();
      if (number % 17 == 3) {
        buy(sandbox, number % 2 == 0 ? "A quiet lake" : "A quiet lake sandbox:fail");
      }
      return send(request);
    })) {
      for (String check : OBSERVERS) {
        requests.set(0);
        Findings.assertNone(run(suite, server.baseUrl(), List.of(check)).findings());
        assertThat(requests).hasValueGreaterThan(3);
      }
    }
  }

  /** The other client spends credits, and gets them back when its task fails. */
  private static void buy(Sandbox sandbox, String prompt) {
    post(sandbox, "/api/v1/generate", Map.of("Authorization", "Bearer " + Persona.PRO.key(), "Content-Type", "application/json"),
        "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + prompt + "\"}");
  }

  /** Midnight is seconds away when a check begins, and passes at its third request. */
  @Test
  void run_midnight_findsNothing() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    try (Sandbox sandbox = Sandbox.start(); LoopbackServer server = LoopbackServer.answering(sandbox.origin(), request -> {
      synchronized (requests) {
        Instant now = clock(sandbox, requests.incrementAndGet() == 3 ? MIDNIGHT : Duration.ZERO);
        return dated(send(request), now);
      }
    })) {
      for (String check : OBSERVERS) {
        requests.set(0);
        Instant now = clock(sandbox, Duration.ZERO);
        clock(sandbox, Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS).minus(MIDNIGHT).plusSeconds(1)));

        Findings.assertNone(run(suite, server.baseUrl(), List.of(check)).findings());
        assertThat(requests).hasValueGreaterThan(3);
      }
    }
  }

  /** The answer with the `Date` of the sandbox's clock. */
  private static Exchange dated(Exchange answer, Instant now) {
    List<Field> fields = new ArrayList<>(answer.headers());
    fields.replaceAll(field -> field.name().equalsIgnoreCase("Date") ? new Field("Date", HTTP_DATE.format(now)) : field);
    return new Exchange(answer.request(), answer.status(), fields, answer.body(), answer.fault());
  }

  /** Moves the clock of a sandbox, and returns its time. */
  private static Instant clock(Sandbox sandbox, Duration by) {
    return Instant.parse(post(sandbox, "/sandbox/clock", Map.of("Content-Type", "application/json"), "{\"advance\":\"" + by + "\"}").data().path("now").stringValue());
  }

  private static Exchange post(Sandbox sandbox, String path, Map<String, String> headers, String body) {
    return send(new ApiRequest("POST", sandbox.origin() + path, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Exchange send(ApiRequest request) {
    return new HttpTarget("sandbox", request.url(), PATIENCE).send(request);
  }

  @Test
  void run_slowLine_findsNothing() throws IOException {
    Suite small = Suite.of(suite.contract().only(Set.of("getCredits", "generateMedia", "createUpload")));
    try (Sandbox sandbox = Sandbox.start(); Line line = Line.slow(sandbox.baseUrl(), Duration.ofMillis(150), 200_000)) {
      Findings.assertNone(run(small, line.url(), List.of("quota-counted", "credits-add-up", "clocks-agree", "upload-arrives")).findings());
    }
  }
}
