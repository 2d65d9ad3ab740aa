package com.vicsee.contract.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What holds of every answer, or of the API as a whole, beside what single elements say. The list is a file of its own, apart from the
 * checks, so that a check that is removed leaves a promise behind that nobody proves.
 *
 * @param id the id of the check that proves it
 * @param perOperation whether it is proven for each operation by itself
 */
public record Promise(String id, boolean perOperation) {

  private static final String FILE = "/com/vicsee/contract/coverage/promises.txt";

  /** All promises. */
  public static List<Promise> all() {
    try (InputStream in = Promise.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+")).map(words -> new Promise(words[1], words[0].equals("operation"))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The promises cannot be read", e);
    }
  }
}
