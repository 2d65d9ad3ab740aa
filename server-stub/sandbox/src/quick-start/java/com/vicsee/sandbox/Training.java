package com.vicsee.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the sandbox, sends it the first requests of a user, and stops it, so that the archive of classes has what these need. */
final class Training implements SpringApplicationRunListener {
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse at dawn\"}";

  public static void main(String[] args) {
    SpringApplication.withHook(application -> new Training(), () -> SandboxApplication.main(args));
  }

  @Override
  public void ready(ConfigurableApplicationContext context, Duration taken) {
    String api = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/api/v1";
    for (HttpRequest.Builder request : List.of(
        HttpRequest.newBuilder(URI.create(api + "/models")),
        HttpRequest.newBuilder(URI.create(api + "/generate")).header("Content-Type", "application/json").POST(BodyPublishers.ofString(PICTURE)),
        HttpRequest.newBuilder(URI.create(api + "/tasks/task_sandbox_completed")))) {
      send(request.header("Authorization", "Bearer sk-sandbox-pro").build());
    }
    SpringApplication.exit(context);
  }

  private static void send(HttpRequest request) {
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(request + " was answered with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
