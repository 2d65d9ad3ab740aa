package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.HttpTarget;
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
 * Would the checks notice? Findings about answers are told to the checks that judged the true ones, lies over time by a server in front of the
 * stub, and lies about the wire by a real proxy. At least 99 of 100 are noticed, and the report says by which check.
 */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE - 2)
class AnswerMutationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Enough to have seen each form of answer; whoever runs this test alone has seen none. */
  private static final int ENOUGH = 500;

  /** What a careful caller would allow to be spent. */
  private static final long ALLOWED = 2000;

  private final Run run;

  AnswerMutationTest(Run run) {
    this.run = run;
  }

  @Test
  @Timeout(7200)
  void checks_liesAboutAnswers_areNoticed() throws IOException {
    record();
    List<Mutant> all = new AnswerOperators(run.contract(), run.schemas()).all();
    RecordedJudge court = new RecordedJudge(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    MutantRunner trial = new MutantRunner(run.contract(), run.stub(), Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other").withTries(5),
        Sample.isWhole());
    List<MutantResult> answers = new ArrayList<>();
    for (Mutant lie : Sample.of(all, "answers", 5000)) {
      MutantResult verdict = court.judge(lie);
      boolean open = verdict.how() == MutantResult.How.RECORDED && !verdict.killed();
      answers.add(open ? trial.judge(lie) : verdict);
    }
    List<Mutant> timed = TimeOperators.of(run.contract(), run.stub().baseUrl());
    List<MutantResult> time = Sample.of(timed, "timed", 15).stream().map(trial::judge).toList();
    Map<String, WireFault> wires = WireFault.all(PATIENCE);
    List<Mutant> wired = run.contract().operations().stream().flatMap(o -> wires.keySet().stream().map(how ->
        Mutant.of("wire", o.id(), "*", how, truth -> truth))).toList();
    List<MutantResult> wire = overTheWire(Sample.of(wired, "wired", 12), wires, trial);
    List<MutationScore> scores = List.of(MutationScore.of("answers", all.size(), answers), MutationScore.of("time", timed.size(), time),
        MutationScore.of("wire", wired.size(), wire));
    for (MutationScore score : scores) {
      Sample.write(score);
    }
    assertNoticed(scores);
  }

  /** Of a sample of a few, one is more than a hundredth; then they count together. */
  private static void assertNoticed(List<MutationScore> scores) {
    List<MutationScore> judged = Sample.isWhole() ? scores
        : List.of(new MutationScore("all", 0, scores.stream().flatMap(s -> s.entries().stream()).toList()));
    assertThat(judged).filteredOn(score -> !score.entries().isEmpty()).allSatisfy(score -> assertThat(score.score())
        .as("lies about %s noticed, in percent; not %s", score.sort(), score.survivors()).isGreaterThanOrEqualTo(Sample.LEAST));
  }

  /** What of the lies over time is noticed of a server of which nothing is known but two keys. A figure of its own, which has no least. */
  @Test
  @Timeout(7200)
  void checks_liesOverTimeOnAnyServer_areCounted() throws IOException {
    List<Mutant> timed = TimeOperators.of(run.contract(), run.stub().baseUrl());
    MutantRunner trial = new MutantRunner(run.contract(), run.stub(), Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other").withTries(5), true)
        .elsewhere(ALLOWED);
    List<MutantResult> verdicts = Sample.of(timed, "elsewhere", 5).stream().map(trial::judge).toList();
    Sample.write(MutationScore.of("elsewhere", timed.size(), verdicts));
    run.resetStub();
    assertThat(verdicts).as("lies on any server, none of which is noticed").satisfiesAnyOf(v -> assertThat(v).isEmpty(),
        v -> assertThat(v).anyMatch(MutantResult::killed));
  }

  private List<MutantResult> overTheWire(List<Mutant> lies, Map<String, WireFault> wires, MutantRunner trial) throws IOException {
    List<MutantResult> verdicts = new ArrayList<>();
    try (MutantProxy proxy = new MutantProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), PATIENCE);
      for (Mutant lie : lies) {
        Suite suite = Suite.of(run.contract().only(Set.of(lie.operation())));
        proxy.tell(lie.operation(), wires.get(lie.place()));
        Set<String> checks = trial.broken(suite, target, "examples-reproduced");
        verdicts.add(new MutantResult(lie, List.copyOf(checks), MutantResult.How.LIVE, ""));
      }
    }
    return verdicts;
  }

  /** The suite over a proxy that tells the truth has nothing to say; over one that lies, it says the same as of recorded answers. */
  @Test
  @Timeout(600)
  void proxy_sameLieAsRecorded_isNoticedToo() throws IOException {
    record();
    RecordedJudge court = new RecordedJudge(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    MutantRunner trial = new MutantRunner(run.contract(), run.stub(), Settings.of(SandboxRequest.KEY).withTries(5), false);
    List<Mutant> lies = new AnswerOperators(run.contract(), run.schemas()).all().stream().filter(l -> l.operation().equals("getCredits")).toList();
    try (MutantProxy proxy = new MutantProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), Duration.ofMinutes(2));
      Suite suite = Suite.of(run.contract().only(Set.of("getCredits")));
      assertThat(trial.broken(suite, target, "examples-reproduced")).isEmpty();
      for (Mutant lie : Sample.of(lies, "proxied", 10)) {
        MutantResult recorded = court.judge(lie);
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
          .forEach(s -> Findings.assertNone(Probe.run(run.examiner(), run.stub(), s, run.world()).findings()));
    }
  }
}
