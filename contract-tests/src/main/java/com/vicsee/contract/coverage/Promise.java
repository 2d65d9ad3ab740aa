package com.vicsee.contract.coverage;

import com.vicsee.contract.support.ClassPath;
import com.vicsee.contract.support.YamlFile;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What holds of every answer, or of the API as a whole, beside what single elements say. Each fixture of a check is a promise. The
 * fixtures are apart from the checks, so that a check that is removed leaves a promise behind that nobody proves.
 *
 * @param id the id of the check that proves it, which is the name of its fixture
 * @param perOperation whether it is proven for each operation by itself
 * @param fixture the lies that the check has to find
 */
public record Promise(String id, boolean perOperation, JsonNode fixture) {

  private static final String FOLDER = "fixtures/";
  private static final String ENDING = ".yaml";
  private static final List<Promise> ALL = ClassPath.of(Promise.class).list(FOLDER, ENDING).stream().map(Promise::read).toList();

  /** All promises. */
  public static List<Promise> all() {
    return ALL;
  }

  private static Promise read(String file) {
    JsonNode fixture = YamlFile.read(ClassPath.of(Promise.class).read(FOLDER + file), file).root();
    String of = fixture.path("promise").asString("");
    if (!List.of("operation", "api").contains(of)) {
      throw new IllegalArgumentException(file + " is a promise of neither each operation nor the api");
    }
    return new Promise(file.substring(0, file.length() - ENDING.length()), of.equals("operation"), fixture);
  }
}
