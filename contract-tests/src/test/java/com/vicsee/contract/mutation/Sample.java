package com.vicsee.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.spec.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The mutants that a run tries: a seeded sample in the build, all of them with `-Dmutation.all`. */
final class Sample {

  /** The seed of the sample. */
  static final long SEED = Long.getLong("mutation.seed", 1);

  /** The share of mutants that the checks have to kill, in percent. */
  static final double LEAST = 99;

  private static final String UNKNOWN = "not known yet";
  private static final Path REASONS = Path.of("src/test/resources/survivors.yaml");

  private Sample() {}

  /** As many as are usual, others by a property `mutation.<name>`, or all. */
  static <T> List<T> of(List<T> all, String name, int usual) {
    int size = isWhole() ? Integer.getInteger("mutation." + name, all.size()) : Integer.getInteger("mutation." + name, usual);
    if (size >= all.size()) {
      return all;
    }
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, size);
  }

  /** The mutants of the kinds that `-Dmutation.kind` names by a regular expression; all without it. */
  static List<Mutant> ofKind(List<Mutant> all) {
    return all.stream().filter(m -> m.kind().matches(System.getProperty("mutation.kind", ".*"))).toList();
  }

  /** Whether all mutants are tried. */
  static boolean isWhole() {
    return !"false".equals(System.getProperty("mutation.all", "false"));
  }

  /** Where the reports are. */
  static Path folder() {
    return Path.of(System.getProperty("vicsee.report", "target/proof"));
  }

  /** Writes a score with the reasons of the survivors. In a whole run each survivor has a reason, and each reason a survivor. */
  static void write(MutationScore score) throws IOException {
    if (score.entries().isEmpty()) {
      return;
    }
    List<JsonNode> reasons = YamlFile.read(REASONS).root().valueStream().filter(r -> r.path("set").asString("").equals(score.set())).toList();
    score.write(folder(), entry -> reasons.stream().filter(r -> fits(r, entry)).map(r -> r.path("reason").stringValue()).findFirst().orElse(UNKNOWN));
    if (isWhole() && score.entries().size() > score.mutants() / 2) {
      assertThat(score.survivors()).as("survivors without a reason").allSatisfy(s -> assertThat(reasons).anyMatch(r -> fits(r, s)));
      assertThat(reasons).as("reasons without a survivor").allSatisfy(r -> assertThat(score.survivors()).anyMatch(s -> fits(r, s)));
    }
  }

  private static boolean fits(JsonNode reason, MutationScore.Entry entry) {
    return Pattern.compile(reason.path("mutants").stringValue()).matcher(entry.mutant()).matches();
  }
}
