package com.vicsee.sandbox.account;

import com.vicsee.server.error.Excerpt;
import com.vicsee.server.model.Plan;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a YAML file of users. A mistake is reported with its line. No message contains a key. */
final class AccountsFile {
  private static final Set<String> FIELDS = Set.of("id", "plan", "credits", "keys");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern KEY = Pattern.compile("sk-[!-~]{1,253}");
  private static final String PLANS = Arrays.stream(Plan.values()).map(plan -> plan.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
  private static final long MAX_CREDITS = 1_000_000_000_000L;

  private final Path path;
  private final Set<String> reserved;
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * Makes a reader.
   *
   * @param reserved ids and keys that the file must not use
   */
  AccountsFile(Path path, Set<String> reserved) {
    this.path = path;
    this.reserved = reserved;
  }

  /** A user as the file describes it. */
  record User(String id, Plan plan, long credits, List<String> keys) {}

  /**
   * Reads the users.
   *
   * @throws AccountsFileException if there is no such file, or it has a mistake
   */
  List<User> read() {
    try (Reader text = Files.newBufferedReader(path)) {
      Node root = new Yaml(new LoaderOptions()).compose(text);
      if (root == null) {
        throw new AccountsFileException(path + ":1: the file must have a list \"users\"");
      }
      Map<String, Node> fields = fields(root, Set.of("users"));
      List<User> users = new ArrayList<>();
      for (Node user : items(required(root, fields, "users"), "users")) {
        users.add(user(user));
      }
      return users;
    } catch (NoSuchFileException e) {
      throw new AccountsFileException(path + ": the file does not exist");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new AccountsFileException(path + ":" + line + ": the YAML is broken: " + e.getProblem());
    } catch (IOException | YAMLException e) {
      throw new AccountsFileException(path + ": the file cannot be read: " + e.getMessage());
    }
  }

  private User user(Node node) {
    Map<String, Node> fields = fields(node, FIELDS);
    Node id = required(node, fields, "id");
    if (!ID.matcher(text(id, "id")).matches()) {
      throw mistake(id, "id must have 1 to 64 letters, digits, \".\", \"_\" or \"-\"; received " + Excerpt.quoted(text(id, "id")));
    }
    unique(id, text(id, "id"), "this id");
    List<String> keys = new ArrayList<>();
    for (Node key : fields.containsKey("keys") ? items(fields.get("keys"), "keys") : List.<Node>of()) {
      if (!KEY.matcher(text(key, "a key")).matches()) {
        throw mistake(key, "a key must begin with \"sk-\" and have 4 to 256 visible ASCII characters");
      }
      unique(key, text(key, "a key"), "this key");
      keys.add(text(key, "a key"));
    }
    return new User(text(id, "id"), plan(required(node, fields, "plan")), credits(fields.get("credits")), keys);
  }

  private Plan plan(Node node) {
    String name = text(node, "plan");
    return Arrays.stream(Plan.values()).filter(plan -> plan.name().equalsIgnoreCase(name)).findFirst()
        .orElseThrow(() -> mistake(node, "plan must be one of " + PLANS + "; received " + Excerpt.quoted(name)));
  }

  private long credits(@Nullable Node node) {
    if (node == null) {
      return 0;
    }
    String number = text(node, "credits");
    if (number.matches("\\d{1,13}") && Long.parseLong(number) <= MAX_CREDITS) {
      return Long.parseLong(number);
    }
    throw mistake(node, "credits must be a whole number from 0 to " + MAX_CREDITS + "; received " + Excerpt.quoted(number));
  }

  private void unique(Node node, String value, String what) {
    if (reserved.contains(value)) {
      throw mistake(node, what + " belongs to the sandbox; choose another, or start with --vicsee.control=false");
    }
    Integer first = lines.putIfAbsent(value, line(node));
    if (first != null) {
      throw mistake(node, what + " is used on line " + first + " already");
    }
  }

  private Map<String, Node> fields(Node node, Set<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw mistake(node, "expected fields: " + sorted(known));
    }
    Map<String, Node> fields = new HashMap<>();
    for (NodeTuple field : mapping.getValue()) {
      String name = text(field.getKeyNode(), "a field name");
      if (!known.contains(name)) {
        throw mistake(field.getKeyNode(), "unknown field " + Excerpt.quoted(name) + "; known fields: " + sorted(known));
      }
      if (fields.put(name, field.getValueNode()) != null) {
        throw mistake(field.getKeyNode(), "field " + name + " appears twice");
      }
    }
    return fields;
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private Node required(Node parent, Map<String, Node> fields, String name) {
    Node node = fields.get(name);
    if (node == null) {
      throw mistake(parent, "field " + name + " is missing");
    }
    return node;
  }

  private List<Node> items(Node node, String name) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw mistake(node, name + " must be a list");
  }

  private String text(Node node, String name) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw mistake(node, name + " must be a single value");
  }

  private AccountsFileException mistake(Node node, String message) {
    return new AccountsFileException(path + ":" + line(node) + ": " + message);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
