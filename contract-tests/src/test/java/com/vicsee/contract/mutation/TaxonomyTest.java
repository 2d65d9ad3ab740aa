package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.support.Run;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The mutation operators are those of the taxonomy, and each makes a mutant of every operation that it applies to. */
@ExtendWith(Run.Resolver.class)
class TaxonomyTest {

  private final Contract contract;
  private final List<Mutant> mutants;

  TaxonomyTest(Run run) {
    contract = run.contract();
    mutants = Mutants.all(contract, run.schemas(), "http://127.0.0.1/api/v1");
  }

  @Test
  void kinds_ofAllMutants_areThoseOfTheTaxonomy() {
    List<String> kinds = MutantClass.all().stream().flatMap(c -> c.operators().stream()).map(MutantClass.Operator::kind).toList();

    assertThat(kinds).doesNotHaveDuplicates();
    assertThat(mutants.stream().map(Mutant::kind).distinct()).containsExactlyInAnyOrderElementsOf(kinds);
  }

  @TestFactory
  Stream<DynamicTest> operator_ofTheTaxonomy_hasAMutantForEachOperationItAppliesTo() {
    return MutantClass.all().stream().flatMap(c -> c.operators().stream()).map(operator -> DynamicTest.dynamicTest(operator.kind(), () -> {
      Set<String> made = mutants.stream().filter(m -> m.kind().equals(operator.kind())).map(Mutant::operation).collect(Collectors.toSet());
      assertThat(made).containsAll(contract.operations().stream().filter(o -> applies(operator.applies(), o)).map(Operation::id).toList());
    }));
  }

  private static boolean applies(JsonNode selector, Operation operation) {
    return switch (selector.asString("")) {
      case "all" -> true;
      case "get" -> operation.method().equals("GET");
      case "body" -> operation.body().isPresent();
      case "paid" -> operation.paid();
      case "keyed" -> !operation.anonymous();
      default -> selector.valueStream().anyMatch(id -> id.asString("").equals(operation.id()));
    };
  }
}
