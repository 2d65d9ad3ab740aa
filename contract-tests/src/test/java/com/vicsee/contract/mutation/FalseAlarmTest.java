package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Run;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The suite finds nothing on the unchanged stub, whatever the seed. The build tries one more seed with the random scenarios;
 * `-Dmutation.seeds=20 -Dmutation.all` tries twenty with all of them.
 */
@ExtendWith(Run.Resolver.class)
class FalseAlarmTest {

  private static final Set<String> RANDOM = Set.of("random-judged", "sequences-modelled");
  private static final int SEEDS = Integer.getInteger("mutation.seeds", 1);

  private final Run run;

  FalseAlarmTest(Run run) {
    this.run = run;
  }

  /** The mutants of an operation are judged by a suite of few operations. What that finds without a mutant would kill each. */
  @TestFactory
  Stream<DynamicTest> suiteOfMutants_unchangedStub_findsNothing() {
    Settings settings = Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5);
    MutantRunner runner = new MutantRunner(run.contract(), run.stub(), settings, true);
    return run.contract().operations().stream().filter(o -> Sample.isWhole()).map(operation -> DynamicTest.dynamicTest(operation.id(),
        () -> assertThat(runner.suite(operation.id()).without(MutantRunner.LONG).runSandbox(run.stub(), settings).findings()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> suite_unchangedStub_findsNothing() {
    Suite suite = Suite.of(run.contract());
    Set<String> only = suite.checks().stream().filter(id -> Sample.isWhole() || RANDOM.contains(id)
        || suite.ofResponses().stream().anyMatch(c -> c.id().equals(id))).collect(Collectors.toSet());
    return LongStream.rangeClosed(2, 1L + SEEDS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      Outcome outcome = suite.runSandbox(run.stub(), Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withSeed(seed).withTries(20)
          .withOnly(only));
      assertThat(outcome.findings()).isEmpty();
    }));
  }
}
