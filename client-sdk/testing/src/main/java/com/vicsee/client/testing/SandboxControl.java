package com.vicsee.client.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control of a sandbox, which is beside its API: it needs no key and is not counted. */
final class SandboxControl {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI origin;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SandboxControl(URI origin) {
    this.origin = origin;
  }

  void reset() {
    join(post("/sandbox/reset", ""));
  }

  CompletableFuture<Void> advance(Duration by) {
    return post("/sandbox/clock", "{\"advance\":\"" + by + "\"}").thenAccept(data -> { });
  }

  Instant now() {
    return Instant.parse(join(get("/sandbox/clock")).get("now").stringValue());
  }

  List<RecordedRequest> requests() {
    List<RecordedRequest> all = new ArrayList<>();
    for (JsonNode entry : join(get("/sandbox/requests"))) {
      all.add(new RecordedRequest(new RecordedRequest.Entry(
          Instant.parse(entry.get("time").stringValue()),
          entry.get("method").stringValue(),
          entry.get("path").stringValue(),
          text(entry, "query"),
          entry.get("status").intValue(),
          text(entry, "code"),
          text(entry, "requestId"))));
    }
    return List.copyOf(all);
  }

  private static @Nullable String text(JsonNode entry, String name) {
    JsonNode value = entry.get(name);
    return value == null || value.isNull() ? null : value.stringValue();
  }

  private CompletableFuture<JsonNode> get(String path) {
    return send(HttpRequest.newBuilder(origin.resolve(path)).timeout(LIMIT));
  }

  private CompletableFuture<JsonNode> post(String path, String json) {
    return send(HttpRequest.newBuilder(origin.resolve(path)).timeout(LIMIT)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)));
  }

  private CompletableFuture<JsonNode> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(SandboxControl::data);
  }

  private static JsonNode data(HttpResponse<String> response) {
    JsonNode data = response.statusCode() == 200 ? MAPPER.readTree(response.body()).get("data") : null;
    if (data == null) {
      throw new IllegalArgumentException("The sandbox refuses " + response.uri() + ": " + response.body());
    }
    return data;
  }

  /** Waits for an answer, and throws its failure as what it is. */
  static <T> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException wrapper) {
      if (wrapper.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (wrapper.getCause() instanceof IOException failure) {
        throw new UncheckedIOException(failure);
      }
      throw wrapper;
    }
  }
}
