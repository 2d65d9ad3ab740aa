package com.vicsee.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.media.render.MediaInfo;
import com.vicsee.sandbox.media.render.MediaProbe;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.HeaderNames;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What comes out is what was asked for, and can be downloaded by URL and by proxy. */
class MediaTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private JsonNode generated(String model, String input) {
    JsonNode task = sandbox.generated(Sandbox.PRO, "{\"model\":\"" + model + "\",\"input\":{" + input + "}}");
    assertThat(task.get("status").stringValue()).as(task.toString()).isEqualTo("completed");
    return task;
  }

  private static MediaInfo probe(Answer answer) throws Exception {
    return new MediaProbe().probe(new ByteArrayInputStream(answer.bytes()));
  }

  @ParameterizedTest
  @CsvSource({
      "1K, 1:1, png, 1024, 1024", "1K, 16:9, png, 1024, 576", "1K, 9:16, jpeg, 576, 1024", "1K, 4:3, png, 1024, 768", "1K, 3:4, jpeg, 768, 1024",
      "1K, 3:2, png, 1023, 682", "1K, 2:3, png, 682, 1023", "1K, auto, png, 1024, 1024", "2K, 16:9, jpeg, 2048, 1152", "2K, 1:1, png, 2048, 2048"
  })
  void image_ofAResolutionRatioAndFormat_isExactlySo(String resolution, String ratio, String format, int width, int height) throws Exception {
    JsonNode task = generated("flux-2-pro-text-to-image",
        "\"prompt\":\"A boat\",\"resolution\":\"" + resolution + "\",\"aspect_ratio\":\"" + ratio + "\",\"output_format\":\"" + format + "\"");

    assertThat(task.get("result").get("type").stringValue()).isEqualTo("image");
    Answer image = sandbox.fetch(task.get("result").get("url").stringValue());

    assertThat(image.header("Content-Type")).isEqualTo("image/" + format);
    assertThat(probe(image)).isEqualTo(new MediaInfo.Image("image/" + format, width, height));
    assertThat(image.header("Content-Length")).isEqualTo(Integer.toString(image.bytes().length));
  }

  @Test
  void image_ofTheSamePrompt_hasTheSameBytesAndOfAnotherNot() {
    String[] prompts = {"A boat", "A boat", "A ship"};
    byte[][] images = Arrays.stream(prompts)
        .map(prompt -> sandbox.fetch(generated("flux-2-pro-text-to-image", "\"prompt\":\"" + prompt + "\"").get("result").get("url").stringValue()).bytes())
        .toArray(byte[][]::new);

    assertThat(images[0]).isEqualTo(images[1]).isNotEqualTo(images[2]);
  }

  @ParameterizedTest
  @CsvSource({"4, 480p, 16:9, 854, 480", "5, 480p, 9:16, 480, 854", "4, 480p, 1:1, 480, 480"})
  void video_ofALengthAndRatio_isExactlySo(int seconds, String resolution, String ratio, int width, int height) throws Exception {
    JsonNode task = generated("seedance-2-0-text-to-video",
        "\"prompt\":\"A boat\",\"duration\":" + seconds + ",\"resolution\":\"" + resolution + "\",\"aspect_ratio\":\"" + ratio + "\"");

    assertThat(task.get("result").get("type").stringValue()).isEqualTo("video");
    MediaInfo.Video video = (MediaInfo.Video) probe(sandbox.fetch(task.get("result").get("url").stringValue()));

    assertThat(video.contentType()).isEqualTo("video/mp4");
    assertThat(video.duration().toMillis()).isEqualTo(seconds * 1000L);
    assertThat(video.width() + "x" + video.height()).isEqualTo(width + "x" + height);
  }

  @Test
  void music_hasTwoDifferentSongsWithCovers() throws Exception {
    JsonNode task = generated("suno-v5-generate-music", "\"prompt\":\"A slow waltz\"");

    JsonNode songs = task.get("result").get("songs");
    assertThat(task.get("result").get("type").stringValue()).isEqualTo("music");
    assertThat(songs).hasSize(2);
    byte[][] audio = new byte[2][];
    for (int i = 0; i < 2; i++) {
      Answer song = sandbox.fetch(songs.get(i).get("audioUrl").stringValue());
      audio[i] = song.bytes();
      assertThat(song.header("Content-Type")).isEqualTo("audio/mpeg");
      assertThat(song.bytes()[0] & 0xFF).as("an MPEG frame").isEqualTo(0xFF);
      assertThat(songs.get(i).get("duration").doubleValue()).isEqualTo(30);
      assertThat(probe(sandbox.fetch(songs.get(i).get("imageUrl").stringValue()))).isEqualTo(new MediaInfo.Image("image/png", 512, 512));
      assertThat(songs.get(i).get("title").stringValue()).contains("A slow waltz");
    }
    assertThat(audio[0]).isNotEqualTo(audio[1]);
  }

  @Test
  void download_byUrlAndByProxy_givesTheSameBytes() {
    JsonNode download = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data();
    Answer proxied = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy");

    assertThat(download.get("type").stringValue()).isEqualTo("image");
    assertThat(download.get("expiresAt").isNull()).isTrue();
    assertThat(sandbox.fetch(download.get("url").stringValue()).bytes()).isEqualTo(proxied.bytes());
    assertThat(proxied.header("Content-Type")).isEqualTo("image/png");
    assertThat(proxied.header("Content-Length")).isEqualTo(Integer.toString(proxied.bytes().length));
    assertThat(proxied.header(HeaderNames.ACCEPT_RANGES)).isEqualTo("bytes");
    assertThat(proxied.remaining()).isGreaterThan(0);
    assertThat(proxied.header(HeaderNames.X_REQUEST_ID)).isNotEmpty();
  }

  @Test
  void download_ofAnotherMode_isRefusedByName() {
    assertThat(sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=stream").refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message())
        .contains("mode").contains("proxy");
  }

  private Answer proxy(String... headers) {
    return sandbox.send(sandbox.request(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").headers(headers).GET());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "bytes=0-0       | 0     | 1", "bytes=0-99      | 0     | 100", "bytes=100-199   | 100   | 200", "bytes=-10       | -10   | 0", "bytes=5-        | 5     | 0",
      "bytes=-99999999 | 0     | 0", "bytes=7-99999999| 7     | 0"
  })
  void range_thatCanBeSatisfied_givesThePart(String range, int from, int to) {
    byte[] whole = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").bytes();
    int start = from < 0 ? whole.length + from : from;
    int end = to == 0 ? whole.length : to;
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();

    for (Answer part : new Answer[] {proxy("Range", range.strip()), sandbox.fetch(url, "Range", range.strip())}) {
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole, start, end));
      assertThat(part.header(HeaderNames.CONTENT_RANGE)).isEqualTo("bytes " + start + "-" + (end - 1) + "/" + whole.length);
      assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(end - start));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=99999999-", "bytes=99999999-100000000", "bytes=-0"})
  void range_behindTheEnd_is416WithTheLength(String range) {
    int length = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").bytes().length;

    Answer refused = proxy("Range", range);

    refused.refusedWith(416, ErrorCode.Message.RANGE_NOT_SATISFIABLE);
    assertThat(refused.header(HeaderNames.CONTENT_RANGE)).isEqualTo("bytes */" + length);
    assertThat(refused.header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "lines=0-1", "bytes=x", "bytes=9-1", "bytes=", "0-1"})
  void range_ofSeveralPartsOrAnotherUnitOrNone_givesTheWhole(String range) {
    Answer answer = proxy("Range", range);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header(HeaderNames.CONTENT_RANGE)).isEmpty();
  }

  @Test
  void ifRange_fresh_givesThePartAndStaleTheWhole() {
    String etag = proxy("Accept", "*/*").header(HeaderNames.ETAG);

    assertThat(proxy("Range", "bytes=0-9", "If-Range", etag).status()).isEqualTo(206);
    assertThat(proxy("Range", "bytes=0-9", "If-Range", "\"other\"").status()).isEqualTo(200);
    assertThat(proxy("Range", "bytes=0-9", "If-Range", "Sun, 22 Nov 2026 00:00:00 GMT").status()).isEqualTo(200);
    assertThat(proxy("Range", "bytes=99999999-", "If-Range", "\"other\"").status()).as("a range that does not count is not refused").isEqualTo(200);
  }

  @Test
  void ifNoneMatch_known_is304WithoutABody() {
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();
    String etag = sandbox.fetch(url).header(HeaderNames.ETAG);
    assertThat(etag).matches("\"[^\"]+\"");

    for (String known : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      Answer answer = sandbox.fetch(url, "If-None-Match", known);
      assertThat(answer.status()).as(known).isEqualTo(304);
      assertThat(answer.bytes()).isEmpty();
      assertThat(answer.header(HeaderNames.ETAG)).isEqualTo(etag);
    }
    assertThat(sandbox.fetch(url, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void head_saysWhatGetWould() {
    String url = sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue();
    Answer get = sandbox.fetch(url);

    Answer head = sandbox.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(url)).method("HEAD", BodyPublishers.noBody()));
    Answer proxied = sandbox.send(sandbox.request(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").method("HEAD", BodyPublishers.noBody()));

    for (Answer answer : new Answer[] {head, proxied}) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bytes()).isEmpty();
      assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(get.bytes().length));
      assertThat(answer.header(HeaderNames.ETAG)).isEqualTo(get.header(HeaderNames.ETAG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/media/unknown.png", "/media/med_x", "/media/..%2f..%2fsigning-secret", "/uploads/unknown.png", "/uploads/%2e%2e"})
  void unknownFile_isNotFound(String path) {
    assertThat(sandbox.fetch(sandbox.origin() + path).code()).isIn(ErrorCode.Message.PATH_NOT_FOUND.code().getValue(), ErrorCode.Message.INVALID_PARAMETER.code().getValue());
  }
}
