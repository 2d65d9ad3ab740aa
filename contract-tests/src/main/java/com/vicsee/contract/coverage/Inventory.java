package com.vicsee.contract.coverage;

import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Pointers;
import com.vicsee.contract.spec.YamlFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The sentences of the contract's prose, with the checks that prove them. A description that was edited since somebody read it is a fault of the
 * inventory, so that no promise is made or changed without a proof.
 */
public final class Inventory {

  private static final String FILE = "promises.yaml";
  private static final String TEXT = "description";
  private static final Set<String> VALUES = Set.of("example", "examples", "value");
  private static final int DIGITS = 12;

  /**
   * A sentence.
   *
   * @param at the pointer of its description
   * @param by the ids of the checks that prove it; empty when none does
   * @param outside why no check can prove it from outside; empty when one does, or when it promises nothing of its own
   */
  public record Sentence(String at, String says, List<String> by, String outside) {}

  private final List<Sentence> sentences = new ArrayList<>();
  private final Map<String, String> read = new LinkedHashMap<>();

  private Inventory() {}

  /** The inventory of `promises.yaml`. */
  public static Inventory known() {
    Inventory inventory = new Inventory();
    JsonNode root = YamlFile.read(ClassPath.of(Inventory.class).read(FILE), FILE).root();
    for (JsonNode description : root.path("promises")) {
      for (JsonNode sentence : description.path("sentences")) {
        inventory.sentences.add(new Sentence(description.path("at").stringValue(), sentence.path("says").stringValue(),
            sentence.path("by").valueStream().map(JsonNode::stringValue).toList(), sentence.path("outside").asString("")));
      }
    }
    root.path("read").properties().forEach(entry -> inventory.read.put(entry.getKey(), entry.getValue().asString("")));
    return inventory;
  }

  /** All sentences of the descriptions that promise something. */
  public List<Sentence> sentences() {
    return List.copyOf(sentences);
  }

  /** The sentences that checks prove. */
  public List<Sentence> proven() {
    return sentences.stream().filter(s -> !s.by().isEmpty()).toList();
  }

  /** What the inventory and a contract do not agree on, in one line for each description. */
  public List<String> faults(Contract contract) {
    Map<String, String> texts = new LinkedHashMap<>();
    collect(contract.root(), "", texts);
    Map<String, String> written = sentences.stream().collect(Collectors.groupingBy(Sentence::at, LinkedHashMap::new,
        Collectors.mapping(Sentence::says, Collectors.joining(" "))));
    List<String> faults = new ArrayList<>();
    texts.forEach((pointer, text) -> {
      boolean same = written.containsKey(pointer) ? written.get(pointer).equals(text) : hash(text).equals(read.get(pointer));
      if (!same) {
        faults.add(pointer + " is new or was edited: list its sentences under `promises`, or, if it promises nothing, under `read`:  '" + pointer + "': '" + hash(text)
            + "'   # " + text);
      }
    });
    written.keySet().stream().filter(p -> !texts.containsKey(p)).forEach(p -> faults.add(p + " is no longer in the contract"));
    read.keySet().stream().filter(p -> !texts.containsKey(p) || written.containsKey(p)).forEach(p -> faults.add(p + " is not needed under `read`"));
    return faults;
  }

  private static void collect(JsonNode node, String pointer, Map<String, String> texts) {
    node.properties().forEach(member -> {
      if (member.getKey().equals(TEXT) && member.getValue().isString()) {
        texts.put(pointer + '/' + TEXT, member.getValue().stringValue().strip().replaceAll("\\s+", " "));
      } else if (!VALUES.contains(member.getKey())) {
        collect(member.getValue(), Pointers.child(pointer, member.getKey()), texts);
      }
    });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), pointer + '/' + i, texts);
    }
  }

  private static String hash(String text) {
    try {
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
