package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.check.Checks;
import com.vicsee.contract.check.Probe;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Lies;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.HttpTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Would the checks notice? Lies about answers are told to the checks that judged the true ones, lies over time by a server in front of the
 * stub, and lies about the wire by a real proxy. At least 99 of 100 are noticed, and the report says by which check.
 */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE - 2)
class AnswerMutationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Enough to have seen each form of answer; whoever runs this test alone has seen none. */
  private static final int ENOUGH = 500;

  private final Run run;

  AnswerMutationTest(Run run) {
    this.run = run;
  }

  @Test
  @Timeout(7200)
  void checks_liesAboutAnswers_areNoticed() throws IOException {
    record();
    List<Lie> all = new AnswerLies(run.contract(), run.schemas()).all();
    Court court = new Court(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    Trial trial = new Trial(run.contract(), run.stub(), Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other").withTries(5),
        Sample.isWhole());
    List<Verdict> verdicts = new ArrayList<>();
    for (Lie lie : Sample.of(all, "answers", 5000)) {
      Verdict verdict = court.judge(lie);
      boolean open = verdict.how() == Verdict.How.RECORDED && !verdict.killed();
      verdicts.add(open ? trial.judge(lie) : verdict);
    }
    List<Lie> timed = TimeLies.of(run.contract(), run.stub().baseUrl());
    for (Lie lie : Sample.of(timed, "timed", 15)) {
      verdicts.add(trial.judge(lie));
    }
    Map<String, WireLie> wires = WireLie.all(PATIENCE);
    List<Lie> wired = run.contract().operations().stream().flatMap(o -> wires.keySet().stream().map(how ->
        Lie.of("wire", o.id(), "*", how, truth -> truth))).toList();
    verdicts.addAll(overTheWire(Sample.of(wired, "wired", 12), wires, trial));
    MutationScore score = MutationScore.of(all.size() + timed.size() + wired.size(), verdicts);
    score.write(Sample.folder(), Sample::why);
    assertThat(score.score()).as("lies noticed, in percent; not %s", score.survivors()).isGreaterThanOrEqualTo(Sample.LEAST);
  }

  private List<Verdict> overTheWire(List<Lie> lies, Map<String, WireLie> wires, Trial trial) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try (LyingProxy proxy = new LyingProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), PATIENCE);
      for (Lie lie : lies) {
        Suite suite = Suite.of(run.contract().only(Set.of(lie.operation())));
        proxy.tell(lie.operation(), wires.get(lie.place()));
        Set<String> checks = trial.broken(suite, target, "examples-reproduced");
        verdicts.add(new Verdict(lie, List.copyOf(checks), Verdict.How.LIVE, ""));
      }
    }
    return verdicts;
  }

  /** The suite over a proxy that tells the truth has nothing to say; over one that lies, it says the same as of recorded answers. */
  @Test
  @Timeout(600)
  void proxy_sameLieAsRecorded_isNoticedToo() throws IOException {
    record();
    Court court = new Court(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    Trial trial = new Trial(run.contract(), run.stub(), Settings.of(SandboxRequest.KEY).withTries(5), false);
    List<Lie> lies = new AnswerLies(run.contract(), run.schemas()).all().stream().filter(l -> l.operation().equals("getCredits")).toList();
    try (LyingProxy proxy = new LyingProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), Duration.ofMinutes(2));
      Suite suite = Suite.of(run.contract().only(Set.of("getCredits")));
      assertThat(trial.broken(suite, target, "examples-reproduced")).isEmpty();
      for (Lie lie : Sample.of(lies, "proxied", 10)) {
        Verdict recorded = court.judge(lie);
        if (recorded.killed() && !recorded.checks().contains("ledger")) {
          proxy.tell(lie);
          assertThat(trial.broken(suite, target, "examples-reproduced")).as(lie.id()).isNotEmpty();
        }
      }
    }
  }

  private void record() {
    Set<String> slow = Set.of("negative-refused", "positive-accepted", "random-judged");
    if (run.recording().seen() < ENOUGH) {
      Checks.scenarios().stream().filter(s -> !slow.contains(s.id()))
          .forEach(s -> Lies.assertNone(Probe.run(run.examiner(), run.stub(), s, run.world()).findings()));
    }
  }
}
