package com.vicsee.contract.mutation;

import com.vicsee.contract.support.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What of all lies a run tries: a seeded sample in the build, all with `-Dmutation.all`. */
final class Sample {

  /** What decides the sample. */
  static final long SEED = Long.getLong("mutation.seed", 1);

  /** The least share of lies that has to be noticed, in percent. */
  static final double LEAST = 99;

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

  /** Whether all lies are told. */
  static boolean isWhole() {
    return !"false".equals(System.getProperty("mutation.all", "false"));
  }

  /** Where the reports are. */
  static Path folder() {
    return Path.of(System.getProperty("vicsee.report", "target/proof"));
  }

  /** Why a lie is not noticed, as far as it is known. */
  static String why(MutationScore.Entry entry) {
    try {
      for (JsonNode reason : YamlFile.read(REASONS).root()) {
        if (Pattern.compile(reason.path("lies").stringValue()).matcher(entry.lie()).matches()) {
          return reason.path("reason").stringValue();
        }
      }
      return "not known yet";
    } catch (IOException e) {
      throw new UncheckedIOException("The reasons cannot be read", e);
    }
  }
}
