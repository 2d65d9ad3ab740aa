package com.vicsee.contract.benchmark;

import com.vicsee.contract.mutation.Mutant;
import com.vicsee.contract.mutation.MutantClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The mutants that the tools are compared by. They are drawn once, by a seed, and written down before any tool has seen one. In each round each
 * class of the taxonomy gives one mutant, of the operation and the kind that were drawn least.
 */
final class Draw {

  private Draw() {}

  /** Draws mutants, in an order in which the first are as mixed as all. */
  static List<Mutant> of(List<Mutant> all, int size, long seed) {
    Map<String, List<Mutant>> classes = new LinkedHashMap<>();
    MutantClass.all().forEach(c -> classes.put(c.name(), new ArrayList<>()));
    all.forEach(mutant -> classes.get(mutant.group().name()).add(mutant));
    Random random = new Random(seed);
    classes.values().forEach(mutants -> Collections.shuffle(mutants, random));
    Map<String, Integer> drawn = new HashMap<>();
    List<Mutant> chosen = new ArrayList<>();
    while (chosen.size() < size && classes.values().stream().anyMatch(mutants -> !mutants.isEmpty())) {
      for (List<Mutant> mutants : classes.values()) {
        if (!mutants.isEmpty() && chosen.size() < size) {
          Mutant next = Collections.min(mutants, Comparator.comparing((Mutant m) -> drawn.getOrDefault(m.kind(), 0)).thenComparing(m -> drawn.getOrDefault(m.operation(), 0)));
          mutants.remove(next);
          drawn.merge(next.kind(), 1, Integer::sum);
          drawn.merge(next.operation(), 1, Integer::sum);
          chosen.add(next);
        }
      }
    }
    return chosen;
  }

  /** Writes a draw down: one line for each mutant, with its class, its kind and its name. */
  static void write(Path file, List<Mutant> mutants) throws IOException {
    Files.write(file, mutants.stream().map(Draw::line).toList());
  }

  /** Reads a draw. A mutant that a change of the contract has removed since is left out, and named. */
  static List<Mutant> read(Path file, List<Mutant> all) throws IOException {
    Map<String, Mutant> known = all.stream().collect(Collectors.toMap(Draw::line, mutant -> mutant, (first, second) -> first));
    List<Mutant> drawn = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (known.containsKey(line)) {
        drawn.add(known.get(line));
      } else {
        System.err.println("No longer a mutant: " + line);
      }
    }
    return drawn;
  }

  private static String line(Mutant mutant) {
    return String.join("\t", mutant.group().name(), mutant.kind(), mutant.id().replaceAll("[\\t\\r\\n]", " "));
  }
}
