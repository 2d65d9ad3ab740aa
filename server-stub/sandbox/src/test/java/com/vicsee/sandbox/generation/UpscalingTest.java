package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.media.render.ImageFormat;
import com.vicsee.sandbox.media.render.ImageRenderer;
import com.vicsee.sandbox.media.render.ImageSpec;
import com.vicsee.sandbox.media.render.MediaInfo;
import com.vicsee.sandbox.media.render.MediaProbe;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Upscaling measures its input by its bytes, wherever they come from, says what it found and makes just that much more. */
class UpscalingTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private JsonNode image(String url, String factor) {
    return sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image", "{\"image_url\":\"" + url + "\",\"upscale_factor\":\"" + factor + "\"}").data();
  }

  private static String png(int width, int height) throws Exception {
    var out = new ByteArrayOutputStream();
    new ImageRenderer().render(new ImageSpec(width, height, ImageFormat.PNG, "x"), out);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private MediaInfo result(JsonNode task) throws Exception {
    assertThat(task.get("status").stringValue()).as(task.toString()).isEqualTo("completed");
    return new MediaProbe().probe(new ByteArrayInputStream(sandbox.fetch(task.get("result").get("url").stringValue()).bytes()));
  }

  @Test
  void dataUri_isMeasuredAndEnlarged() throws Exception {
    JsonNode taken = image(png(50, 30), "4");

    assertThat(taken.get("model").stringValue()).isEqualTo("topaz-image-upscale");
    assertThat(taken.get("input").get("detected_dimensions").stringValue()).isEqualTo("50×30");
    MediaInfo made = result(sandbox.end(Sandbox.ENTERPRISE, taken.get("id").stringValue()));
    assertThat(made.width() + "×" + made.height()).isEqualTo("200×120");
  }

  @Test
  void factorOfNone_isTwo() throws Exception {
    JsonNode taken = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image", "{\"image_url\":\"" + png(50, 30) + "\"}").data();

    assertThat(taken.get("input").get("upscale_factor").stringValue()).isEqualTo("2");
    assertThat(sandbox.specification(taken.get("id").stringValue()).get("width").intValue()).isEqualTo(100);
  }

  @Test
  void result_ofATask_isMeasured() {
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();

    assertThat(image(url, "1").get("input").get("detected_dimensions").stringValue()).isEqualTo("1024×576");
  }

  @Test
  void video_isMeasuredAndEnlarged() throws Exception {
    JsonNode taken = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-video",
        "{\"video_url\":\"https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4\",\"upscale_factor\":\"2\"}").data();

    assertThat(taken.get("input").get("detected_duration").stringValue()).isEqualTo("1.5s");
    assertThat(taken.get("creditsUsed").intValue()).isEqualTo(32);
    MediaInfo.Video made = (MediaInfo.Video) result(sandbox.end(Sandbox.ENTERPRISE, taken.get("id").stringValue()));
    assertThat(made.width() + "×" + made.height()).isEqualTo("128×96");
    assertThat(made.duration().toMillis()).isEqualTo(1500);
  }

  @ParameterizedTest
  @CsvSource({"5000x5000, 4", "16384x1, 2", "1x16384, 2"})
  void image_whoseOutputCannotBeDrawn_failsAsTooLargeAndCostsNothing(String size, String factor) {
    JsonNode taken = image("https://sandbox.vicsee.com/inputs/image-" + size + ".png", factor);
    assertThat(taken.get("creditsUsed").intValue()).isPositive();

    JsonNode task = sandbox.end(Sandbox.ENTERPRISE, taken.get("id").stringValue());

    assertThat(task.get("status").stringValue()).isEqualTo("failed");
    assertThat(task.get("error").get("code").stringValue()).isEqualTo("IMAGE_TOO_LARGE");
    assertThat(sandbox.credits(Sandbox.ENTERPRISE)).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483647x1", "1x2147483647", "2147483647x2147483647", "715827883x3", "100000x100000"})
  void image_thatClaimsAHugeSize_isNoFault(String size) {
    String[] sides = size.split("x");
    var answer = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image",
        "{\"image_url\":\"" + claim(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])) + "\",\"upscale_factor\":\"4\"}");

    assertThat(answer.status()).as(answer.text()).isIn(200, 400);
    if (answer.status() == 200) {
      assertThat(sandbox.end(Sandbox.ENTERPRISE, answer.data().get("id").stringValue()).get("error").get("code").stringValue()).isEqualTo("IMAGE_TOO_LARGE");
    }
    assertThat(sandbox.credits(Sandbox.ENTERPRISE)).isEqualTo(1_000_000);
  }

  /** A PNG that is nothing but its header. */
  private static String claim(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height)
        .put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    byte[] png = ByteBuffer.allocate(8 + 4 + 17 + 4).put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}).putInt(13).put(chunk.array())
        .putInt((int) crc.getValue()).array();
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "data:image/png;base64,", "data:image/png;base64,AAAA", "data:image/png,plain", "data:image/png;base64,!!!!", "data:image/png", "data:image/",
      "https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4", "https://sandbox.vicsee.com/inputs/image-0x5.png",
      "https://sandbox.vicsee.com/inputs/image-99999x99999.png", "https://sandbox.vicsee.com/other.png", "https://example.com/a.png", "https://", "https://a b",
      "https://[::1]/a.png", "https://user@sandbox.vicsee.com/inputs/image-64x48.png", "http://127.0.0.1/a.png", "http://localhost:1/a.png",
      "https://\u00e9.example/a.png", "https://sandbox.vicsee.com:99999/a.png"
  })
  void image_thatCannotBeRead_isToldByField(String url) {
    assertThat(sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image", "{\"image_url\":\"" + url + "\"}").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message())
        .contains("image_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://sandbox.vicsee.com/inputs/image-64x48.png", "https://sandbox.vicsee.com/inputs/video-64x48.mp4", "data:video/mp4;base64,AAAA"})
  void video_thatIsNone_isToldByField(String url) {
    assertThat(sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-video", "{\"video_url\":\"" + url + "\"}").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message())
        .contains("video_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"3\"", "null", "\"\"", "true", "[\"2\"]"})
  void factor_ofAnotherKind_isToldByField(String factor) {
    assertThat(sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image",
        "{\"image_url\":\"https://sandbox.vicsee.com/inputs/image-64x48.png\",\"upscale_factor\":" + factor + "}")
        .refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("upscale_factor");
  }

  @Test
  void video_longAndUnpaid_isRefusedWithoutAnyWork() {
    String long4k = "https://sandbox.vicsee.com/inputs/video-3840x2160-60s.mp4";

    Answer answer = sandbox.post(Sandbox.BROKE, "/tools/upscale-video", "{\"video_url\":\"" + long4k + "\",\"upscale_factor\":\"4\"}");

    answer.refusedWith(402, Message.INSUFFICIENT_CREDITS);
  }

  @Test
  void image_ofAnImpossibleSize_isRefusedByName() throws Exception {
    byte[] bytes = Base64.getDecoder().decode(png(50, 30).substring("data:image/png;base64,".length()));
    // Of the header, the width: 8388607.
    byte[] header = {0x00, 0x7F, (byte) 0xFF, (byte) 0xFF};
    System.arraycopy(header, 0, bytes, 16, 4);
    var crc = new java.util.zip.CRC32();
    crc.update(bytes, 12, 17);
    java.nio.ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());

    Answer answer = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image",
        "{\"image_url\":\"data:image/png;base64," + Base64.getEncoder().encodeToString(bytes) + "\",\"upscale_factor\":\"4\"}");

    assertThat(answer.refusedWith(400, Message.INVALID_PARAMETER).message()).contains("image_url", "impossible dimensions");
  }
}
