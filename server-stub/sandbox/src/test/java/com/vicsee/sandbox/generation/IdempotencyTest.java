package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A paid request under an idempotency key happens once. */
public class IdempotencyTest {
  private static final String KEY = "Idempotency-Key";
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:fail sandbox:slow=3600s\"}";
  private static final String UPSCALE = "{\"image_url\":\"https://sandbox.vicsee.com/inputs/image-64x48.png?sandbox:fail\"}";

  private Sandbox sandbox;

  /** Returns what is tested. */
  protected Sandbox sandbox() {
    return Sandbox.shared();
  }

  /** Starts one like it, with further beans. */
  protected Sandbox start(List<Class<?>> beans) {
    return Sandbox.start(beans);
  }

  @BeforeEach
  void reset() {
    sandbox = sandbox();
    sandbox.reset();
  }

  private void assertReplayed(Answer first, Answer again) {
    assertThat(first.data()).isNotNull();
    assertThat(first.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
    assertThat(again.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEqualTo("true");
    assertThat(again.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void sameRequestAgain_repliesWithTheSameBytesAndCostsNothing() {
    Answer first = sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k");
    sandbox.generate(Sandbox.PRO, IMAGE).data();
    Answer again = sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k");

    assertReplayed(first, again);
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4970);
    assertThat(again.remaining()).as("it counts as a request").isEqualTo(first.remaining() - 2);
  }

  @Test
  void tools_replayToo() {
    assertReplayed(sandbox.post(Sandbox.PRO, "/tools/upscale-image", UPSCALE, KEY, "i"), sandbox.post(Sandbox.PRO, "/tools/upscale-image", UPSCALE, KEY, "i"));
    String video = "{\"video_url\":\"https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4?sandbox:fail\"}";
    assertReplayed(sandbox.post(Sandbox.PRO, "/tools/upscale-video", video, KEY, "v"), sandbox.post(Sandbox.PRO, "/tools/upscale-video", video, KEY, "v"));
  }

  @Test
  void replay_opensNoInput() {
    byte[] picture = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").bytes();
    JsonNode upload = sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + picture.length + "}").data();
    var put = HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png");
    sandbox.send(put.PUT(BodyPublishers.ofByteArray(picture)));
    String request = "{\"image_url\":\"" + upload.get("publicUrl").stringValue() + "\"}";
    Answer first = sandbox.post(Sandbox.PRO, "/tools/upscale-image", request, KEY, "k");
    sandbox.send(put.PUT(BodyPublishers.ofByteArray(new byte[picture.length])));

    sandbox.post(Sandbox.PRO, "/tools/upscale-image", request).refusedWith(400, ErrorCode.Message.INVALID_PARAMETER);
    assertReplayed(first, sandbox.post(Sandbox.PRO, "/tools/upscale-image", request, KEY, "k"));
  }

  @Test
  void sameRequestWrittenOtherwise_isTheSame() {
    Answer first = sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"P\u00e9 sandbox:fail\",\"input\":{\"duration\":5,\"b\":1}}", KEY, "k");
    Answer again = sandbox.generate(
        Sandbox.PRO, "{ \"input\": {\"b\":1, \"duration\":5.0}, \"prompt\":\"P\\u00e9 sandbox:fail\",\n\"model\":\"flux-2-pro-text-to-image\"}", KEY, "k");

    assertReplayed(first, again);
  }

  @Test
  void anotherKeyOfTheUser_isTheSameUser() {
    assertReplayed(sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k"), sandbox.generate(Sandbox.PRO_2, IMAGE, KEY, "k"));
  }

  @Test
  void anotherUser_hasKeysOfTheirOwn() {
    sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k").data();

    Answer other = sandbox.generate("sk-sandbox-other", IMAGE, KEY, "k");

    assertThat(other.data()).isNotNull();
    assertThat(other.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
  }

  @Test
  void otherBodyOrOperation_isAConflict() {
    sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k").data();

    sandbox.generate(Sandbox.PRO, IMAGE.replace("fail", "fail "), KEY, "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
    sandbox.generate(Sandbox.PRO, IMAGE.replace("}", ",\"input\":{\"seed\":1}}"), KEY, "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
    sandbox.post(Sandbox.PRO, "/tools/upscale-image", UPSCALE, KEY, "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);
  }

  @Test
  void keysThatDifferInCase_areDifferent() {
    sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k").data();

    assertThat(sandbox.generate(Sandbox.PRO, IMAGE, KEY, "K").header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
  }

  @Test
  void failure_freesTheKey() {
    String provider = IMAGE.replace("sandbox:fail", "sandbox:provider-error");
    sandbox.generate(Sandbox.PRO, provider, KEY, "k").refusedWith(502, ErrorCode.Message.PROVIDER_UNAVAILABLE);
    sandbox.generate(Sandbox.PRO, provider, KEY, "k").refusedWith(502, ErrorCode.Message.PROVIDER_UNAVAILABLE);
    sandbox.generate(Sandbox.PRO, IMAGE.replace("sandbox:fail", "sandbox:internal-error"), KEY, "k").refusedWith(500, ErrorCode.Message.INTERNAL_ERROR);
    sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"x\"}", KEY, "k").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER);
    sandbox.generate("sk-sandbox-busy", IMAGE, KEY, "k").refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED);

    assertThat(sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k").data()).isNotNull();
    assertThat(sandbox.sql().sql("select count(*) from idempotency where user_id = 'sandbox-busy'").query(Integer.class).single()).isZero();
  }

  @Test
  void twentyFourHoursLater_theKeyIsNew() {
    Answer first = sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k");
    sandbox.advance(Duration.ofHours(24).minusSeconds(30));
    assertReplayed(first, sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k"));

    sandbox.advance(Duration.ofSeconds(31));
    Answer later = sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k");

    assertThat(later.data().get("id")).isNotEqualTo(first.data().get("id"));
    assertThat(later.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "Ümlaut", "tab\there"})
  void key_ofOtherThanVisibleAscii_isRefused(String key) {
    assertThat(raw(key)).contains("400").contains(ErrorCode.Message.INVALID_PARAMETER.code().getValue()).contains("Idempotency-Key");
  }

  @Test
  void key_atAndBeyondItsLength_isTakenAndRefused() {
    assertThat(sandbox.generate(Sandbox.PRO, IMAGE, KEY, "!".repeat(255)).data()).isNotNull();
    assertThat(sandbox.generate(Sandbox.PRO, IMAGE, KEY, "!".repeat(256)).refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("255");
    assertThat(raw("")).contains("400").contains(ErrorCode.Message.INVALID_PARAMETER.code().getValue());
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);
  }

  /** The client of the JDK refuses some of these by itself. */
  private String raw(String key) {
    try (var socket = new java.net.Socket("127.0.0.1", sandbox.port())) {
      byte[] body = IMAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      String head = "POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer sk-sandbox-pro\r\n"
          + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\nIdempotency-Key: " + key + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void manyAtOnce_chargeOnce() {
    List<Answer> answers = Sandbox.atOnce(32, () -> sandbox.generate(Sandbox.PRO, IMAGE, KEY, "k"));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
    assertThat(answers.stream().filter(it -> it.status() == 200 && it.header(HeaderNames.IDEMPOTENCY_REPLAYED).isEmpty())).hasSize(1);
    assertThat(answers.stream().filter(it -> it.status() == 200).map(Answer::text).distinct()).hasSize(1);
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(4985);
    sandbox.assertLedgerAgrees();
  }

  @Test
  void secondWhileTheFirstIsInFlight_isAConflictAndThenAReplay() throws Exception {
    try (Sandbox held = start(List.of(BlockingProvider.class))) {
      var provider = held.context().getBean(BlockingProvider.class);
      String hold = IMAGE.replace("sandbox:fail", "hold");
      var first = CompletableFuture.supplyAsync(() -> held.generate(Sandbox.PRO, hold, KEY, "k"));
      var gate = provider.next();

      held.generate(Sandbox.PRO, hold, KEY, "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
      held.generate(Sandbox.PRO, IMAGE, KEY, "k").refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);

      gate.put(true);
      assertReplayed(first.get(120, TimeUnit.SECONDS), held.generate(Sandbox.PRO, hold, KEY, "k"));
      assertThat(held.credits(Sandbox.PRO)).isEqualTo(4985);

      // A claim of an instance that was killed is free; if its request is alive after all, it must not happen twice.
      var slow = CompletableFuture.supplyAsync(() -> held.generate(Sandbox.PRO, hold, KEY, "slow"));
      var slowGate = provider.next();
      held.sql().sql("update idempotency set claimed_by = 'killed' where idempotency_key = 'slow'").update();
      var quick = CompletableFuture.supplyAsync(() -> held.generate(Sandbox.PRO, hold, KEY, "slow"));
      provider.next().put(true);
      Answer taken = quick.get(120, TimeUnit.SECONDS);
      slowGate.put(true);

      slow.get(120, TimeUnit.SECONDS).refusedWith(409, ErrorCode.Message.IDEMPOTENCY_KEY_REUSED);
      assertReplayed(taken, held.generate(Sandbox.PRO, hold, KEY, "slow"));
      assertThat(held.credits(Sandbox.PRO)).isEqualTo(4970);
      held.assertLedgerAgrees();
    }
  }
}
