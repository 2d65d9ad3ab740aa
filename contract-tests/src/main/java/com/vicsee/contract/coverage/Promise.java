package com.vicsee.contract.coverage;

import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.YamlFile;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A rule for every answer, or for the API as a whole, beside the single elements. Each fixture of a check is a promise. The fixtures
 * are apart from the checks, so that a removed check leaves a promise without a proof, and the build fails.
 *
 * @param id the id of the check that proves it, which is the name of its fixture
 * @param perOperation whether it is proven for each operation by itself
 * @param about what a server that keeps it does, in one sentence
 * @param source what makes a breach a fault: a paragraph of an RFC, or a pointer into the contract
 * @param fixture the mutants that the check has to kill
 */
public record Promise(String id, boolean perOperation, String about, String source, JsonNode fixture) {

  private static final String FOLDER = "fixtures/";
  private static final String ENDING = ".yaml";
  private static final List<Promise> ALL = ClassPath.of(Promise.class).list(FOLDER, ENDING).stream().map(Promise::read).toList();

  /** All promises. */
  public static List<Promise> all() {
    return ALL;
  }

  /** The promise of that id. */
  public static Promise of(String id) {
    return ALL.stream().filter(p -> p.id().equals(id)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No fixture " + FOLDER + id + ENDING));
  }

  /** What a report adds to a finding: the RFC, where it is not the contract that says so. */
  public String citation() {
    return source.startsWith("RFC ") ? " (" + source + ")" : "";
  }

  private static Promise read(String file) {
    JsonNode fixture = YamlFile.read(ClassPath.of(Promise.class).read(FOLDER + file), file).root();
    String of = fixture.path("promise").asString("");
    if (!List.of("operation", "api").contains(of)) {
      throw new IllegalArgumentException(file + " must have `promise: operation` or `promise: api`");
    }
    return new Promise(file.substring(0, file.length() - ENDING.length()), of.equals("operation"),
        fixture.path("about").asString(""), fixture.path("source").asString(""), fixture);
  }
}
