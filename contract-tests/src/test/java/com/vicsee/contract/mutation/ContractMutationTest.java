package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small change of the contract is found: by the lint, by the recorded answers of the unchanged stub, by the suite in front of the stub, or
 * at last by the report of changes, which lists each of them.
 */
@ExtendWith(Run.Resolver.class)
@Order(Integer.MAX_VALUE - 1)
class ContractMutationTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> LONG = Set.of("negative-refused", "positive-accepted", "random-judged", "life-cycle-forward");

  private final Run run;

  @TempDir
  private Path folder;

  ContractMutationTest(Run run) {
    this.run = run;
  }

  @Test
  @Timeout(36000)
  void change_ofTheContract_isKilledOrReported() throws IOException, InterruptedException {
    List<ContractMutant> all = ContractMutants.of(run.contract().root());
    List<ContractMutant> mutants = Sample.of(all, "contract", 12);
    Map<String, JsonNode> verdicts = tools(mutants);
    ContractJudge recorded = new ContractJudge(run.contract(), run.recording());
    List<MutationScore.Entry> entries = new ArrayList<>();
    for (ContractMutant mutant : mutants) {
      JsonNode tool = verdicts.get(mutant.id());
      List<String> rules = tool.path("rules").valueStream().map(JsonNode::stringValue).toList();
      List<String> checks = rules.isEmpty() ? recorded.judge(mutant) : List.of();
      Set<String> live = rules.isEmpty() && checks.isEmpty() ? suite(mutant, tool) : Set.of();
      String kind = tool.path("change").stringValue();
      String where = !rules.isEmpty() ? "lint" : !checks.isEmpty() ? "suite, recorded" : !live.isEmpty() ? "suite, live" : "reported only, as " + kind;
      List<String> by = !rules.isEmpty() ? rules : !checks.isEmpty() ? checks : !live.isEmpty() ? List.copyOf(live)
          : kind.equals("none") ? List.of() : List.of("report of changes");
      entries.add(new MutationScore.Entry(mutant.id(), "contract", mutant.kind(), by, where));
    }
    MutationScore score = new MutationScore("contract", all.size(), List.copyOf(entries));
    Sample.write(score);
    assertThat(score.score()).as("changes killed, in percent; survivors: %s", score.survivors()).isGreaterThanOrEqualTo(Sample.LEAST);
  }

  /** The suite with the changed contract, in front of the stub of the unchanged one. */
  private Set<String> suite(ContractMutant mutant, JsonNode tool) {
    Set<String> reached = new LinkedHashSet<>();
    tool.path("operations").forEach(o -> reached.add(o.stringValue()));
    Set<String> found = new LinkedHashSet<>();
    try {
      Contract changed = Contract.read(mutant.applyTo(run.contract().root()).toString(), run.contract().fileName());
      Contract some = changed.only(reached.isEmpty() ? Set.of("getCredits") : Set.of(reached.iterator().next()));
      Suite suite = Suite.of(some).without(LONG);
      suite.runSandbox(run.stub(), Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5).stoppingAtFirst()).findings().stream()
          .map(Finding::check).forEach(found::add);
    } catch (RuntimeException e) {
      found.add("unreadable");
    }
    return found;
  }

  /** What the lint and the report of changes say about each. */
  private Map<String, JsonNode> tools(List<ContractMutant> mutants) throws IOException, InterruptedException {
    if (run.recording().seen() == 0) {
      Checks.scenarios().stream().filter(s -> !LONG.contains(s.id())).forEach(s -> Probe.run(run.examiner(), run.stub(), s, run.world()));
    }
    Path in = Files.write(folder.resolve("mutants"), mutants.stream().map(ContractMutant::toLine).toList());
    Path out = folder.resolve("verdicts");
    Process node = new ProcessBuilder("node", run.file().resolveSibling("tools/mutants.js").toString(), "--lint")
        .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(folder.resolve("errors").toFile()).start();
    assertThat(node.waitFor(30L + 30L * mutants.size(), TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(Files.readString(folder.resolve("errors"))).isZero();
    Map<String, JsonNode> verdicts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(out, StandardCharsets.UTF_8)) {
      JsonNode verdict = JSON.readTree(line);
      verdicts.put(verdict.path("id").stringValue(), verdict);
    }
    return verdicts;
  }
}
