package com.vicsee.contract.spec;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML file as a JSON tree that knows in which line each of its nodes begins. */
public final class YamlFile {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;
  private final Map<String, Integer> lines = new HashMap<>();

  private YamlFile(Node node) {
    root = convert(node, "");
  }

  /** Reads a file. */
  public static YamlFile read(Path file) throws IOException {
    return read(Files.readString(file), file.getFileName().toString());
  }

  /** Reads a text that is called by a name. */
  public static YamlFile read(String text, String name) {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    Node node = new Compose(settings).composeString(text).orElseThrow(() -> new IllegalArgumentException(name + " is empty"));
    return new YamlFile(node);
  }

  /** The whole file as a JSON tree. */
  public JsonNode root() {
    return root;
  }

  /** The line, counted from 1, of a node, or of the nearest ancestor that the file has. */
  public int line(String pointer) {
    String at = pointer;
    while (!lines.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return lines.getOrDefault(at, 1);
  }

  private JsonNode convert(Node node, String pointer) {
    lines.putIfAbsent(pointer, node.getStartMark().orElseThrow().getLine() + 1);
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.objectNode();
      for (NodeTuple tuple : mapping.getValue()) {
        String key = ((ScalarNode) tuple.getKeyNode()).getValue();
        String child = pointer + '/' + Pointers.escape(key);
        lines.put(child, tuple.getKeyNode().getStartMark().orElseThrow().getLine() + 1);
        object.set(key, convert(tuple.getValueNode(), child));
      }
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      List<Node> items = sequence.getValue();
      for (int i = 0; i < items.size(); i++) {
        array.add(convert(items.get(i), pointer + '/' + i));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    Tag tag = node.getTag();
    String value = node.getValue();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(value));
    }
    if (tag.equals(Tag.INT)) {
      BigInteger integer = new BigInteger(value);
      return integer.bitLength() < 32 ? JSON.numberNode(integer.intValue())
          : integer.bitLength() < 64 ? JSON.numberNode(integer.longValue()) : JSON.numberNode(integer);
    }
    if (tag.equals(Tag.FLOAT)) {
      return JSON.numberNode(new BigDecimal(value));
    }
    return JSON.stringNode(value);
  }
}
