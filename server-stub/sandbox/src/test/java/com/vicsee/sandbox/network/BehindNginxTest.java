package com.vicsee.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx that says of itself that it is called by https, and from where. */
class BehindNginxTest {
  private static final String CONFIGURATION = """
      daemon off;
      master_process off;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        server {
          listen 127.0.0.1:%2$d;
          location / {
            proxy_pass http://127.0.0.1:%3$d;
            proxy_set_header Host api.example;
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-Port 443;
            proxy_set_header X-Forwarded-For $http_x_test_client;
            %4$s
          }
        }
      }
      """;

  @TempDir
  private Path folder;

  private Process nginx;
  private int port;

  private void start(Sandbox sandbox, String more) throws IOException {
    Path program = Programs.require(".ci/install-gateways", "nginx");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, CONFIGURATION.formatted(folder, port, sandbox.port(), more));
    nginx = new ProcessBuilder(program.toString(), "-c", configuration.toString(), "-p", folder.toString(), "-e", folder.resolve("error.log").toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
    Eventually.holds("nginx listens", () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return true;
      } catch (IOException e) {
        return false;
      }
    });
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  private RawHttp.Response get(String path, String key, String client) {
    return RawHttp.exchange(port, ("GET " + path + " HTTP/1.1\r\nHost: api.example\r\nX-Test-Client: " + client
        + (key.isEmpty() ? "" : "\r\nAuthorization: Bearer " + key) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String body(RawHttp.Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private void assertForwarded() {
    String link = body(get("/api/v1/tasks/task_sandbox_completed/download", Sandbox.PRO, "198.51.100.1"));
    long first = Long.parseLong(get("/api/v1/models", "", "198.51.100.2").header("X-RateLimit-Remaining"));
    long second = Long.parseLong(get("/api/v1/models", "", "198.51.100.3").header("X-RateLimit-Remaining"));

    assertThat(link).contains("https://api.example/media/");
    assertThat(second).as("each address has its own quota").isEqualTo(first);
  }

  @Test
  void links_withTheNativeStrategy_areThoseOfTheProxy() throws IOException {
    try (Sandbox sandbox = Sandbox.start("--server.forward-headers-strategy=native")) {
      start(sandbox, "");

      assertForwarded();
    }
  }

  @Test
  void links_withTheFrameworkStrategy_areThoseOfTheProxy() throws IOException {
    try (Sandbox sandbox = Sandbox.start("--server.forward-headers-strategy=framework")) {
      start(sandbox, "");

      assertForwarded();
    }
  }

  @Test
  void links_withForwarded_areThoseOfTheProxy() throws IOException {
    try (Sandbox sandbox = Sandbox.start("--server.forward-headers-strategy=framework")) {
      start(sandbox, "proxy_set_header X-Forwarded-Proto ''; proxy_set_header X-Forwarded-For ''; proxy_set_header X-Forwarded-Port '';\n"
          + "            proxy_set_header Forwarded 'for=$http_x_test_client;proto=https;host=api.example';");

      assertForwarded();
    }
  }

  @Test
  void forwardedFields_byDefault_countForNothing() throws IOException {
    Sandbox sandbox = Sandbox.shared();
    sandbox.reset();
    start(sandbox, "");

    String link = body(get("/api/v1/tasks/task_sandbox_completed/download", Sandbox.PRO, "198.51.100.1"));
    long first = Long.parseLong(get("/api/v1/models", "", "198.51.100.2").header("X-RateLimit-Remaining"));
    long second = Long.parseLong(get("/api/v1/models", "", "198.51.100.3").header("X-RateLimit-Remaining"));

    assertThat(link).contains("http://api.example/media/");
    assertThat(second).isEqualTo(first - 1);
  }
}
