package com.vicsee.contract.spec;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of a contract: validation by JSON Schema 2020-12 with formats asserted, and two walks that find the schemas of each place of a
 * value. Thread-safe.
 */
public final class Schemas {

  private static final String BASE = "https://contract.invalid/openapi";
  private static final int LONG = 1_000_000;

  private final Contract contract;
  private final SchemaRegistry registry;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  /** Creates the schemas of a contract. */
  public Schemas(Contract contract) {
    this.contract = contract;
    String text = contract.root().toString();
    SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH)
        .regularExpressionFactory(Schemas::pattern).build();
    this.registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemaRegistryConfig(config).schemas(Map.of(BASE, text)));
  }

  /** A place of a value that breaks a keyword of the contract. */
  public record Violation(String path, String message, String pointer) {}

  /** A place of a value: its path, and the pointers of the schemas that apply to it. */
  public record Place(String path, List<String> schemas, boolean declared, boolean required) {}

  /** Visits each place of a walk; the value is `null` in a walk without a value. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Place place, @Nullable JsonNode value);
  }

  /** The violations of a value; empty when it is valid. */
  public List<Violation> validate(String pointer, JsonNode value) {
    List<Violation> violations = new ArrayList<>();
    for (Error error : schema(pointer).validate(value)) {
      String fragment = error.getSchemaLocation().getFragment().toString();
      violations.add(new Violation(path(error.getInstanceLocation().toString()), error.getMessage(), fragment));
    }
    return violations;
  }

  /** Whether a value is valid. */
  public boolean isValid(String pointer, JsonNode value) {
    return schema(pointer).validate(value).isEmpty();
  }

  /** Places of a value that no schema declares. */
  public List<String> undeclared(String pointer, JsonNode value) {
    List<String> found = new ArrayList<>();
    walk(pointer, value, (place, node) -> {
      if (!place.declared()) {
        found.add(place.path());
      }
    });
    return found;
  }

  /** Walks a value, with the schemas that apply to each of its places. */
  public void walk(String pointer, JsonNode value, Visitor visitor) {
    walk(new Place("$", expand(List.of(pointer), value), true, true), value, visitor);
  }

  /** Walks all places that a valid value can have. */
  public void walkAll(String pointer, Visitor visitor) {
    walk(new Place("$", expand(List.of(pointer), null), true, true), null, visitor);
  }

  /** The value of a keyword in the first of these schemas that has it. */
  public @Nullable JsonNode keyword(List<String> schemas, String keyword) {
    return schemas.stream().map(s -> contract.at(s).get(keyword)).filter(n -> n != null).findFirst().orElse(null);
  }

  private void walk(Place place, @Nullable JsonNode value, Visitor visitor) {
    visitor.visit(place, value);
    Set<String> names = new LinkedHashSet<>();
    for (String schema : place.schemas()) {
      names.addAll(contract.at(schema).path("properties").propertyNames());
    }
    if (value != null) {
      names.addAll(value.propertyNames());
      names.removeIf(name -> !value.has(name));
    }
    for (String name : names) {
      walkMember(place, name, value == null ? null : value.get(name), visitor);
    }
    if (value == null) {
      List<String> any = below(place.schemas(), "/additionalProperties");
      if (!any.isEmpty()) {
        walk(new Place(place.path() + ".*", expand(any, null), true, false), null, visitor);
      }
    }
    List<String> items = below(place.schemas(), "/items");
    if (value == null && !items.isEmpty()) {
      walk(new Place(place.path() + "[]", expand(items, null), true, true), null, visitor);
    } else if (value != null && value.isArray()) {
      for (JsonNode item : value) {
        walk(new Place(place.path() + "[]", expand(items, item), true, true), item, visitor);
      }
    }
  }

  private void walkMember(Place place, String name, @Nullable JsonNode value, Visitor visitor) {
    List<String> own = below(place.schemas(), Pointers.child("/properties", name));
    boolean required = place.schemas().stream()
        .anyMatch(s -> contract.at(s).path("required").valueStream().anyMatch(n -> name.equals(n.stringValue(""))));
    if (!own.isEmpty()) {
      walk(new Place(place.path() + '.' + name, expand(own, value), true, required), value, visitor);
      return;
    }
    List<String> any = below(place.schemas(), "/additionalProperties");
    boolean open = place.schemas().stream().anyMatch(s -> contract.at(s).path("additionalProperties").booleanValue(false));
    String path = any.isEmpty() ? place.path() + '.' + name : place.path() + ".*";
    walk(new Place(path, expand(any, value), open || !any.isEmpty(), false), value, visitor);
  }

  private List<String> below(List<String> schemas, String step) {
    List<String> found = new ArrayList<>();
    for (String schema : schemas) {
      if (contract.root().at(JsonPointer.compile(schema + step)).isObject()) {
        found.add(contract.canonical(schema + step));
      }
    }
    return found;
  }

  /** Follows references. Takes all branches of `allOf`, and the valid branches of `oneOf` and `anyOf` (all of them without a value). */
  private List<String> expand(List<String> pointers, @Nullable JsonNode value) {
    Set<String> found = new LinkedHashSet<>();
    for (String pointer : pointers) {
      String at = contract.canonical(pointer);
      found.add(at);
      JsonNode schema = contract.at(at);
      for (int i = 0; i < schema.path("allOf").size(); i++) {
        found.addAll(expand(List.of(at + "/allOf/" + i), value));
      }
      for (String choice : List.of("oneOf", "anyOf")) {
        for (int i = 0; i < schema.path(choice).size(); i++) {
          String branch = contract.canonical(at + '/' + choice + '/' + i);
          if (value == null || isValid(branch, value)) {
            found.addAll(expand(List.of(branch), value));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  /** A pattern that matches a text of megabytes once, since the same text is tried in many bodies. It knows such a text by its length and hash. */
  private static RegularExpression pattern(String regex) {
    RegularExpression pattern = JDKRegularExpressionFactory.getInstance().getRegularExpression(regex);
    Map<List<Integer>, Boolean> matched = new ConcurrentHashMap<>();
    return text -> text.length() < LONG ? pattern.matches(text)
        : matched.computeIfAbsent(List.of(text.length(), text.hashCode()), known -> pattern.matches(text));
  }

  private Schema schema(String pointer) {
    return compiled.computeIfAbsent(contract.canonical(pointer),
        p -> registry.getSchema(SchemaLocation.of(BASE + '#' + p)));
  }

  /** A JSON pointer in the form `$.data[].id`. */
  private static String path(String pointer) {
    StringBuilder path = new StringBuilder("$");
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      if (token.matches("\\d+")) {
        path.append('[').append(token).append(']');
      } else {
        path.append('.').append(token.replace("~1", "/").replace("~0", "~"));
      }
    }
    return path.toString();
  }
}
