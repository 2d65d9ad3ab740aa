package com.vicsee.sandbox.control.page;

import com.vicsee.sandbox.control.ConditionalOnControl;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.control.page.Scenario.Request;
import com.vicsee.server.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the scenarios out of the contract. An example with {@code x-sandbox} says how its request differs from the valid request of the operation,
 * which consists of the first example of the body, the examples of the required parameters, and the key of the Pro user. The valid request itself gives the first
 * example of a success.
 *
 * <p>The contract is read on the first call, so that the start does not wait for it.
 */
@Component
@ConditionalOnControl
class Scenarios {
  private static final String JSON = "application/json";
  private static final String X_SANDBOX = "x-sandbox";
  private static final Set<String> MEMBERS = Set.of("key", "method", "path", "parameters", "query", "headers", "body", "rawBody", "padTo");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonMapper json;
  private @Nullable JsonNode contract;

  Scenarios(JsonMapper json) {
    this.json = json;
  }

  /** Returns the scenarios in the order of the contract, for a server whose API has this base URL. */
  List<Scenario> list(String baseUrl) {
    List<Scenario> scenarios = new ArrayList<>();
    for (var path : contract().path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          addOperation(scenarios, baseUrl, path.getKey(), path.getValue(), method.getKey().toUpperCase(Locale.ROOT), method.getValue());
        }
      }
    }
    return scenarios;
  }

  private synchronized JsonNode contract() {
    JsonNode read = contract;
    if (read == null) {
      Resource file = PageFile.CONTRACT;
      try (InputStream yaml = file.getInputStream()) {
        read = new YAMLMapper().readTree(yaml);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      contract = read;
    }
    return read;
  }

  private void addOperation(
      List<Scenario> scenarios, String baseUrl, String path, JsonNode pathItem, String method, JsonNode operation) {
    var valid = new ValidRequest(
        baseUrl, method, path, parameters(pathItem, operation), resolve(operation.path("requestBody")).path("content").path(JSON));
    for (var status : operation.path("responses").properties()) {
      boolean shared = status.getValue().has("$ref");
      boolean first = status.getKey().startsWith("2");
      for (var example : resolve(status.getValue()).path("content").path(JSON).path("examples").properties()) {
        JsonNode shown = resolve(example.getValue());
        if (shown.has(X_SANDBOX) || first) {
          Request request = valid.changedBy(shown.path(X_SANDBOX));
          scenarios.add(scenario(path, method, operation, Integer.parseInt(status.getKey()), shared, example.getKey(), shown, request));
        }
        first = false;
      }
    }
  }

  private static Scenario scenario(
      String path, String method, JsonNode operation, int status, boolean shared, String key, JsonNode example, Request request) {
    JsonNode error = example.path("value").path("error");
    ErrorCode code = error.isMissingNode() ? null : ErrorCode.fromValue(error.path("code").asString());
    return new Scenario(
        operation.path("operationId").asString(),
        method,
        path,
        operation.path("summary").asString(),
        status,
        key,
        example.path("summary").asString(),
        code,
        code == null ? null : message(code, error.path("message").asString(), shared),
        code == null ? null : code.remedy(),
        code == null ? null : code.retryable(),
        code == null ? null : code.origin().name().toLowerCase(Locale.ROOT),
        request,
        CurlCommand.of(request));
  }

  /** A shared example has the live values of one operation only, so the template is shown. */
  private static String message(ErrorCode code, String text, boolean shared) {
    return shared
        ? code.messages().stream().filter(it -> isOf(it, text)).map(ErrorCode.Message::template).findFirst().orElse(text)
        : text;
  }

  private static boolean isOf(ErrorCode.Message message, String text) {
    String pattern = message.parameters().stream()
        .reduce(Pattern.quote(message.template()), (form, name) -> form.replace('{' + name + '}', "\\E.*\\Q"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
  }

  private List<JsonNode> parameters(JsonNode pathItem, JsonNode operation) {
    List<JsonNode> parameters = new ArrayList<>();
    pathItem.path("parameters").forEach(it -> parameters.add(resolve(it)));
    operation.path("parameters").forEach(it -> parameters.add(resolve(it)));
    return parameters;
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = contract().at(found.path("$ref").asString().substring(1));
    }
    return found;
  }

  /** The valid request of an operation, and what {@code x-sandbox} makes of it. */
  private final class ValidRequest {
    private final String baseUrl;
    private final String method;
    private final String path;
    private final List<JsonNode> parameters;
    private final JsonNode body;

    ValidRequest(String baseUrl, String method, String path, List<JsonNode> parameters, JsonNode body) {
      this.baseUrl = baseUrl;
      this.method = method;
      this.path = path;
      this.parameters = parameters;
      this.body = body;
    }

    Request changedBy(JsonNode sandbox) {
      checkMembers(sandbox);
      String sent = body(sandbox);
      Map<String, String> headers = new LinkedHashMap<>();
      if (!sandbox.path("key").isNull()) {
        headers.put("Authorization", "Bearer " + sandbox.path("key").asString(Persona.PRO.key()));
      }
      if (sent != null) {
        headers.put("Content-Type", JSON);
      }
      String url = url(sandbox, headers);
      for (var header : sandbox.path("headers").properties()) {
        // Header names are case-insensitive, so a name in another case replaces the old one.
        headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
        headers.put(header.getKey(), header.getValue().asString());
      }
      int length = sent == null ? 0 : sent.getBytes(StandardCharsets.UTF_8).length;
      int padding = Math.max(0, sandbox.path("padTo").asInt(0) - length);
      return new Request(sandbox.path("method").asString(method), url, headers, sent, padding);
    }

    private void checkMembers(JsonNode sandbox) {
      Set<String> unknown = new TreeSet<>(sandbox.propertyNames());
      unknown.removeAll(MEMBERS);
      Set<String> names = parameters.stream().map(it -> it.path("name").asString()).collect(Collectors.toSet());
      sandbox.path("parameters").propertyNames().stream().filter(it -> !names.contains(it)).forEach(unknown::add);
      if (!unknown.isEmpty()) {
        throw new IllegalStateException(method + ' ' + path + ": x-sandbox has " + unknown + ", which it does not know");
      }
    }

    private @Nullable String body(JsonNode sandbox) {
      if (sandbox.has("rawBody")) {
        return sandbox.path("rawBody").asString();
      }
      JsonNode value = sandbox.path("body");
      if (value.isMissingNode()) {
        value = first(body.path("examples")).map(it -> it.path("value")).orElse(value);
      }
      return value.isMissingNode() ? null : json.writeValueAsString(value);
    }

    /** The URL; a parameter that is a header goes to the headers. */
    private String url(JsonNode sandbox, Map<String, String> headers) {
      String target = path;
      List<String> query = new ArrayList<>();
      for (JsonNode parameter : parameters) {
        String name = parameter.path("name").asString();
        Optional<String> value = value(parameter, sandbox.path("parameters").path(name));
        if (value.isPresent()) {
          switch (parameter.path("in").asString()) {
            case "path" -> target = target.replace('{' + name + '}', UriUtils.encode(value.get(), StandardCharsets.UTF_8));
            case "query" -> query.add(UriUtils.encode(name, StandardCharsets.UTF_8) + '=' + UriUtils.encode(value.get(), StandardCharsets.UTF_8));
            default -> headers.put(name, value.get());
          }
        }
      }
      if (sandbox.has("query")) {
        query.add(sandbox.path("query").asString());
      }
      return baseUrl + sandbox.path("path").asString(target) + (query.isEmpty() ? "" : '?' + String.join("&", query));
    }

    private Optional<String> value(JsonNode parameter, JsonNode changed) {
      if (!changed.isMissingNode()) {
        return Optional.of(changed.asString());
      }
      if (!parameter.path("required").asBoolean(false)) {
        return Optional.empty();
      }
      JsonNode example = parameter.path("example");
      return Optional.of((example.isMissingNode() ? first(parameter.path("examples")).orElseThrow().path("value") : example).asString());
    }

    private Optional<JsonNode> first(JsonNode examples) {
      return examples.properties().stream().findFirst().map(it -> resolve(it.getValue()));
    }
  }
}
