package com.vicsee.sandbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.fault.FaultySandbox;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server writes to its console: enough to find a request by its id, and never a secret. */
class LogTest {
  private static final String PRO = "sk-sandbox-pro";
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat %s\"}";

  private static ServerProcess start(String... options) {
    return ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(), List.of(options)));
  }

  private static String[] requestId(String id) {
    return new String[] {HeaderNames.X_REQUEST_ID, id};
  }

  private static List<String> linesWith(ServerProcess server, String text) {
    return server.output().lines().filter(line -> line.contains(text)).toList();
  }

  @Test
  void trace_ofEverything_hasNoKeyAndNoSignature() {
    try (ServerProcess server = start("--logging.level.root=trace")) {
      server.get(PRO, "/credits").data();
      server.get("sk-wrong-0123456789", "/credits").refusedWith(401, Message.INVALID_API_KEY);
      server.get("not-a-key-0123456789", "/credits").refusedWith(401, Message.INVALID_KEY_FORMAT);
      server.get("sk-sandbox-faulty", "/credits").refusedWith(500, Message.INTERNAL_ERROR);
      server.post(PRO, "/generate", PICTURE.formatted("with sk-in-a-prompt"), "Idempotency-Key", "k");
      server.post(PRO, "/generate", PICTURE.formatted("fault:accept-throws")).refusedWith(500, Message.INTERNAL_ERROR);
      JsonNode upload = server.post(PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
      String url = upload.get("uploadUrl").stringValue();
      server.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));
      RawHttp.exchange(server.port(), ("GET /api/v1/credits HTTP/1.1\r\nHost: x\r\nAUTHORIZATION:  bearer   sk-sandbox-enterprise\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      RawHttp.exchange(server.port(), ("GET /api/v1/credits HTTP/1.1\r\nHost: x\r\nAuthorization: Basic c2VjcmV0OnNlY3JldA==\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      RawHttp.exchange(server.port(), ("GET /a|b?key=sk-sandbox-starter HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      Eventually.holds("the log says so much at all", () -> !linesWith(server, "/api/v1/upload").isEmpty() && !linesWith(server, "***").isEmpty());

      String output = server.output();
      String signature = url.substring(url.indexOf("signature=") + "signature=".length());
      for (String secret : List.of(PRO, "sk-wrong", "not-a-key-0123456789", "sk-sandbox", "sk-in-a-prompt", "c2VjcmV0", signature)) {
        assertThat(output.lines().filter(line -> line.contains(secret))).as(secret).isEmpty();
      }
    }
  }

  @Test
  void console_withTheAccessLog_hasNoErrorForAProvokedFault() {
    try (ServerProcess server = start("--logging.level.com.vicsee.access=debug")) {
      server.post("sk-sandbox-faulty", "/generate", PICTURE.formatted(1), requestId("provoked-1")).refusedWith(500, Message.INTERNAL_ERROR);
      server.post(PRO, "/generate", PICTURE.formatted("sandbox:internal-error"), requestId("provoked-2")).refusedWith(500, Message.INTERNAL_ERROR);
      server.post(PRO, "/generate", PICTURE.formatted("fault:accept-throws"), requestId("real-1")).refusedWith(500, Message.INTERNAL_ERROR);
      Answer unnamed = server.post(PRO, "/generate", PICTURE.formatted("fault:accept-dies"));
      server.get(PRO, "/tasks/task_sandbox_other").refusedWith(403, Message.ACCESS_DENIED);
      Eventually.holds("each request has its line", () -> !linesWith(server, "task_sandbox_other").isEmpty());

      assertThat(linesWith(server, "provoked-")).as("a line for each, no fault").hasSize(2).allMatch(line -> line.contains("com.vicsee.access"));
      assertThat(linesWith(server, "real-1")).anyMatch(line -> line.contains("ERROR"));
      assertThat(server.output()).contains("the provider is broken").contains("at com.vicsee.sandbox.fault.MisbehavingProvider");
      unnamed.refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(linesWith(server, unnamed.header(HeaderNames.X_REQUEST_ID))).as("the id that was answered").anyMatch(line -> line.contains("ERROR"));
      assertThat(unnamed.text()).doesNotContain("StackOverflow").doesNotContain("com.vicsee");
    }
  }

  @Test
  void structured_asEcs_hasTheRequestIdOnTheRequestAndOnItsGeneration() {
    try (ServerProcess server = start(
        "--logging.structured.format.console=ecs", "--logging.level.com.vicsee=debug", "--vicsee.sandbox.generation-time=10ms")) {
      Answer answer = server.post(PRO, "/generate", PICTURE.formatted(1), requestId("the-request"));
      String task = answer.data().get("id").stringValue();
      server.get("sk-wrong-0123456789", "/credits");
      Eventually.holds("the end is logged", () -> linesWith(server, task).stream().anyMatch(line -> line.contains("completed")));

      List<JsonNode> lines = server.output().lines().filter(line -> line.startsWith("{")).map(line -> new JsonMapper().readTree(line)).toList();
      assertThat(server.output().lines().filter(line -> !line.startsWith("{"))).as("lines that are no JSON").isEmpty();
      assertThat(lines).filteredOn(line -> line.path("taskId").asString("").equals(task)).isNotEmpty()
          .allMatch(line -> line.path("requestId").asString("").equals("the-request"));
      assertThat(lines).anyMatch(line -> line.path("log").path("logger").asString("").equals("com.vicsee.access")
          && line.path("message").asString("").contains("the-request"));
      assertThat(server.output()).doesNotContain(PRO).doesNotContain("sk-wrong");
    }
  }
}
