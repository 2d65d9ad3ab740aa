package com.vicsee.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Exemptions;
import com.vicsee.contract.coverage.Facts;
import com.vicsee.contract.coverage.Inventory;
import com.vicsee.contract.coverage.Ledger.Verdict;
import com.vicsee.contract.coverage.Promise;
import com.vicsee.contract.coverage.Score;
import com.vicsee.contract.report.Report;
import com.vicsee.contract.spec.YamlFile;
import com.vicsee.contract.support.Badge;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs last and reads the ledger of all other tests: each element of the contract is proven, or the build fails. */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE)
@Isolated
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerTest {

  private static final List<String> TARGETS = List.of("stub", "sdk", "mock");

  private final Run run;
  private final Exemptions exemptions;

  LedgerTest(Run run) {
    this.run = run;
    this.exemptions = Exemptions.known();
  }

  @Test
  @Order(1)
  void report_ofTheRun_isWritten() throws IOException {
    report().write(Path.of(System.getProperty("vicsee.report", "target/proof")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stub", "sdk", "mock"})
  @Order(2)
  void ledger_everyElement_isProvenOrExemptWithAReason(String target) {
    Score score = Score.of(run.ledger(), exemptions, target);
    assertThat(score.with(Verdict.BROKEN)).as("broken").isEmpty();
    assertThat(score.with(Verdict.NOT_REACHED)).as("not reached").isEmpty();
  }

  /** The build fails when a check is removed, since no other check proves its promise. */
  @Test
  @Order(3)
  void promises_each_areProvenByTheirOwnCheckAlone() {
    for (Promise promise : Promise.all()) {
      List<String> elements = promise.perOperation()
          ? run.contract().operations().stream().map(o -> Elements.promise(o.id(), promise.id())).filter(this::isReachable).toList() : List.of(Elements.promise(promise.id()));
      assertThat(elements).allSatisfy(element -> assertThat(run.ledger().proof("stub", element).orElseThrow().checks()).as(element)
          .containsExactly(promise.id()));
    }
  }

  private boolean isReachable(String element) {
    return Score.of(run.ledger(), exemptions, run.ledger().elements().all().get(element), "stub") != Verdict.NOT_APPLICABLE;
  }

  /** All facts of the stub are proven, but for those of `open-facts.yaml`, which has a reason for each. */
  @Test
  @Order(3)
  void facts_ofTheStub_areProvenOrOpenWithAReason() throws IOException {
    List<String> open = Facts.of(run.contract(), run.ledger(), exemptions, Inventory.known(), "stub").open();
    List<String> known = YamlFile.read(Path.of("src/test/resources/open-facts.yaml")).root().valueStream().map(f -> f.path("fact").stringValue()).toList();

    assertThat(open.stream().map(fact -> fact.replaceAll(" in (requests|answers): .*", ""))).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  @Order(3)
  void exemptions_each_exemptsSomething() {
    assertThat(exemptions.idle(run.ledger())).isEmpty();
  }

  @Test
  @Order(3)
  void readme_limits_areThoseOfTheReport() throws IOException {
    String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");
    assertThat(Report.limits()).allSatisfy(limit -> assertThat(readme)
        .contains("- **" + limit.path("what").stringValue() + "** " + limit.path("why").stringValue()));
  }

  @Test
  @Order(4)
  void readme_badge_hasTheFiguresOfTheRun() throws IOException {
    Badge readme = new Badge(run.file().resolveSibling("../README.md").normalize());
    if (!"false".equals(System.getProperty("badge.update", "false"))) {
      readme.write(report().badge());
    }
    readme.assertSays(report().badge());
  }

  private Report report() throws IOException {
    Report report = new Report(run.contract(), run.ledger(), exemptions, TARGETS);
    report.readMutation(Path.of(System.getProperty("vicsee.report", "target/proof")));
    return report;
  }
}
