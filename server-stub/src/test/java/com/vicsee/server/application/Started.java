package com.vicsee.server.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that listens on a port of its own. */
record Started(ConfigurableApplicationContext context, String path) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Started of(Class<?> application, String... arguments) {
    return new Started(
        new SpringApplication(application).run(
            Stream.concat(Stream.of("--server.port=0", "--spring.main.banner-mode=off"), Stream.of(arguments)).toArray(String[]::new)),
        "");
  }

  Started below(String contextPath) {
    return new Started(context, contextPath);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Begins a request for a path below the base path of the API, with a good key. */
  HttpRequest.Builder api(String relative) {
    return request("/api/v1" + relative).header("Authorization", "Bearer " + SmallServer.KEY);
  }

  HttpRequest.Builder request(String absolute) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path + absolute));
  }

  HttpResponse<String> generate(String body, String... headers) {
    HttpRequest.Builder request = api("/generate").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> get(String relative) {
    return send(api(relative));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes that no HTTP client would, and returns all that comes back until the server closes. */
  String sendRaw(String bytes) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
