package com.vicsee.sandbox.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.vicsee.sandbox.control.page.Scenario.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurlCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"it's", "'", "$HOME `id` \"x\" \\ !!", "@/etc/hosts", "a\nb", "{1,2} [3-4]", "é 日本 🎵", "-d x", "%s \\0"})
  void of_anyBody_arrivesAsItIs(String body) throws Exception {
    assertThat(received(body, 0)).isEqualTo(body);
  }

  @Test
  void of_paddedBody_endsInThatManySpaces() throws Exception {
    assertThat(received("it's", 70_000)).isEqualTo("it's" + " ".repeat(70_000));
  }

  @Test
  void of_headerWithoutValue_isSentEmpty() {
    assertThat(CurlCommand.of(new Request("GET", "http://127.0.0.1/", Map.of("X-Empty", ""), null, 0))).contains("-H 'X-Empty;'");
  }

  private static String received(String body, int padding) throws IOException, InterruptedException {
    CompletableFuture<String> received = new CompletableFuture<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      var sent = new ByteArrayOutputStream();
      exchange.getRequestBody().transferTo(sent);
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      received.complete(sent.toString(StandardCharsets.UTF_8));
    });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/it's?a=[1]&b={2}";
      String command = CurlCommand.of(new Request("POST", url.replace("[", "%5B").replace("]", "%5D").replace("{", "%7B").replace("}", "%7D"),
          Map.of("Content-Type", "text/plain", "X-Quote", "it's"), body, padding));
      var process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      assertThat(process.waitFor()).isZero();
      return received.orTimeout(120, TimeUnit.SECONDS).join();
    } finally {
      server.stop(0);
    }
  }
}
