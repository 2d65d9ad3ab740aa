package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.YamlFile;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A class of faults in the taxonomy of `mutation-taxonomy.yaml`. Each kind of mutants belongs to one class.
 *
 * @param name its name, such as `http`
 * @param about what its faults are about
 * @param operators its operators
 */
public record MutantClass(String name, String about, List<Operator> operators) {

  private static final String FILE = "mutation-taxonomy.yaml";
  private static final List<MutantClass> ALL = YamlFile.read(ClassPath.of(MutantClass.class).read("/" + FILE), FILE).root().valueStream().map(MutantClass::read).toList();

  /**
   * A mutation operator.
   *
   * @param kind the kind of its mutants
   * @param applies the operations that it applies to: `all`, `get`, `body`, `paid`, `keyed`, or a list of ids
   */
  public record Operator(String kind, JsonNode applies) {}

  /** All classes. */
  public static List<MutantClass> all() {
    return ALL;
  }

  /** The class of a kind of mutants. */
  public static MutantClass of(String kind) {
    return ALL.stream().filter(c -> c.operators().stream().anyMatch(o -> o.kind().equals(kind))).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The kind \"" + kind + "\" belongs to no class of the taxonomy"));
  }

  private static MutantClass read(JsonNode node) {
    return new MutantClass(node.path("class").stringValue(), node.path("about").stringValue(), node.path("operators").valueStream()
        .map(o -> new Operator(o.path("kind").stringValue(), o.path("applies"))).toList());
  }
}
