package com.vicsee.contract.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many mutants of a set were killed, by what, and which survived. Each set has a file of its own, which the report of the run takes in.
 *
 * @param set where the mutants are: `answers`, `sequences`, `wire`, `elsewhere` (sequences, on any server) or `contract`
 * @param mutants how many there are in all; this run may have tried a sample
 */
public record MutationScore(String set, int mutants, List<Entry> entries) {

  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One mutant.
   *
   * @param group its class in the taxonomy
   * @param by what killed it; empty when it survived
   * @param where where it ran
   */
  public record Entry(String mutant, String group, String kind, List<String> by, String where) {

    /** Whether a check killed it. */
    public boolean killed() {
      return !by.isEmpty();
    }
  }

  /** The score of a run. Mutants that no answer has reached are left out. */
  public static MutationScore of(String set, int mutants, List<MutantResult> results) {
    List<Entry> entries = new ArrayList<>();
    for (MutantResult result : results) {
      if (result.where() != MutantResult.Where.NOT_REACHED) {
        Mutant mutant = result.mutant();
        entries.add(new Entry(mutant.id(), mutant.group().name(), mutant.kind(), result.checks(),
            result.where().name().toLowerCase(Locale.ROOT)));
      }
    }
    return new MutationScore(set, mutants, List.copyOf(entries));
  }

  /** How many were killed. */
  public long killed() {
    return entries.stream().filter(Entry::killed).count();
  }

  /** How many were killed, in percent, rounded down. */
  public double score() {
    return entries.isEmpty() ? 0 : Math.floor(1000.0 * killed() / entries.size()) / 10;
  }

  /** Those that no check killed. */
  public List<Entry> survivors() {
    return entries.stream().filter(e -> !e.killed()).toList();
  }

  /** Writes the score as JSON, and a table of the mutants with what killed each. */
  public void write(Path folder, Function<Entry, String> why) throws IOException {
    Files.createDirectories(folder);
    ObjectNode root = JSON.createObjectNode();
    root.put("set", set).put("mutants", mutants).put("tried", entries.size()).put("killed", killed()).put("score", score());
    count(root.putObject("classes"), e -> List.of(e.group()));
    count(root.putObject("kinds"), e -> List.of(e.kind()));
    count(root.putObject("by"), Entry::by);
    count(root.putObject("where"), e -> List.of(e.where()));
    ArrayNode list = root.putArray("survivors");
    survivors().forEach(e -> list.addObject().put("mutant", e.mutant()).put("class", e.group()).put("kind", e.kind()).put("why", why.apply(e)));
    Files.writeString(folder.resolve("mutation-" + set + ".json"), JSON.writeValueAsString(root) + '\n');
    StringBuilder table = new StringBuilder("mutant\tclass\tkind\twhere\tkilled by\n");
    entries.forEach(e -> table.append(e.mutant().replaceAll("[\\t\\r\\n]", " ")).append('\t').append(e.group()).append('\t').append(e.kind()).append('\t').append(e.where()).append('\t')
        .append(String.join(", ", e.by())).append('\n'));
    Files.writeString(folder.resolve("mutation-" + set + ".tsv"), table);
  }

  private void count(ObjectNode node, Function<Entry, List<String>> key) {
    Map<String, int[]> counts = new TreeMap<>();
    entries.forEach(e -> key.apply(e).forEach(k -> {
      int[] both = counts.computeIfAbsent(k, x -> new int[2]);
      both[0] += e.killed() ? 1 : 0;
      both[1]++;
    }));
    counts.forEach((k, both) -> node.putObject(k).put("killed", both[0]).put("tried", both[1]));
  }
}
