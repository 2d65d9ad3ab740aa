package com.vicsee.server.body;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas of request bodies, from the contract within this jar (JSON Schema 2020-12). They are read in the background while the application starts. */
final class ContractSchemas {
  private static final String BASE = "https://contract.invalid/openapi";

  private final CompletableFuture<JsonNode> contract = CompletableFuture.supplyAsync(ContractSchemas::read);
  private final CompletableFuture<Map<Operation, Schema>> schemas = contract.thenApply(ContractSchemas::compile);

  /** Returns what a body breaks; empty when it is valid. */
  List<Error> validate(Operation operation, JsonNode body) {
    return Objects.requireNonNull(schemas.join().get(operation), "an operation that takes a body").validate(body);
  }

  /** Returns the names of the fields of the object that a rule is about. */
  Collection<String> knownFields(SchemaLocation rule) {
    String pointer = rule.getFragment().toString();
    return contract.join().at(pointer.substring(0, pointer.lastIndexOf('/')) + "/properties").propertyNames();
  }

  private static JsonNode read() {
    try (InputStream file = Objects.requireNonNull(ContractSchemas.class.getResourceAsStream("openapi.yaml"))) {
      JsonNode contract = new YAMLMapper().readTree(file);
      removeExtensions(contract);
      return contract;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The validator warns of each keyword that it does not know. */
  private static void removeExtensions(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(object.propertyNames().stream().filter(name -> name.startsWith("x-")).toList());
    }
    node.forEach(ContractSchemas::removeExtensions);
  }

  private static Map<Operation, Schema> compile(JsonNode contract) {
    String json = contract.toString();
    SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH).build();
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemaRegistryConfig(config).schemas(Map.of(BASE, json)));
    return Stream.of(Operation.values())
        .filter(operation -> !operation.requestMediaTypes().isEmpty())
        .collect(Collectors.toMap(Function.identity(), operation -> registry.getSchema(SchemaLocation.of(BASE + '#' + pointer(operation)))));
  }

  private static String pointer(Operation operation) {
    return Stream.of("paths", operation.path(), operation.method().toLowerCase(Locale.ROOT), "requestBody", "content",
            operation.requestMediaTypes().get(0), "schema")
        .map(token -> '/' + token.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
