package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.Http2;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that shuts down while a request over HTTP/2 is under way (RFC 9113, section 6.8). */
class GoAwayTest {

  private static final GenerateRequest REQUEST = GenerateRequest.builder().model("m").prompt("A lighthouse").build();
  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};

  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(new FakeTime())
      .httpClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()).build();
  private @TempDir Path folder;

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static Stream<Arguments> ends() {
    return Arrays.stream(Face.values()).flatMap(face -> Arrays.stream(Http2.End.values()).map(end -> Arguments.of(face, end)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void submission_whenTheServerGoesAway_isPaidOnce(Face face, Http2.End end) {
    server.then(Http2.ending(end, Answer.submitted()), Answer.submitted());

    assertThat(face.of(client).generations().create(REQUEST).id()).isEqualTo("task_1");

    assertThat(server.requests()).extracting(request -> request.header("Idempotency-Key").orElseThrow())
        .hasSizeBetween(1, 2).containsOnly(server.requests().get(0).header("Idempotency-Key").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("ends")
  void poll_whenTheServerGoesAway_isRepeated(Face face, Http2.End end) {
    server.then(Http2.ending(end, Answer.task("completed")), Answer.task("completed"));

    assertThat(face.of(client).tasks().await("task_1").id()).isEqualTo("task_1");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void download_whenTheServerGoesAway_isCompleted(Face face, Http2.End end) {
    Answer whole = Answer.image(BYTES).with("ETag", "\"v1\"");
    server.answering(request -> server.requests().size() == 1
        ? Http2.ending(end, whole)
        : request.header("Range").map(range -> rest(whole, range)).orElse(whole));

    face.of(client).tasks().download("task_1", folder.resolve("a.png"), DownloadOptions.defaults());

    assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
  }

  private static Answer rest(Answer whole, String range) {
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    Answer rest = whole.withBody(Arrays.copyOfRange(BYTES, from, BYTES.length))
        .with("Content-Range", "bytes " + from + "-" + (BYTES.length - 1) + "/" + BYTES.length);
    return new Answer(206, rest.headers(), rest.body());
  }

  @ParameterizedTest
  @EnumSource
  void submission_whenEachServerGoesAway_hasTheKeyToResumeWith(Face face) {
    server.then(Http2.ending(Http2.End.WITHIN_THE_BODY, Answer.submitted()));

    ConnectionException failure =
        catchThrowableOfType(ConnectionException.class, () -> face.of(client).generations().create(REQUEST));

    assertThat(failure.idempotencyKey()).isEqualTo(server.requests().get(0).header("Idempotency-Key"));
    assertThat(failure.attempts()).isEqualTo(3);
  }
}
