package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transfers that end early: two versions are never put together, and every stream is closed. */
class PartialTransfersTest {

  private static final byte[] OLD = "a".repeat(4000).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = "b".repeat(4000).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PNG = "\u0089PNG\r\n\u001A\nxxxxxxxx".getBytes(StandardCharsets.ISO_8859_1);

  private final TestServer server = new TestServer();
  private final VicSeeClient client = builder().build();
  /** For a cut after which the server does not close the connection. */
  private final VicSeeClient impatient = builder().attemptTimeout(Duration.ofMillis(500)).build();
  private @TempDir Path folder;

  @AfterEach
  void stop() {
    client.close();
    impatient.close();
    server.close();
  }

  private VicSeeClientBuilder builder() {
    return server.client(new FakeTime()).retryPolicy(RetryPolicy.builder().maxRetries(1).build());
  }

  private static Answer cut(byte[] bytes) {
    return Answer.image(Arrays.copyOf(bytes, 1000)).with("Content-Length", String.valueOf(bytes.length)).with("Connection", "close");
  }

  /** Answers the first request with a cut body, and the next as a server that supports ranges but sends no validator. */
  private void cutThenOther() {
    AtomicInteger count = new AtomicInteger();
    server.answering(request -> {
      if (count.getAndIncrement() == 0) {
        return cut(OLD);
      }
      return request.header("Range").isEmpty() ? Answer.image(NEW)
          : new Answer(206, Answer.image(NEW).headers(), Arrays.copyOfRange(NEW, 1000, 4000))
              .with("Content-Range", "bytes 1000-3999/4000");
    });
  }

  @ParameterizedTest
  @EnumSource
  void cutWithoutAVersion_startsOver(Face face) throws Exception {
    cutThenOther();
    Path target = folder.resolve("a.png");
    Throwable failure = catchThrowable(() -> face.of(impatient).tasks().download("task_1", target));

    if (failure == null) {
      assertThat(target).hasBinaryContent(NEW);
    } else {
      assertThat(target).doesNotExist();
    }
    assertThat(server.requests()).allSatisfy(request -> assertThat(request.header("Range")).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void keptPartWithoutAVersion_startsOver(Face face) throws Exception {
    Path target = folder.resolve("a.png");
    Files.write(folder.resolve("a.png.part"), Arrays.copyOf(OLD, 1000));
    server.then(Answer.image(NEW));

    face.of(client).tasks().download("task_1", target, DownloadOptions.builder().keepPartial(true).build());

    assertThat(target).hasBinaryContent(NEW);
  }

  @ParameterizedTest
  @EnumSource
  void keptPart_beyondTheResult_startsOver(Face face) throws Exception {
    Path target = folder.resolve("a.png");
    Files.write(folder.resolve("a.png.part"), Arrays.copyOf(OLD, 4000));
    Files.writeString(folder.resolve("a.png.part.version"), "\"v1\"");
    server.answering(request -> request.header("Range").isPresent()
        ? Answer.error(416, "RANGE_NOT_SATISFIABLE", "Range not satisfiable")
        : Answer.image(Arrays.copyOf(NEW, 10)).with("ETag", "\"v2\""));

    face.of(client).tasks().download("task_1", target, DownloadOptions.builder().keepPartial(true).build());

    assertThat(target).hasBinaryContent(Arrays.copyOf(NEW, 10));
  }

  /** A stream that counts how often it is closed. */
  private static final class Watched extends ByteArrayInputStream {
    private int closed;

    Watched() {
      super(PNG);
    }

    @Override
    public void close() throws IOException {
      closed++;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_isClosedHoweverTheUploadEnds(Face face) {
    Answer place = Answer.ok("{\"uploadUrl\": \"http://127.0.0.1:1/put\", \"publicUrl\": \"https://p.example\", \"key\": \"k\", "
        + "\"expiresAt\": \"2024-12-28T00:00:00.000Z\"}");
    for (Answer answer : new Answer[] {Answer.error(401, "INVALID_API_KEY", "Invalid"), place, Answer.html(200)}) {
      server.answering(request -> answer);
      Watched stream = new Watched();
      assertThat(catchThrowable(() -> face.of(client).uploads()
          .upload(UploadSource.of(stream, PNG.length, "image/png"), UploadOptions.defaults()))).isInstanceOf(VicSeeException.class);
      assertThat(stream.closed).isPositive();
    }
    Watched unused = new Watched();
    assertThat(catchThrowable(() -> face.of(client).uploads().upload(UploadSource.of(unused, PNG.length, "text/plain"))))
        .isInstanceOf(VicSeeException.class);
    assertThat(unused.closed).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void cutWithoutAVersion_toAStream_isAFailureAndNeverAMixture(Face face) {
    cutThenOther();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(catchThrowable(() -> face.of(impatient).tasks().download("task_1", out, DownloadOptions.defaults())))
        .isInstanceOfAny(TransferException.class, VicSeeException.class);
    assertThat(out.toString(StandardCharsets.US_ASCII)).doesNotContain("b");
  }
}
