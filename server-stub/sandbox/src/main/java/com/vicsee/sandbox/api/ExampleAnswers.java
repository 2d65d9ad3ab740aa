package com.vicsee.sandbox.api;

import com.vicsee.server.error.UnimplementedOperations;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Answers an operation that no controller implements yet with its first example of success, as a mock does. The header {@code X-Sandbox-Example} and the log show
 * that the response is an example.
 */
@Component
final class ExampleAnswers implements UnimplementedOperations {
  private static final Logger LOG = LoggerFactory.getLogger(ExampleAnswers.class);
  private static final String HEADER = "X-Sandbox-Example";
  private static final String CONTRACT = "sandbox/openapi.yaml";

  @Override
  public void answer(Operation operation, HttpServletRequest request, HttpServletResponse response) throws IOException {
    JsonNode contract;
    try (InputStream file = new ClassPathResource(CONTRACT).getInputStream()) {
      contract = new YAMLMapper().readTree(file);
    }
    JsonNode responses = contract.path("paths").path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT)).path("responses");
    for (Map.Entry<String, JsonNode> declared : responses.properties()) {
      Optional<JsonNode> example = declared.getKey().startsWith("2") ? example(contract, declared.getValue()) : Optional.empty();
      if (example.isPresent()) {
        LOG.warn("{} is not implemented; answered with the example of the contract", operation.operationId());
        response.setStatus(Integer.parseInt(declared.getKey()));
        response.setHeader(HEADER, operation.operationId());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        byte[] body = example.get().toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
        return;
      }
    }
  }

  private static Optional<JsonNode> example(JsonNode contract, JsonNode response) {
    JsonNode content = follow(contract, response).path("content").path(MediaType.APPLICATION_JSON_VALUE);
    return Stream.concat(
            follow(contract, content.path("examples")).valueStream().map(it -> follow(contract, it).path("value")), Stream.of(content.path("example")))
        .filter(it -> !it.isMissingNode())
        .findFirst();
  }

  private static JsonNode follow(JsonNode contract, JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isString() ? contract.at(reference.stringValue().substring(1)) : node;
  }
}
