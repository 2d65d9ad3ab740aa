package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.database.Identifiers;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** API1, broken object level authorization: what is another user's is neither read, used nor guessed. */
class Api1ObjectAuthorizationTest {
  private static final String OTHER = "sk-sandbox-other";
  private static final String SECRET_WORD = "heliotrope";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private JsonNode ownTask() {
    return sandbox.generated(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a " + SECRET_WORD + " boat\"}");
  }

  @Test
  void task_ofAnotherUser_isDeniedInEveryForm() {
    String id = ownTask().get("id").stringValue();

    for (String key : List.of(OTHER, Sandbox.STARTER, Sandbox.ENTERPRISE, Sandbox.BROKE, "sk-sandbox-pack")) {
      for (String path : List.of("", "/download", "/download?mode=proxy")) {
        Answer answer = sandbox.get(key, "/tasks/" + id + path).refusedWith(403, Message.ACCESS_DENIED);
        assertThat(answer.text()).doesNotContain(SECRET_WORD).doesNotContain("/media/");
        Answer range = sandbox.send(sandbox.request(key, "/tasks/" + id + path).header("Range", "bytes=0-9").header("If-None-Match", "*"));
        range.refusedWith(403, Message.ACCESS_DENIED);
      }
    }
    assertThat(sandbox.get(Sandbox.PRO_2, "/tasks/" + id).status()).as("another key of the same user").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s%%00", "%s%%20", "%%2e/%s", "%s%%2f", "../tasks/%s", "%s%%0a", "%s?userId=sandbox-pro", "%s?user=sandbox-pro&key=sk-sandbox-pro"})
  void task_ofAnotherUserWrittenOtherwise_isDenied(String form) {
    String id = ownTask().get("id").stringValue();

    RawHttp.Response answer = RawHttp.exchange(sandbox.port(), ("GET /api/v1/tasks/" + form.formatted(id) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + OTHER + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.toString()).doesNotContain(SECRET_WORD);
  }

  @Test
  void headers_thatNameAnotherUser_changeNothing() {
    String id = ownTask().get("id").stringValue();

    for (String header : List.of("X-User-Id", "X-Forwarded-User", "X-Original-User", "X-Account", "Remote-User", "X-Rewrite-URL", "X-Original-URL")) {
      sandbox.send(sandbox.request(OTHER, "/tasks/" + id).header(header, "sandbox-pro")).refusedWith(403, Message.ACCESS_DENIED);
    }
  }

  @Test
  void upload_ofAnotherUser_isNeitherAnInputNorOverwritten() {
    JsonNode mine = sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
    JsonNode theirs = sandbox.post(OTHER, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
    String signatureOfTheirs = URI.create(theirs.get("uploadUrl").stringValue()).getRawQuery();
    String forged = mine.get("uploadUrl").stringValue().replaceFirst("\\?.*", "?" + signatureOfTheirs);

    Answer put = sandbox.send(HttpRequest.newBuilder(URI.create(forged)).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));
    put.refusedWith(403, Message.ACCESS_DENIED);
    sandbox.send(HttpRequest.newBuilder(URI.create(mine.get("uploadUrl").stringValue())).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));

    sandbox.post(OTHER, "/tools/upscale-image", "{\"image_url\":\"" + mine.get("publicUrl").stringValue() + "\"}").refusedWith(400, Message.INVALID_PARAMETER);
  }

  @Test
  void idempotencyKey_ofAnotherUser_repliesNothingOfTheirs() {
    String body = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"a boat\"}";
    String mine = sandbox.generate(Sandbox.PRO, body, "Idempotency-Key", "shared").data().get("id").stringValue();

    Answer theirs = sandbox.generate(OTHER, body, "Idempotency-Key", "shared");

    assertThat(theirs.data().get("id").stringValue()).isNotEqualTo(mine);
    assertThat(theirs.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void ids_aThousand_areLongAndHaveOnlyTheirTimeInCommon() {
    Set<String> ids = new HashSet<>();
    Set<String> beginnings = new HashSet<>();
    Set<Integer> alphabet = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String random = Identifiers.next("task").substring("task_".length() + Identifiers.TIME_LENGTH);
      ids.add(random);
      beginnings.add(random.substring(0, 6));
      random.chars().forEach(alphabet::add);
    }
    assertThat(ids).hasSize(1000).allMatch(id -> id.length() >= 22);
    assertThat(beginnings).as("no counter behind the time").hasSizeGreaterThan(995);
    assertThat(Math.log(alphabet.size()) / Math.log(2) * 22).as("bits").isGreaterThan(120);
  }

  @Test
  void media_byWhatOthersKnow_isNotFound() {
    JsonNode task = ownTask();
    String name = task.get("result").get("url").stringValue().replaceFirst(".*/", "");
    String id = task.get("id").stringValue();

    for (String guess : List.of(id, id + ".png", name.replace(".png", ".jpg"), name.replace(".png", ""), name.toUpperCase(java.util.Locale.ROOT),
        name.replaceFirst("med_.", "med_%25"), "%", "_", "med_", "draft.tmp", "*.png", "signing-secret")) {
      assertThat(sandbox.fetch(sandbox.origin() + "/media/" + guess.replace("%", "%25")).status()).as(guess).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2f..%2fsigning-secret", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc%5cpasswd", "....//....//etc/passwd", "%252e%252e%252fetc%252fpasswd",
      "/etc/passwd", "%2fetc%2fpasswd", "..;/..;/etc/passwd", "med_x%00.png", "%c0%ae%c0%ae/etc/passwd", "../results/x", "..%2fuploads%2fx"})
  void path_thatClimbs_readsAndWritesNothing(String climbing) {
    for (String folder : List.of("/media/", "/uploads/")) {
      for (String method : List.of("GET", "PUT")) {
        RawHttp.Response answer = RawHttp.exchange(sandbox.port(), (method + " " + folder + climbing
            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 405);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.toString()).doesNotContain("root:");
      }
    }
  }
}
