package com.vicsee.client.benchmark;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskSubmission;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two calls as somebody writes them who knows the API and needs no more: no retries, no types of failure, no
 * pacing; but a timeout, and an idempotency key for what is paid.
 */
final class HandWritten {

  private record Envelope<T>(boolean success, T data) {
  }

  private final HttpClient http = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10))
      .build();
  private final JsonMapper mapper = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
      .build();
  private final String baseUrl;
  private final String apiKey;

  HandWritten(String baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
  }

  Task retrieve(String id) throws IOException, InterruptedException {
    HttpRequest request = request("/tasks/" + URLEncoder.encode(id, StandardCharsets.UTF_8)).GET().build();
    return mapper.readValue(send(request), new TypeReference<Envelope<Task>>() { }).data();
  }

  TaskSubmission generate(GenerateRequest body) throws IOException, InterruptedException {
    HttpRequest request = request("/generate")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
        .build();
    return mapper.readValue(send(request), new TypeReference<Envelope<TaskSubmission>>() { }).data();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(Duration.ofSeconds(30))
        .header("Accept", "application/json")
        .header("User-Agent", "shop/1.0")
        .header("Authorization", "Bearer " + apiKey);
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode());
    }
    return response.body();
  }
}
