package com.vicsee.contract.spec;

import com.vicsee.contract.http.ApiRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the requests that the contract describes: the valid request of an operation (its first request example, the examples of its
 * required parameters, the key of the usual caller), and that request as an example's `x-sandbox` changes it.
 */
public final class SandboxRequest {

  private final Operation operation;
  private final JsonNode change;

  private SandboxRequest(Operation operation, JsonNode change) {
    this.operation = operation;
    this.change = change;
  }

  /** The valid request of an operation. */
  public static SandboxRequest valid(Operation operation) {
    return new SandboxRequest(operation, JsonNodeFactory.instance.objectNode());
  }

  /** The request that makes the sandbox answer like an example. */
  public static SandboxRequest of(Contract contract, Example example) {
    JsonNode change = example.sandbox().orElseThrow(() -> new IllegalArgumentException(
        example + " has no x-sandbox (" + contract.place(example.pointer()) + ")"));
    return new SandboxRequest(contract.operation(example.operation()), change);
  }

  /** The valid request of an operation, changed as by an `x-sandbox`. */
  public static SandboxRequest changed(Operation operation, JsonNode change) {
    return new SandboxRequest(operation, change);
  }

  /** The request to a server. */
  public ApiRequest to(String baseUrl) {
    String method = change.path("method").stringValue(operation.method());
    return new ApiRequest(method, baseUrl + path() + query(), headers(method), body(method));
  }

  private String path() {
    String path = change.path("path").stringValue(operation.path());
    for (Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("path")) {
        path = path.replace('{' + parameter.name() + '}', encode(value(parameter)));
      }
    }
    return path;
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("query") && (parameter.required() || change.path("parameters").has(parameter.name()))) {
        query.append(query.isEmpty() ? '?' : '&').append(encode(parameter.name())).append('=')
            .append(encode(value(parameter)));
      }
    }
    if (change.has("query")) {
      query.append(query.isEmpty() ? '?' : '&').append(change.path("query").stringValue());
    }
    return query.toString();
  }

  private Map<String, String> headers(String method) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!change.path("key").isNull()) {
      headers.put("Authorization", "Bearer " + change.path("key").stringValue(operation.caller()));
    }
    headers.put("Accept", operation.responses().values().stream().flatMap(r -> r.contents().keySet().stream()).distinct()
        .reduce((a, b) -> a + ", " + b).orElse("*/*"));
    if (operation.body().isPresent() && method.equals(operation.method())) {
      headers.put("Content-Type", "application/json");
    }
    for (Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("header") && (parameter.required() || change.path("parameters").has(parameter.name()))) {
        headers.put(parameter.name(), value(parameter));
      }
    }
    for (Map.Entry<String, JsonNode> header : change.path("headers").properties()) {
      headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
      if (!header.getValue().isNull()) {
        headers.put(header.getKey(), header.getValue().stringValue());
      }
    }
    return headers;
  }

  private byte[] body(String method) {
    if (operation.body().isEmpty() || !method.equals(operation.method())) {
      return new byte[0];
    }
    String text = change.has("rawBody") ? change.path("rawBody").stringValue()
        : change.has("body") ? change.path("body").toString() : operation.body().get().first().toString();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    int padTo = change.path("padTo").intValue(0);
    if (padTo <= body.length) {
      return body;
    }
    byte[] padded = Arrays.copyOf(body, padTo);
    Arrays.fill(padded, body.length, padTo, (byte) ' ');
    return padded;
  }

  private String value(Parameter parameter) {
    JsonNode other = change.path("parameters").path(parameter.name());
    if (!other.isMissingNode()) {
      return other.asString();
    }
    JsonNode example = parameter.example();
    if (example == null) {
      throw new IllegalStateException("Parameter " + parameter.name() + " of " + operation + " has no example");
    }
    return example.asString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An `x-sandbox` that sets one parameter. */
  public static ObjectNode parameter(String name, String value) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    change.putObject("parameters").put(name, value);
    return change;
  }
}
