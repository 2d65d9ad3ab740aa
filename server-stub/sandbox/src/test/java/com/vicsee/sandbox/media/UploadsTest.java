package com.vicsee.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.media.render.ImageFormat;
import com.vicsee.sandbox.media.render.ImageRenderer;
import com.vicsee.sandbox.media.render.ImageSpec;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.server.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The URL of an upload is good for one key, one type, one size and a quarter of an hour. */
class UploadsTest {
  private static final byte[] PICTURE = picture();

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private static byte[] picture() {
    try {
      var out = new ByteArrayOutputStream();
      new ImageRenderer().render(new ImageSpec(120, 80, ImageFormat.PNG, "An upload"), out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode create(String type, long size) {
    return sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"" + type + "\",\"sizeBytes\":" + size + "}").data();
  }

  private Answer put(String url, String type, BodyPublisher body) {
    return sandbox.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type).PUT(body));
  }

  private static BodyPublisher bytes(byte[] bytes) {
    return BodyPublishers.ofByteArray(bytes);
  }

  private static BodyPublisher chunked(byte[] bytes) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private JsonNode uploaded() {
    JsonNode upload = create("image/png", PICTURE.length);
    assertThat(put(upload.get("uploadUrl").stringValue(), "image/png", bytes(PICTURE)).status()).isEqualTo(200);
    return upload;
  }

  @Test
  void create_answer_hasExactlyTheDeclaredMembers() {
    JsonNode upload = create("image/png", 10);

    assertThat(upload.propertyNames()).containsExactlyInAnyOrder("uploadUrl", "publicUrl", "key", "expiresAt");
    assertThat(upload.get("uploadUrl").stringValue()).startsWith(sandbox.origin()).contains("signature=");
    assertThat(upload.get("publicUrl").stringValue()).startsWith(sandbox.origin()).endsWith(".png").doesNotContain("signature");
    assertThat(Duration.between(sandbox.now(), java.time.Instant.parse(upload.get("expiresAt").stringValue())))
        .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
  }

  @Test
  void put_whatWasSigned_canBeReadUnderThePublicUrl() {
    JsonNode upload = uploaded();

    Answer read = sandbox.fetch(upload.get("publicUrl").stringValue());

    assertThat(read.bytes()).isEqualTo(PICTURE);
    assertThat(read.header("Content-Type")).isEqualTo("image/png");
    assertThat(sandbox.fetch(upload.get("publicUrl").stringValue(), "Range", "bytes=0-3").bytes()).containsExactly(0x89, 'P', 'N', 'G');
  }

  @Test
  void read_uploadThatMayStillCome_isKeptByNoCache() {
    JsonNode upload = create("image/png", PICTURE.length);
    String link = upload.get("publicUrl").stringValue();

    assertThat(sandbox.fetch(link).header("Cache-Control")).isEqualTo("no-cache");
    put(upload.get("uploadUrl").stringValue(), "image/png", bytes(PICTURE));
    assertThat(sandbox.fetch(link).header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void put_chunked_isTakenWhenTheSizeIsRight() {
    JsonNode upload = create("image/png", PICTURE.length);

    assertThat(put(upload.get("uploadUrl").stringValue(), "image/png", chunked(PICTURE)).status()).isEqualTo(200);
    assertThat(sandbox.fetch(upload.get("publicUrl").stringValue()).bytes()).isEqualTo(PICTURE);
  }

  @Test
  void put_toAPathThatIsWrittenOtherwise_isTakenWhole() {
    byte[] large = new byte[2_000_000];
    JsonNode upload = create("image/png", large.length);

    Answer put = put(upload.get("uploadUrl").stringValue().replace("/uploads/u", "/uploads/%75"), "image/png", chunked(large));

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(sandbox.fetch(upload.get("publicUrl").stringValue()).bytes()).isEqualTo(large);
  }

  static Stream<BodyPublisher> tooMuchAndTooLittle() {
    return Stream.of(bytes(new byte[11]), chunked(new byte[11]), bytes(new byte[9]), chunked(new byte[9]), BodyPublishers.noBody(), chunked(new byte[5_000_000]));
  }

  @Test
  void put_ofAnotherSize_isRefusedAndKeepsNothing() {
    tooMuchAndTooLittle().forEach(body -> {
      JsonNode upload = create("image/png", 10);

      Answer refused = put(upload.get("uploadUrl").stringValue(), "image/png", body);

      assertThat(refused.code()).isIn(ErrorCode.Message.PAYLOAD_TOO_LARGE.code().getValue(), ErrorCode.Message.INVALID_PARAMETER.code().getValue());
      assertThat(refused.message()).contains("10");
      sandbox.fetch(upload.get("publicUrl").stringValue()).refusedWith(404, ErrorCode.Message.PATH_NOT_FOUND);
    });
  }

  @ParameterizedTest
  @CsvSource({"image/jpeg", "text/html", "image/png+x", "*/*"})
  void put_ofAnotherType_isRefused(String type) {
    JsonNode upload = create("image/png", 10);

    put(upload.get("uploadUrl").stringValue(), type, bytes(new byte[10])).refusedWith(415, ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE);
    sandbox.fetch(upload.get("publicUrl").stringValue()).refusedWith(404, ErrorCode.Message.PATH_NOT_FOUND);
  }

  @Test
  void put_withAnotherSignatureKeyOrExpiry_isDenied() {
    JsonNode one = create("image/png", 10);
    String url = one.get("uploadUrl").stringValue();
    String other = create("image/png", 10).get("uploadUrl").stringValue();
    String signature = url.substring(url.indexOf("signature=") + 10);
    String flipped = (signature.charAt(0) == '0' ? '1' : '0') + signature.substring(1);
    long expires = Long.parseLong(url.replaceFirst(".*expires=(\\d+).*", "$1"));

    List<String> forged = List.of(
        url.replace(signature, flipped),
        url.replace(signature, ""),
        url.replace(signature, signature.substring(1)),
        url.substring(0, url.indexOf('?')),
        url.replace("expires=" + expires, "expires=" + (expires + 3_600_000)),
        url.substring(0, url.indexOf('?')) + other.substring(other.indexOf('?')),
        url.replace(one.get("key").stringValue(), "upl_unknown"));

    assertThat(forged).allSatisfy(it -> put(it, "image/png", bytes(new byte[10])).refusedWith(403, ErrorCode.Message.API_ACCESS_REQUIRED));
    assertThat(put(url, "image/png", bytes(new byte[10])).status()).isEqualTo(200);
  }

  @Test
  void put_ofAPart_isRefusedAndReplacesNothing() {
    JsonNode upload = uploaded();
    Answer before = sandbox.fetch(upload.get("publicUrl").stringValue());

    sandbox.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png")
            .header("Content-Range", "bytes 0-" + (PICTURE.length - 1) + "/" + 2 * PICTURE.length).PUT(bytes(PICTURE)))
        .refusedWith(400, ErrorCode.Message.INVALID_PARAMETER);

    assertThat(sandbox.fetch(upload.get("publicUrl").stringValue()).header("ETag")).isEqualTo(before.header("ETag"));
  }

  @Test
  void put_late_isDenied() {
    JsonNode upload = create("image/png", 10);
    sandbox.advance(Duration.ofMinutes(15).minusSeconds(30));
    assertThat(put(upload.get("uploadUrl").stringValue(), "image/png", bytes(new byte[10])).status()).isEqualTo(200);

    sandbox.advance(Duration.ofSeconds(31));

    put(upload.get("uploadUrl").stringValue(), "image/png", bytes(new byte[10])).refusedWith(403, ErrorCode.Message.API_ACCESS_REQUIRED);
  }

  @ParameterizedTest
  @CsvSource({
      "image/jpeg, 20971520", "image/png, 20971520", "image/webp, 20971520", "image/gif, 20971520", "image/avif, 20971520", "image/heic, 20971520",
      "image/heif, 20971520", "video/mp4, 104857600", "video/quicktime, 104857600", "video/webm, 104857600", "audio/mpeg, 20971520",
      "audio/wav, 20971520"
  })
  void create_atAndBeyondTheCapOfItsType_isTakenAndRefused(String type, long cap) {
    assertThat(create(type, cap)).isNotNull();
    assertThat(sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"" + type + "\",\"sizeBytes\":" + (cap + 1) + "}")
        .code()).isIn(ErrorCode.Message.PAYLOAD_TOO_LARGE.code().getValue(), ErrorCode.Message.INVALID_PARAMETER.code().getValue());
  }

  @ParameterizedTest
  @CsvSource({"image/bmp, 5", "text/html, 5", "image/png, 0", "image/png, -1", "image/png, 9223372036854775807", "IMAGE/PNG, 5"})
  void create_ofAnotherTypeOrAnImpossibleSize_isRefused(String type, String size) {
    assertThat(sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"" + type + "\",\"sizeBytes\":" + size + "}").status()).isIn(400, 413);
  }

  @Test
  void publicUrl_asAnInput_isMeasured() {
    String url = uploaded().get("publicUrl").stringValue();

    JsonNode taken = sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + url + "\",\"upscale_factor\":\"2\"}").data();

    assertThat(taken.get("input").get("detected_dimensions").stringValue()).isEqualTo("120×80");
    assertThat(sandbox.post(Sandbox.PRO_2, "/tools/upscale-image", "{\"image_url\":\"" + url + "\"}").status())
        .as("another key of the same user").isEqualTo(200);
  }

  @Test
  void publicUrl_ofSomebodyElse_isNoInput() {
    String url = uploaded().get("publicUrl").stringValue();

    String message = sandbox.post("sk-sandbox-other", "/tools/upscale-image", "{\"image_url\":\"" + url + "\"}").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message();

    assertThat(message).as("not told apart from one that does not exist")
        .isEqualTo(sandbox.post("sk-sandbox-other", "/tools/upscale-image", "{\"image_url\":\"" + sandbox.origin() + "/uploads/upl_none.png\"}").message()
            .replace("upl_none.png", url.substring(url.lastIndexOf('/') + 1)));
  }

  @Test
  void publicUrl_beforeTheBytesCame_isNoInput() {
    String url = create("image/png", 10).get("publicUrl").stringValue();

    sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + url + "\"}").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER);
  }

  /** The whole server has a heap of 80 MiB here, so an upload of 100 MiB that were held anywhere would end it. */
  @Test
  void put_ofAHundredMebibytes_isStreamed(@TempDir Path folder) throws IOException {
    long size = 100L * 1024 * 1024;
    try (ServerProcess server = ServerProcess.start(List.of("-Xmx80m", "-XX:+ExitOnOutOfMemoryError"), "--vicsee.data-dir=" + folder)) {
      JsonNode upload = server.post(Sandbox.PRO, "/upload", "{\"contentType\":\"video/mp4\",\"sizeBytes\":" + size + "}").data();
      for (boolean chunked : new boolean[] {false, true}) {
        var body = BodyPublishers.ofInputStream(() -> new Zeros(size));
        Answer put = server.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue()))
            .header("Content-Type", "video/mp4")
            .PUT(chunked ? body : BodyPublishers.fromPublisher(body, size)));
        assertThat(put.status()).as(put.text()).isEqualTo(200);
      }
      try (Stream<Path> files = Files.list(folder.resolve("media/uploads"))) {
        assertThat(files).as("of what was sent twice, the later").hasSize(1).allSatisfy(file -> assertThat(Files.size(file)).isEqualTo(size));
      }
      Answer refused = server.post(Sandbox.PRO, "/tools/upscale-video", "{\"video_url\":\"" + upload.get("publicUrl").stringValue() + "\"}");
      assertThat(refused.refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("video_url");
    }
  }

  /** A stream of zeros that takes no memory. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int n = (int) Math.min(length, left);
      left -= n;
      return n;
    }
  }

  @Test
  void upload_replacedByOtherBytesOfTheSameLength_hasAnotherValidator() {
    JsonNode place = create("image/png", 4);
    String url = place.get("uploadUrl").stringValue();
    put(url, "image/png", BodyPublishers.ofString("AAAA"));
    String etag = sandbox.fetch(place.get("publicUrl").stringValue()).header("ETag");

    Answer second = put(url, "image/png", BodyPublishers.ofString("BBBB"));

    Answer conditional = sandbox.fetch(place.get("publicUrl").stringValue(), "If-None-Match", etag);
    assertThat(conditional.status()).isEqualTo(200);
    assertThat(conditional.header("ETag")).isNotEqualTo(etag).isEqualTo(second.header("ETag"));
    assertThat(sandbox.fetch(place.get("publicUrl").stringValue(), "If-Range", etag, "Range", "bytes=2-").text()).isEqualTo("BBBB");
  }

  @Test
  void upload_sentTwiceAtOneMoment_hasAValidatorForEach() {
    JsonNode place = create("image/png", 4);
    put(place.get("uploadUrl").stringValue(), "image/png", BodyPublishers.ofString("AAAA"));
    String etag = sandbox.fetch(place.get("publicUrl").stringValue()).header("ETag");
    // As if the clock had been set back since.
    sandbox.sql().sql("update uploads set stored_at = stored_at + 3600000").update();

    String second = put(place.get("uploadUrl").stringValue(), "image/png", BodyPublishers.ofString("BBBB")).header("ETag");
    String third = put(place.get("uploadUrl").stringValue(), "image/png", BodyPublishers.ofString("CCCC")).header("ETag");

    assertThat(second).isNotEqualTo(etag).isNotEqualTo(third);
  }

  @Test
  void upload_underAPreconditionThatFails_staysAsItWas() {
    JsonNode place = create("image/png", 4);
    URI url = URI.create(place.get("uploadUrl").stringValue());
    put(url.toString(), "image/png", BodyPublishers.ofString("AAAA"));

    Answer stale = sandbox.send(HttpRequest.newBuilder(url).headers("Content-Type", "image/png", "If-Match", "\"stale\"").PUT(BodyPublishers.ofString("BBBB")));
    Answer exists = sandbox.send(HttpRequest.newBuilder(url).headers("Content-Type", "image/png", "If-None-Match", "*").PUT(BodyPublishers.ofString("BBBB")));

    stale.refusedWith(412, ErrorCode.Message.PRECONDITION_FAILED);
    exists.refusedWith(412, ErrorCode.Message.PRECONDITION_FAILED);
    assertThat(sandbox.fetch(place.get("publicUrl").stringValue()).text()).isEqualTo("AAAA");
  }

  @Test
  void upload_withACodingOrTwoTypes_isRejected() {
    URI url = URI.create(create("image/png", 4).get("uploadUrl").stringValue());

    Answer coded = sandbox.send(HttpRequest.newBuilder(url).headers("Content-Type", "image/png", "Content-Encoding", "gzip").PUT(BodyPublishers.ofString("AAAA")));
    Answer two = sandbox.send(HttpRequest.newBuilder(url).headers("Content-Type", "image/png", "Content-Type", "image/jpeg").PUT(BodyPublishers.ofString("AAAA")));

    coded.refusedWith(415, ErrorCode.Message.UNSUPPORTED_MEDIA_TYPE);
    two.refusedWith(400, ErrorCode.Message.INVALID_PARAMETER);
  }
}
