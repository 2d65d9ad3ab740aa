package com.vicsee.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.check.Probe;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Random sequences of calls against a small model of the API: what the balance, the quota and each task have to be after every step. A
 * sequence that shows a fault is shrunk to the steps that are needed for it.
 */
@ExtendWith(Run.Resolver.class)
class StubStatefulTest {

  private static final long SEED = Long.getLong("vicsee.seed", 1);
  private static final int SEQUENCES = 4;
  private static final int STEPS = 30;
  private static final int PLACES = 5;

  private final Run run;

  StubStatefulTest(Run run) {
    this.run = run;
  }

  private enum Step {
    GENERATE, GENERATE_WITHOUT_SUCCESS, GENERATE_WRONGLY, POLL, DOWNLOAD, CREDITS, READ_AS_ANOTHER, A_MINUTE_PASSES, A_DAY_PASSES
  }

  @TestFactory
  Stream<DynamicTest> stub_randomSequence_followsTheModel() {
    return LongStream.range(SEED, SEED + SEQUENCES).mapToObj(seed -> dynamicTest("seed " + seed, () -> {
      Random random = new Random(seed);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        steps.add(Step.values()[random.nextInt(Step.values().length)]);
      }
      Optional<String> fault = play(steps);
      if (fault.isPresent()) {
        throw new AssertionError("seed " + seed + ": " + shrink(steps));
      }
    }));
  }

  private String shrink(List<Step> steps) {
    List<Step> smallest = steps;
    for (int i = smallest.size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(smallest);
      fewer.remove(i);
      if (play(fewer).isPresent()) {
        smallest = fewer;
      }
    }
    return smallest + "\n" + play(smallest).orElse("not seen again; the fault depends on time");
  }

  /** Plays a sequence on a fresh sandbox, and returns the first fault. */
  private Optional<String> play(List<Step> steps) {
    run.resetStub();
    Model model = new Model();
    model.credits = model.send(model.request("getCredits", Probe.object())).json().orElseThrow().at("/data/credits").longValue();
    for (Step step : steps) {
      model.take(step);
      if (model.fault != null) {
        return Optional.of("after " + step + ": " + model.fault);
      }
    }
    return Optional.empty();
  }

  /** A submission, as far as the model knows it. */
  private static final class Submission {
    private final String id;
    private final boolean fails;
    private final long price;
    private boolean ended;

    Submission(String id, boolean fails, long price) {
      this.id = id;
      this.fails = fails;
      this.price = price;
    }
  }

  /** What has to be true. */
  private final class Model {
    private final List<Submission> submissions = new ArrayList<>();
    private long credits;
    private long remaining = -1;
    private Instant reset = Instant.EPOCH;
    private boolean newDay;
    private @Nullable String fault;

    private void take(Step step) {
      switch (step) {
        case GENERATE -> generate("A lighthouse at dawn", false);
        case GENERATE_WITHOUT_SUCCESS -> generate("sandbox:fail", true);
        case GENERATE_WRONGLY -> expect(send(request("generateMedia", Probe.object().put("rawBody", "{"))), 400);
        case POLL -> newest().ifPresent(this::poll);
        case DOWNLOAD -> newest().ifPresent(this::download);
        case CREDITS -> credits();
        case READ_AS_ANOTHER -> newest().ifPresent(this::readAsAnother);
        case A_MINUTE_PASSES -> advance(Duration.ofMinutes(1));
        case A_DAY_PASSES -> {
          advance(Duration.ofDays(1));
          newDay = true;
        }
      }
    }

    private Optional<Submission> newest() {
      return submissions.isEmpty() ? Optional.empty() : Optional.of(submissions.get(submissions.size() - 1));
    }

    private void generate(String prompt, boolean fails) {
      if (submissions.stream().filter(s -> !s.ended).count() >= PLACES) {
        submissions.stream().filter(s -> !s.ended).forEach(this::poll);
        return;
      }
      JsonNode body = Probe.object().put("model", "flux-2-pro-text-to-image").put("prompt", prompt);
      Exchange exchange = send(request("generateMedia", Probe.object().set("body", body)));
      if (expect(exchange, 200)) {
        JsonNode data = exchange.json().orElseThrow().path("data");
        long price = data.path("creditsUsed").longValue();
        long left = data.path("creditsRemaining").longValue();
        credits -= price;
        submissions.add(new Submission(data.path("id").stringValue(), fails, price));
        within(exchange, left, "creditsRemaining");
      }
    }

    private void poll(Submission submission) {
      Exchange exchange = send(request("getTask", SandboxRequest.parameter("id", submission.id)));
      if (!expect(exchange, 200)) {
        return;
      }
      String status = exchange.json().orElseThrow().at("/data/status").stringValue();
      boolean end = status.equals("completed") || status.equals("failed");
      if (submission.ended && !end) {
        fault(exchange, status + " after the end");
      } else if (end && status.equals("failed") != submission.fails) {
        fault(exchange, status + " where the model says the contrary");
      }
      if (end && !submission.ended) {
        submission.ended = true;
        credits += submission.fails ? submission.price : 0;
      }
    }

    private void download(Submission submission) {
      Exchange exchange = send(request("downloadResult", SandboxRequest.parameter("id", submission.id)));
      if (submission.ended) {
        expect(exchange, submission.fails ? 404 : 200);
      } else if (exchange.status() != 404 && (exchange.status() != 200 || submission.fails)) {
        fault(exchange, "neither a result nor 404");
      }
    }

    private void credits() {
      Exchange exchange = send(request("getCredits", Probe.object()));
      if (expect(exchange, 200)) {
        within(exchange, exchange.json().orElseThrow().at("/data/credits").longValue(), "credits");
      }
    }

    private void readAsAnother(Submission submission) {
      JsonNode change = SandboxRequest.parameter("id", submission.id).put("key", "sk-sandbox-other");
      Exchange exchange = run.stub().send(request("getTask", change));
      if (exchange.status() != 403) {
        fault(exchange, "a task of somebody else is not refused");
      }
    }

    private void advance(Duration by) {
      String url = run.stub().baseUrl().replace("/api/v1", "/sandbox/clock");
      byte[] body = ("{\"advance\":\"" + by + "\"}").getBytes(StandardCharsets.UTF_8);
      Exchange exchange = run.stub().send(new ApiRequest("POST", url, Map.of("Content-Type", "application/json"), body));
      if (exchange.status() != 200) {
        fault(exchange, "the clock cannot be moved");
      }
    }

    private ApiRequest request(String operation, JsonNode change) {
      Operation found = run.contract().operation(operation);
      return SandboxRequest.changed(found, change).to(run.stub().baseUrl());
    }

    /** Sends a request of the Pro user, and looks at the quota. */
    private Exchange send(ApiRequest request) {
      Exchange exchange = run.stub().send(request);
      long limit = Long.parseLong(exchange.header("X-RateLimit-Limit").orElse("0"));
      long now = Long.parseLong(exchange.header("X-RateLimit-Remaining").orElse("-1"));
      Instant then = Instant.parse(exchange.header("X-RateLimit-Reset").orElse("1970-01-01T00:00:00.000Z"));
      long wanted = newDay || remaining < 0 ? limit - 1 : remaining - 1;
      if (now != wanted) {
        fault(exchange, now + " requests left, not " + wanted);
      } else if (newDay && !then.isAfter(reset)) {
        fault(exchange, "the reset is still " + then + " on the next day");
      }
      newDay = false;
      remaining = now;
      reset = then;
      return exchange;
    }

    /** What failed but was not seen to fail yet may have been given back already. */
    private void within(Exchange exchange, long received, String what) {
      long open = submissions.stream().filter(s -> s.fails && !s.ended).mapToLong(s -> s.price).sum();
      if (received < credits || received > credits + open) {
        fault(exchange, what + ' ' + received + ", not between " + credits + " and " + (credits + open));
      }
    }

    private boolean expect(Exchange exchange, int status) {
      if (exchange.status() != status) {
        fault(exchange, "not HTTP " + status);
      }
      return exchange.status() == status;
    }

    private void fault(Exchange exchange, String what) {
      if (fault == null) {
        fault = what + "\n  received: " + exchange.summary() + "\n  repeat:   " + exchange.request().toCurl();
      }
    }
  }
}
