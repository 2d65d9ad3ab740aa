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
 * How many lies of a sort were noticed, by what, and which were not. Written into a file of its own, which the report of the run takes in.
 *
 * @param sort what was lied about: `answers`, `time`, `wire`, `elsewhere` (time, on a server that is known by its keys only) or `contract`
 * @param told how many there are in all, of which this run may have tried a sample
 */
public record MutationScore(String sort, int told, List<Entry> entries) {

  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One lie.
   *
   * @param by what noticed it, none when nothing did
   * @param how where, or by what means
   */
  public record Entry(String lie, String kind, List<String> by, String how) {

    /** Whether anything noticed. */
    public boolean killed() {
      return !by.isEmpty();
    }
  }

  /** The score of lies that a server tells. Those that there was no answer for are left out. */
  public static MutationScore of(String sort, int told, List<MutantResult> verdicts) {
    List<Entry> entries = new ArrayList<>();
    for (MutantResult verdict : verdicts) {
      if (verdict.how() != MutantResult.How.NOT_TOLD || verdict.killed()) {
        entries.add(new Entry(verdict.lie().id(), verdict.lie().kind(), verdict.checks(), verdict.how().name().toLowerCase(Locale.ROOT)));
      }
    }
    return new MutationScore(sort, told, List.copyOf(entries));
  }

  /** How many were noticed. */
  public long killed() {
    return entries.stream().filter(Entry::killed).count();
  }

  /** How many were noticed, in percent, rounded down. */
  public double score() {
    return entries.isEmpty() ? 0 : Math.floor(1000.0 * killed() / entries.size()) / 10;
  }

  /** Those that nobody noticed. */
  public List<Entry> survivors() {
    return entries.stream().filter(e -> !e.killed()).toList();
  }

  /** Writes the score as JSON, and each lie with what noticed it as a table. */
  public void write(Path folder, Function<Entry, String> why) throws IOException {
    Files.createDirectories(folder);
    ObjectNode root = JSON.createObjectNode();
    root.put("sort", sort).put("told", told).put("tried", entries.size()).put("noticed", killed()).put("score", score());
    count(root.putObject("kinds"), e -> List.of(e.kind()));
    count(root.putObject("by"), Entry::by);
    count(root.putObject("how"), e -> List.of(e.how()));
    ArrayNode list = root.putArray("survivors");
    survivors().forEach(e -> list.addObject().put("lie", e.lie()).put("kind", e.kind()).put("why", why.apply(e)));
    Files.writeString(folder.resolve("mutation-" + sort + ".json"), JSON.writeValueAsString(root) + '\n');
    StringBuilder table = new StringBuilder("lie\tkind\thow\tnoticed by\n");
    entries.forEach(e -> table.append(e.lie().replaceAll("[\\t\\r\\n]", " ")).append('\t').append(e.kind()).append('\t').append(e.how()).append('\t')
        .append(String.join(", ", e.by())).append('\n'));
    Files.writeString(folder.resolve("mutation-" + sort + ".tsv"), table);
  }

  private void count(ObjectNode node, Function<Entry, List<String>> key) {
    Map<String, int[]> counts = new TreeMap<>();
    entries.forEach(e -> key.apply(e).forEach(k -> {
      int[] both = counts.computeIfAbsent(k, x -> new int[2]);
      both[0] += e.killed() ? 1 : 0;
      both[1]++;
    }));
    counts.forEach((k, both) -> node.putObject(k).put("noticed", both[0]).put("tried", both[1]));
  }
}
