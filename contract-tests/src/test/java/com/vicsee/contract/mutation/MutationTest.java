package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
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
 * The checks kill at least 99 of 100 mutants: those of answers on recorded answers, those of sequences in front of the stub, and those of the
 * wire over a real proxy. The report names what kills each.
 */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE - 2)
class MutationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So many answers have every form. A run of this test alone has none of them yet. */
  private static final int ENOUGH = 500;

  /** The credits that a run on any server may spend. */
  private static final long SPEND = 2000;

  private final Run run;

  MutationTest(Run run) {
    this.run = run;
  }

  @Test
  @Timeout(7200)
  void checks_mutantsOfAnswersSequencesAndTheWire_areKilled() throws IOException {
    record();
    List<Mutant> all = new AnswerOperators(run.contract(), run.schemas()).all();
    RecordedJudge recorded = new RecordedJudge(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    MutantRunner runner = new MutantRunner(run.contract(), run.stub(), Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5),
        Sample.isWhole());
    List<MutantResult> answers = new ArrayList<>();
    for (Mutant mutant : Sample.of(all, "answers", 5000)) {
      MutantResult result = recorded.judge(mutant);
      boolean open = result.where() == MutantResult.Where.RECORDED && !result.killed();
      answers.add(open ? runner.judge(mutant) : result);
    }
    List<Mutant> sequences = Sample.ofKind(SequenceOperators.all(run.contract(), run.stub().baseUrl()));
    List<MutantResult> ofSequences = Sample.of(sequences, "sequences", 15).stream().map(runner::judge).toList();
    Map<String, WireFault> wires = WireFault.all(PATIENCE);
    List<Mutant> wired = run.contract().operations().stream().flatMap(o -> wires.keySet().stream().map(how ->
        Mutant.of("wire", o.id(), "*", how, truth -> truth))).toList();
    List<MutantResult> wire = overTheWire(Sample.of(wired, "wired", 12), wires, runner);
    List<MutationScore> scores = List.of(MutationScore.of("answers", all.size(), answers), MutationScore.of("sequences", sequences.size(), ofSequences),
        MutationScore.of("wire", wired.size(), wire));
    for (MutationScore score : scores) {
      Sample.write(score);
    }
    assertKilled(scores);
  }

  /** One mutant of a small sample is more than a hundredth, so the samples count together. */
  private static void assertKilled(List<MutationScore> scores) {
    List<MutationScore> judged = Sample.isWhole() ? scores
        : List.of(new MutationScore("all", 0, scores.stream().flatMap(s -> s.entries().stream()).toList()));
    assertThat(judged).filteredOn(score -> !score.entries().isEmpty()).allSatisfy(score -> assertThat(score.score())
        .as("mutants of %s killed, in percent; survivors: %s", score.set(), score.survivors()).isGreaterThanOrEqualTo(Sample.LEAST));
  }

  /** On any server the suite has two keys only. The share that it kills there is a figure of its own, without a minimum. */
  @Test
  @Timeout(7200)
  void checks_mutantsOfSequencesOnAnyServer_areCounted() throws IOException {
    List<Mutant> sequences = Sample.ofKind(SequenceOperators.all(run.contract(), run.stub().baseUrl()));
    MutantRunner runner = new MutantRunner(run.contract(), run.stub(), Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5), true)
        .elsewhere(SPEND);
    // Whether requests arrive at the same moment depends on the load of the machine, and the figure of a small sample must not.
    List<Mutant> steady = sequences.stream().filter(m -> Sample.isWhole() || !m.kind().equals("race")).toList();
    List<MutantResult> results = Sample.of(steady, "elsewhere", 5).stream().map(runner::judge).toList();
    Sample.write(MutationScore.of("elsewhere", sequences.size(), results));
    run.resetStub();
    assertThat(results).as("mutants on any server, none of which is killed").satisfiesAnyOf(v -> assertThat(v).isEmpty(),
        v -> assertThat(v).anyMatch(MutantResult::killed));
  }

  private List<MutantResult> overTheWire(List<Mutant> mutants, Map<String, WireFault> wires, MutantRunner runner) throws IOException {
    List<MutantResult> results = new ArrayList<>();
    try (MutantProxy proxy = new MutantProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), PATIENCE);
      for (Mutant mutant : mutants) {
        Suite suite = Suite.of(run.contract().only(Set.of(mutant.operation())));
        proxy.activate(mutant.operation(), wires.get(mutant.place()));
        Set<String> checks = runner.broken(suite, target, "examples-reproduced");
        results.add(new MutantResult(mutant, List.copyOf(checks), MutantResult.Where.LIVE));
      }
    }
    return results;
  }

  /** The suite finds nothing behind a proxy without a mutant, and kills the same mutants there as on recorded answers. */
  @Test
  void proxy_mutantThatIsKilledOnRecordedAnswers_isKilledToo() throws IOException {
    record();
    RecordedJudge recorded = new RecordedJudge(run.contract(), run.schemas(), run.recording(), run.ledger(), "stub");
    MutantRunner runner = new MutantRunner(run.contract(), run.stub(), Settings.of(Persona.PRO.key()).withTries(5), false);
    List<Mutant> mutants = new AnswerOperators(run.contract(), run.schemas()).all().stream().filter(l -> l.operation().equals("getCredits")).toList();
    try (MutantProxy proxy = new MutantProxy(run.contract(), run.stub().baseUrl())) {
      HttpTarget target = new HttpTarget("stub", proxy.baseUrl(), Duration.ofMinutes(2));
      Suite suite = Suite.of(run.contract().only(Set.of("getCredits")));
      assertThat(runner.broken(suite, target, "examples-reproduced")).isEmpty();
      for (Mutant mutant : Sample.of(mutants, "proxied", 10).stream().limit(10).toList()) {
        MutantResult result = recorded.judge(mutant);
        if (result.killed() && !result.checks().contains("ledger")) {
          proxy.activate(mutant);
          assertThat(runner.broken(suite, target, "examples-reproduced")).as(mutant.id()).isNotEmpty();
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
