package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.DecodingException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results coming down: whole, resumed, changed, cut, endless, or not at all. */
class DownloadTest {

  private static final byte[] BYTES = "0123456789".repeat(5000).getBytes(StandardCharsets.US_ASCII);

  @TempDir
  private Path folder;
  private final FakeTime time = new FakeTime();
  private final TestServer server = new TestServer();
  private final VicSeeClient client = server.client(time).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void download_toAPath_isThatFileAndNothingElse(Face face) throws Exception {
    server.then(Answer.image(BYTES).with("ETag", "\"v1\""));
    Path target = Files.writeString(folder.resolve("a.png"), "old");

    Downloaded downloaded = face.of(client).tasks().download("task_1", target);

    assertThat(downloaded).isEqualTo(Downloaded.builder().bytes(BYTES.length).contentType("image/png").version("\"v1\"").build());
    assertThat(target).hasBinaryContent(BYTES);
    assertThat(files()).containsExactly("a.png");
    assertThat(server.requests()).singleElement().satisfies(request -> {
      assertThat(request.path()).isEqualTo("/api/v1/tasks/task_1/download?mode=proxy");
      assertThat(request.header("Authorization")).contains("Bearer " + TestServer.KEY);
      assertThat(request.header("Range")).isEmpty();
    });
  }

  @ParameterizedTest
  @EnumSource
  void download_toAStreamAndAChannel_isAllOfIt(Face face) {
    server.then(Answer.image(BYTES));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    ByteArrayOutputStream channel = new ByteArrayOutputStream();

    face.of(client).tasks().download("task_1", stream, DownloadOptions.defaults());
    face.of(client).tasks().download("task_1", Channels.newChannel(channel), DownloadOptions.defaults());

    assertThat(stream.toByteArray()).isEqualTo(BYTES);
    assertThat(channel.toByteArray()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void download_ofNoBytes_isAnEmptyFile(Face face) {
    server.then(Answer.image(new byte[0]));

    face.of(client).tasks().download("task_1", folder.resolve("empty.png"));

    assertThat(folder.resolve("empty.png")).isEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void progress_isToldUpToTheWhole(Face face) {
    server.then(Answer.image(BYTES));
    List<Long> steps = new ArrayList<>();

    face.of(client).tasks()
        .download("task_1", folder.resolve("a.png"), DownloadOptions.builder().listener((done, total) -> {
      steps.add(done);
      assertThat(total).isEqualTo(OptionalLong.of(BYTES.length));
    }).build());

    assertThat(steps).isSorted().last().isEqualTo((long) BYTES.length);
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_endsTheDownloadWithoutAFile(Face face) throws Exception {
    server.then(Answer.image(BYTES));

    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", folder.resolve("a.png"),
        DownloadOptions.builder().listener((done, total) -> {
          throw new UnsupportedOperationException("enough");
        }).build()))
        .isInstanceOf(LocalFailureException.class).hasCauseInstanceOf(UnsupportedOperationException.class);

    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noResult_leavesWhatWasThere(Face face) throws Exception {
    server.then(Answer.error(404, ErrorCode.Message.NO_RESULT, "No result available"));
    Path target = Files.writeString(folder.resolve("a.png"), "old");

    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", target)).isInstanceOf(NotFoundException.class);

    assertThat(target).hasContent("old");
    assertThat(files()).containsExactly("a.png");
  }

  @ParameterizedTest
  @EnumSource
  void envelopeOrPage_insteadOfMedia_isNotSaved(Face face) throws Exception {
    server.then(Answer.ok("{\"url\": \"https://vicsee.com/a.png\", \"type\": \"image\", \"expiresAt\": null}"),
        Answer.html(200));

    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", folder.resolve("a.png")))
        .isInstanceOf(DecodingException.class).hasMessageContaining("application/json instead of media");
    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", folder.resolve("a.png")))
        .isInstanceOf(DecodingException.class).hasMessageContaining("text/html instead of media");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void cut_isResumedByRangeAndVersion(Face face) throws Exception {
    try (TestServer raw = new TestServer(
        part(200, 0, 20_000, "\"v1\""), part(206, 20_000, 30_000, "\"v1\""), part(206, 30_000, 50_000, "\"v1\""))) {

      Downloaded downloaded = download(face, raw, DownloadOptions.defaults());

      assertThat(downloaded.bytes()).isEqualTo(BYTES.length);
      assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
      assertThat(raw.requests()).hasSize(3);
      assertThat(raw.requests().get(1).headers()).containsEntry("range", "bytes=20000-").containsEntry("if-range", "\"v1\"");
      assertThat(raw.requests().get(2).headers()).containsEntry("range", "bytes=30000-");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cut_oftenButWithProgress_isResumedBeyondTheRetries(Face face) throws Exception {
    TestServer.Behaviour[] parts = Stream.iterate(0, from -> from < BYTES.length, from -> from + 5000)
        .map(from -> part(from == 0 ? 200 : 206, from, from + 5000, "\"v1\"")).toArray(TestServer.Behaviour[]::new);
    try (TestServer raw = new TestServer(parts)) {
      download(face, raw, DownloadOptions.defaults());

      assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
      assertThat(raw.requests()).hasSize(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void cut_alwaysAtTheSamePlace_endsAfterTheRetriesWithoutAFile(Face face) throws Exception {
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), part(206, 20_000, 20_000, "\"v1\""))) {

      VicSeeException failure =
          catchThrowableOfType(VicSeeException.class, () -> download(face, raw, DownloadOptions.defaults()));

      assertThat(failure).isInstanceOf(ConnectionException.class);
      assertThat(files()).isEmpty();
      assertThat(raw.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rangeIgnored_startsOver(Face face) throws Exception {
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), part(200, 0, 50_000, "\"v2\""))) {
      Downloaded downloaded = download(face, raw, DownloadOptions.defaults());

      assertThat(downloaded.version()).contains("\"v2\"");
      assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherVersionInARange_startsOver(Face face) throws Exception {
    try (TestServer raw = new TestServer(
        part(200, 0, 20_000, "\"v1\""), part(206, 20_000, 50_000, "\"v2\""), part(200, 0, 50_000, "\"v2\""))) {
      download(face, raw, DownloadOptions.defaults());

      assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
      assertThat(raw.requests().get(2).headers()).doesNotContainKey("range");
    }
  }

  @ParameterizedTest
  @EnumSource
  void rangeIgnored_toAStream_leavesOutWhatIsWritten(Face face) throws Exception {
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), part(200, 0, 50_000, "\"v1\""))) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();

      face.of(client(raw)).tasks().download("task_1", stream, DownloadOptions.defaults());

      assertThat(stream.toByteArray()).isEqualTo(BYTES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherVersion_toAStream_isAFailureAndNeverAMixture(Face face) throws Exception {
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), part(200, 0, 50_000, "\"v2\""))) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();

      assertThatThrownBy(() -> face.of(client(raw)).tasks().download("task_1", stream, DownloadOptions.defaults()))
          .isInstanceOf(TransferException.class).hasMessageContaining("changed");
      assertThat(stream.size()).isEqualTo(20_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherRange_thanWasAskedFor_isAFailure(Face face) throws Exception {
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), part(206, 10_000, 50_000, "\"v1\""))) {
      assertThatThrownBy(() -> download(face, raw, DownloadOptions.defaults()))
          .isInstanceOf(TransferException.class).hasMessageContaining("another range");
      assertThat(files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keptPart_isContinuedByALaterDownload(Face face) throws Exception {
    DownloadOptions keeping = DownloadOptions.builder().keepPartial(true).build();
    try (TestServer raw = new TestServer(part(200, 0, 20_000, "\"v1\""), Wire.drop())) {
      assertThatThrownBy(() -> download(face, raw, keeping)).isInstanceOf(ConnectionException.class);
      assertThat(files()).containsExactly("a.png.part", "a.png.part.version");
    }
    try (TestServer raw = new TestServer(part(206, 19_999, 50_000, "\"v1\""))) {
      download(face, raw, keeping);

      assertThat(raw.requests()).singleElement().satisfies(request ->
          assertThat(request.headers()).containsEntry("range", "bytes=19999-").containsEntry("if-range", "\"v1\""));
      assertThat(folder.resolve("a.png")).hasBinaryContent(BYTES);
      assertThat(files()).containsExactly("a.png");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endlessBody_endsAtTheBound(Face face) throws Exception {
    try (TestServer raw = new TestServer(Wire.endless("HTTP/1.1 200 OK\nContent-Type: video/mp4", new byte[8192]))) {
      assertThatThrownBy(() -> download(face, raw, DownloadOptions.builder().maxBytes(100_000).build()))
          .isInstanceOf(TransferException.class).hasMessageContaining("100000");
      assertThat(files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void announcedLength_beyondTheBound_isRefusedBeforeAByteIsWritten(Face face) throws Exception {
    server.then(Answer.image(BYTES));

    assertThatThrownBy(() -> face.of(client).tasks()
        .download("task_1", folder.resolve("a.png"), DownloadOptions.builder().maxBytes(100).build()))
        .isInstanceOf(TransferException.class).hasMessageContaining("50000 bytes");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void silence_withinTheBody_endsAfterTheTimeOfOneTry(Face face) throws Exception {
    try (TestServer raw = new TestServer(
        Wire.stall("HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 500", "abc"))) {
      VicSeeClient impatient = raw.client(time).attemptTimeout(Duration.ofMillis(400)).build();
      assertThatThrownBy(() -> face.of(impatient).tasks().download("task_1", folder.resolve("a.png")))
          .isInstanceOf(com.vicsee.client.error.CallTimeoutException.class);
      assertThat(files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void target_thatCannotBeWritten_isNotTriedAgain(Face face) {
    server.then(Answer.image(BYTES));

    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", folder.resolve("missing/a.png")))
        .isInstanceOf(TransferException.class).hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", new BrokenStream(), DownloadOptions.defaults()))
        .isInstanceOf(TransferException.class).hasMessageContaining("full");
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void encodedBytes_thatWereNotAskedFor_areNotSaved(Face face) throws Exception {
    server.then(Answer.image(BYTES).with("Content-Encoding", "gzip"));

    assertThatThrownBy(() -> face.of(client).tasks().download("task_1", folder.resolve("a.png")))
        .isInstanceOf(TransferException.class).hasMessageContaining("gzip");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void link_isReadWithoutTheKey(Face face) {
    server.then(Answer.image(BYTES));

    face.of(client).tasks().downloadLink(
        server.baseUrl() + "/media/2.png", folder.resolve("b.png"), DownloadOptions.defaults());

    assertThat(folder.resolve("b.png")).hasBinaryContent(BYTES);
    assertThat(server.requests()).singleElement().satisfies(request -> {
      assertThat(request.path()).isEqualTo("/api/v1/media/2.png");
      assertThat(request.header("Authorization")).isEmpty();
    });
  }

  @Test
  void cancel_whileTheStreamOfTheCallerBlocks_doesNotBlockToo() throws Exception {
    server.then(Answer.image(BYTES));
    CompletableFuture<Void> writing = new CompletableFuture<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    OutputStream stuck = new OutputStream() {
      @Override
      public void write(int value) {
        writing.complete(null);
        released.join();
      }
    };
    CompletableFuture<Downloaded> download =
        client.async().tasks().download("task_1", stuck, DownloadOptions.defaults());
    writing.get(120, TimeUnit.SECONDS);

    download.cancel(true);

    assertThat(download).isCancelled();
    released.complete(null);
  }

  private Downloaded download(Face face, TestServer raw, DownloadOptions options) {
    return face.of(client(raw)).tasks().download("task_1", folder.resolve("a.png"), options);
  }

  private VicSeeClient client(TestServer raw) {
    return raw.client(time).build();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Announces the rest of the bytes, sends them up to a place, and closes. */
  private static TestServer.Behaviour part(int status, int from, int to, String version) {
    String body = new String(BYTES, from, to - from, StandardCharsets.US_ASCII);
    String range = status == 206 ? "\nContent-Range: bytes " + from + "-" + (BYTES.length - 1) + "/" + BYTES.length
        : "";
    return Wire.text("HTTP/1.1 " + status + " X\nContent-Type: image/png\nETag: " + version
        + "\nContent-Length: " + (BYTES.length - from) + range + "\nConnection: close", body);
  }

  private static final class BrokenStream extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("The disk is full");
    }
  }
}
