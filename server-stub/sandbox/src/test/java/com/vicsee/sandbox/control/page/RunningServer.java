package com.vicsee.sandbox.control.page;

import com.vicsee.sandbox.SandboxApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application on a free port, and a client of it. */
final class RunningServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningServer start(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=0");
    return new RunningServer(SpringApplication.run(SandboxApplication.class, arguments.toArray(String[]::new)));
  }

  String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", url() + path, Map.of(), null);
  }

  HttpResponse<String> post(String path, @Nullable String json) throws IOException, InterruptedException {
    return send("POST", url() + path, Map.of("Content-Type", "application/json"), json);
  }

  HttpResponse<String> send(String method, String url, Map<String, String> headers, @Nullable String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    context.close();
  }
}
