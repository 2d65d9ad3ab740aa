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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas of request bodies, from the contract within this jar (JSON Schema 2020-12). They are read beside the start of the application. */
final class ContractSchemas {
  private static final String BASE = "https://contract.invalid/openapi";

  private final CompletableFuture<Map<Operation, Schema>> schemas = CompletableFuture.supplyAsync(ContractSchemas::read);

  /** Returns what a body breaks; empty when it is valid. */
  List<Error> validate(Operation operation, JsonNode body) {
    return Objects.requireNonNull(schemas.join().get(operation), "an operation that takes a body").validate(body);
  }

  private static Map<Operation, Schema> read() {
    try (InputStream contract = Objects.requireNonNull(ContractSchemas.class.getResourceAsStream("openapi.yaml"))) {
      String json = new YAMLMapper().readTree(contract).toString();
      SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH).build();
      SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaRegistryConfig(config).schemas(Map.of(BASE, json)));
      return Stream.of(Operation.values())
          .filter(operation -> !operation.requestMediaTypes().isEmpty())
          .collect(Collectors.toMap(Function.identity(), operation -> registry.getSchema(SchemaLocation.of(BASE + '#' + pointer(operation)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pointer(Operation operation) {
    return Stream.of("paths", operation.path(), operation.method().toLowerCase(Locale.ROOT), "requestBody", "content",
            operation.requestMediaTypes().get(0), "schema")
        .map(token -> '/' + token.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
