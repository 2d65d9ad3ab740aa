package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.coverage.Inventory;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The inventory of the contract's sentences has each as it is written, and names checks that exist. */
@ExtendWith(Run.Resolver.class)
class PromisesTest {

  private final Inventory inventory = Inventory.known();
  private final Run run;

  PromisesTest(Run run) {
    this.run = run;
  }

  @Test
  void inventory_eachDescription_isReadAsItIsWritten() {
    assertThat(inventory.faults(run.contract())).isEmpty();
  }

  @Test
  void inventory_editedSentence_isAFault() throws IOException {
    String edited = Files.readString(run.file()).replace("several keys of a user share one quota", "several keys of a user share a quota");

    assertThat(inventory.faults(Contract.read(edited, "openapi.yaml"))).singleElement().asString().startsWith("/components/securitySchemes/bearerAuth/description is new or was edited");
  }

  @Test
  void inventory_newDescription_isAFault() throws IOException {
    String edited = Files.readString(run.file()).replace("x-idempotency:\n", "x-new:\n  description: Never slow.\nx-idempotency:\n");

    assertThat(inventory.faults(Contract.read(edited, "openapi.yaml"))).singleElement().asString().contains("/x-new/description").contains("Never slow.");
  }

  @Test
  void inventory_eachProof_isACheckOrAReason() {
    List<String> checks = Promise.all().stream().map(Promise::id).toList();

    assertThat(inventory.proven()).allSatisfy(sentence -> assertThat(checks).as(sentence.says()).containsAll(sentence.by()));
    assertThat(inventory.sentences()).noneSatisfy(sentence -> assertThat(sentence.by().isEmpty() || sentence.outside().isEmpty()).as(sentence.says()).isFalse());
  }
}
