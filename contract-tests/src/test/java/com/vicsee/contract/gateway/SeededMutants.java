package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.AnswerOperators;
import com.vicsee.contract.mutation.Mutant;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Run;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Twelve mutants that the suite kills behind any gateway. */
record SeededMutants(Run run) {

  private static final Set<String> OPERATIONS = Set.of("getCredits", "createUpload", "listModels");

  /** An operator of each kind that no gateway repairs. */
  static final List<String> OPERATORS = List.of("envelope broken", "property dropped", "property retyped", "header dropped", "header off", "date form",
      "status undeclared", "status swapped", "code swapped, same status", "code unknown", "message form", "media type replaced");

  /** Kills the first mutant of an operator that changes an answer at all, by a finding at its operation. */
  Outcome kill(String operator, HttpTarget target, MutantProxy proxy, Settings settings) {
    for (Mutant mutant : of(operator)) {
      proxy.activate(mutant);
      Outcome outcome = Suite.of(run.contract().only(Set.of(mutant.operation()))).without(GatewayTest.SLOW).runSandbox(target, settings.stoppingAtFirst());
      if (proxy.mutated() > 0) {
        assertThat(outcome.findings()).as("%s: %s", operator, mutant).anySatisfy(f -> assertThat(f.element()).startsWith(mutant.operation() + ' '));
        return outcome;
      }
    }
    throw new AssertionError("No mutant of the operator " + operator + " has changed an answer");
  }

  private List<Mutant> of(String operator) {
    List<Mutant> all = new AnswerOperators(run.contract(), run.schemas()).all().stream()
        .filter(m -> OPERATIONS.contains(m.operation()) && m.kind().equals(operator)).collect(Collectors.toList());
    Collections.shuffle(all, new Random(1));
    return all;
  }
}
