package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Random sequences of calls against a small model of the API: the model predicts the balance, the quota and each task after every
 * step. A failing sequence is shrunk to the steps that it needs.
 */
public final class SequencesModelled implements Scenario {

  private static final int SEQUENCES = 4;
  private static final int STEPS = 30;
  private static final int PLACES = 5;

  private enum Step {
    GENERATE, GENERATE_WITHOUT_SUCCESS, GENERATE_WRONGLY, POLL, DOWNLOAD, CREDITS, READ_AS_ANOTHER, A_MINUTE_PASSES, A_DAY_PASSES
  }

  /** The first step after which the server and the model do not agree. */
  private record Fault(String what, Exchange exchange) {}

  @Override
  public int turn() {
    return 70;
  }

  @Override
  public void run(Probe probe) {
    if (!probe.world().isSandbox()) {
      probe.skip("sequences of purchases and of days, which only the sandbox makes possible");
      return;
    }
    for (long seed = probe.world().seed(); seed < probe.world().seed() + SEQUENCES; seed++) {
      Random random = new Random(seed);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        steps.add(Step.values()[random.nextInt(Step.values().length)]);
      }
      Optional<Fault> fault = play(probe, steps);
      if (fault.isPresent()) {
        report(probe, seed, steps, fault.get());
      }
    }
    probe.refresh();
  }

  private static void report(Probe probe, long seed, List<Step> steps, Fault first) {
    List<Step> smallest = steps;
    Fault fault = first;
    for (int i = smallest.size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(smallest);
      fewer.remove(i);
      Optional<Fault> again = play(probe, fewer);
      if (again.isPresent()) {
        smallest = fewer;
        fault = again.get();
      }
    }
    probe.broken(Elements.promise("sequences-modelled"), fault.exchange(), fault.exchange().summary(),
        fault.what() + " after " + smallest + " (seed " + seed + ')', "/paths");
  }

  /** Plays a sequence on a fresh sandbox, and returns the first fault. */
  private static Optional<Fault> play(Probe probe, List<Step> steps) {
    probe.refresh();
    Model model = new Model(probe);
    model.credits = model.send("getCredits", Probe.object()).data().path("credits").longValue(-1);
    for (Step step : steps) {
      model.take(step);
      if (model.fault != null) {
        return Optional.of(model.fault);
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

  /** The expected state. */
  private static final class Model {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Probe probe;
    private final List<Submission> submissions = new ArrayList<>();
    private long credits;
    private long remaining = -1;
    private Instant reset = Instant.EPOCH;
    private Duration advanced = Duration.ZERO;
    private boolean newDay;
    private @Nullable Fault fault;

    Model(Probe probe) {
      this.probe = probe;
    }

    private void take(Step step) {
      switch (step) {
        case GENERATE -> generate("A lighthouse at dawn", false);
        case GENERATE_WITHOUT_SUCCESS -> generate("sandbox:fail", true);
        case GENERATE_WRONGLY -> expect(send("generateMedia", Probe.object().put("rawBody", "{")), 400);
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
      Exchange exchange = send("generateMedia", Probe.object().set("body", body));
      if (expect(exchange, 200)) {
        JsonNode data = exchange.data();
        long price = data.path("creditsUsed").longValue(-1);
        long left = data.path("creditsRemaining").longValue(-1);
        credits -= price;
        submissions.add(new Submission(data.path("id").asString(""), fails, price));
        within(exchange, left, "creditsRemaining");
      }
    }

    private void poll(Submission submission) {
      Exchange exchange = send("getTask", SandboxRequest.parameter("id", submission.id));
      if (!expect(exchange, 200)) {
        return;
      }
      String status = exchange.data().path("status").asString("");
      boolean end = status.equals("completed") || status.equals("failed");
      if (submission.ended && !end) {
        fault(exchange, status + " after the end");
      } else if (end && status.equals("failed") != submission.fails) {
        fault(exchange, status + " where the model expects the opposite");
      }
      if (end && !submission.ended) {
        submission.ended = true;
        credits += submission.fails ? submission.price : 0;
      }
    }

    private void download(Submission submission) {
      Exchange exchange = send("downloadResult", SandboxRequest.parameter("id", submission.id));
      if (submission.ended) {
        expect(exchange, submission.fails ? 404 : 200);
      } else if (exchange.status() != 404 && (exchange.status() != 200 || submission.fails)) {
        fault(exchange, "neither a result nor 404");
      }
    }

    private void credits() {
      Exchange exchange = send("getCredits", Probe.object());
      if (expect(exchange, 200)) {
        within(exchange, exchange.data().path("credits").longValue(-1), "credits");
      }
    }

    private void readAsAnother(Submission submission) {
      JsonNode change = SandboxRequest.parameter("id", submission.id).put("key", probe.world().otherKey().orElseThrow());
      Exchange exchange = probe.sendOnce(probe.operation("getTask"), probe.changed(probe.operation("getTask"), change));
      if (exchange.status() != 403) {
        fault(exchange, "access to the task of another user is not refused");
      }
    }

    private void advance(Duration by) {
      probe.advance(by);
      advanced = advanced.plus(by);
    }

    /** The time of the sandbox, or a moment later: midnight may pass in a sequence. */
    private Instant time() {
      return Instant.now().plus(advanced).plus(TOLERANCE);
    }

    /** Sends a request of the Pro user, and compares the quota. */
    private Exchange send(String id, JsonNode change) {
      Operation operation = probe.operation(id);
      Fields fields = probe.contract().fields();
      Exchange exchange = probe.sendOnce(operation, probe.changed(operation, change));
      long limit = exchange.number(fields.limit()).orElse(-1L);
      long now = fields.left(exchange).orElse(-1L);
      Instant then = exchange.time(fields.reset()).orElse(Instant.EPOCH);
      newDay |= then.isAfter(reset) && !time().isBefore(reset);
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

    /** Credits of a failed task may be refunded before the model has seen the failure. */
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
        fault = new Fault(what, exchange);
      }
    }
  }
}
