package com.vicsee.client.internal;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.json.Json;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.ParameterNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the calls of the generated operations.
 *
 * @param dispatcher what sends them
 * @param here whether the caller waits for each call at once, so that its thread may make the first attempt
 * @param origin the paid generation that the calls belong to
 */
record Caller(Dispatcher dispatcher, boolean here, Origin origin) {

  Caller(Dispatcher dispatcher, boolean here) {
    this(dispatcher, here, Origin.NONE);
  }

  /**
   * Calls an operation. The future fails, too, when a value cannot be sent.
   *
   * @param path the values of the placeholders in the path
   * @param query the query parameters as one value; null for none
   * @param body the body; null for none
   */
  <T> CompletableFuture<ApiResponse<T>> call(
      Operation operation,
      Answer<T> answer,
      Map<String, String> path,
      @Nullable Object query,
      @Nullable Object body,
      RequestOptions options) {
    try {
      String taskId = path.get(ParameterNames.TASK_ID);
      JsonCall<T> call = new JsonCall<>(operation, path(operation, path) + query(query), body, answer,
          taskId == null ? origin : new Origin(taskId, origin.idempotencyKey()), dispatcher.settings().maxResponseBytes());
      return dispatcher.send(call, options, here);
    } catch (RuntimeException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
  }

  /**
   * Returns the path of an operation.
   *
   * @throws IllegalArgumentException when a value would lead to another path
   */
  static String path(Operation operation, Map<String, String> values) {
    String path = operation.path();
    for (Map.Entry<String, String> value : values.entrySet()) {
      String text = value.getValue();
      if (text.isBlank() || text.equals(".") || text.equals("..")) {
        throw new IllegalArgumentException(value.getKey() + " must not be blank, \".\" or \"..\"; received \"" + text + "\"");
      }
      path = path.replace("{" + value.getKey() + "}", encode(text));
    }
    return path;
  }

  private static String query(@Nullable Object values) {
    StringBuilder query = new StringBuilder();
    if (values != null) {
      JsonNode parameters = Json.MAPPER.valueToTree(values);
      parameters.properties().forEach(parameter -> {
        JsonNode value = parameter.getValue();
        Iterable<JsonNode> each = value.isArray() ? value.values() : java.util.List.of(value);
        each.forEach(one -> query.append(query.isEmpty() ? '?' : '&')
            .append(encode(parameter.getKey())).append('=').append(encode(one.asString())));
      });
    }
    return query.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
