package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.LocalFailureException;
import com.vicsee.client.error.ConnectionException;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UploadType;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Media going up: detected, checked before any request, signed for, sent without the key. */
class UploadTest {

  private static final byte[] PNG = bytes("\u0089PNG\r\n\u001A\n" + "x".repeat(200_000));

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
  void upload_ofAPath_signsAndSendsTheBytesWithoutTheKey(Face face) throws Exception {
    server.then(place(), Answer.of(200, ""));
    Path file = Files.write(folder.resolve("misnamed.jpg"), PNG);

    Upload upload = face.of(client).uploads().upload(file);

    assertThat(upload.publicUrl()).hasToString("https://vicsee.com/uploads/upl_1.png");
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(0).text())
        .isEqualTo("{\"contentType\":\"image/png\",\"sizeBytes\":" + PNG.length + "}");
    TestServer.Request put = server.requests().get(1);
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.path()).isEqualTo("/uploads/upl_1?signature=5d1c");
    assertThat(put.header("Content-Type")).contains("image/png");
    assertThat(put.header("Authorization")).isEmpty();
    assertThat(put.body()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @EnumSource
  void progress_isToldUpToTheWhole(Face face) {
    server.then(place(), Answer.of(204, ""));
    List<Long> steps = new ArrayList<>();

    face.of(client).uploads().upload(UploadSource.of(PNG), UploadOptions.builder().listener((done, total) -> {
      steps.add(done);
      assertThat(total).hasValue(PNG.length);
    }).build());

    assertThat(steps).isSorted().hasSizeGreaterThan(2).last().isEqualTo((long) PNG.length);
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_endsTheUpload(Face face) {
    server.then(place(), Answer.of(204, ""));

    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(PNG),
        UploadOptions.builder().listener((done, total) -> {
          throw new UnsupportedOperationException("enough");
        }).build()))
        .isInstanceOf(LocalFailureException.class).hasCauseInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @EnumSource
  void tooLarge_isRefusedBeforeAnyRequest(Face face) {
    UploadType video = UploadType.of("video/mp4").orElseThrow();
    UploadSource source = UploadSource.of(InputStream::nullInputStream, video.maxBytes() + 1, "video/mp4");

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).uploads().upload(source));

    assertThat(failure).isInstanceOf(InvalidRequestException.class).hasMessage(
        "[createUpload] Not sent: Upload too large. Limit for video/mp4: " + video.maxBytes() + " bytes");
    assertThat(failure.code()).isSameAs(ErrorCode.Message.PAYLOAD_TOO_LARGE.code());
    assertThat(failure.status()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void unknownTypeAndNoBytes_areRefusedBeforeAnyRequest(Face face) {
    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(bytes("just a text"))))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("(not detected)")
            .hasMessageContaining("image/png");
    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(bytes("%PDF")).withContentType("application/pdf")))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("application/pdf");
    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(new byte[0]).withContentType("image/png")))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("no bytes");
    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(new byte[0]))).hasMessageContaining("no bytes");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void failedTransfer_isSentAgainFromTheBeginning(Face face) {
    server.then(place(), Answer.html(503), Answer.of(201, ""));

    face.of(client).uploads().upload(UploadSource.of(PNG));

    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(2).body()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @EnumSource
  void failedTransfer_ofASingleStream_isNotSentAgain(Face face) {
    server.then(place(), Answer.html(503));

    assertThatThrownBy(() -> face.of(client).uploads()
        .upload(UploadSource.of(new ByteArrayInputStream(PNG), PNG.length, "image/png")))
            .isInstanceOf(VicSeeException.class);
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void refusalOfTheStorage_namesTheStepAndTheHost(Face face) {
    server.then(place(), Answer.error(403, ErrorCode.Message.API_ACCESS_REQUIRED, "Access denied"));

    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(PNG)))
        .isInstanceOf(TransferException.class).hasMessageStartingWith("[createUpload] HTTP 403 ")
        .hasMessageContaining("The upload to 127.0.0.1:").hasMessageContaining(" was refused: Access denied");
  }

  @ParameterizedTest
  @EnumSource
  void source_withOtherThanTheAnnouncedBytes_isAFailure(Face face) {
    server.then(place(), place(), place());

    assertThatThrownBy(() -> face.of(client).uploads()
        .upload(UploadSource.of(() -> new ByteArrayInputStream(PNG), PNG.length + 1, "image/png")))
        .isInstanceOf(TransferException.class).hasMessageContaining("ended after " + PNG.length);
    assertThatThrownBy(() -> face.of(client).uploads()
        .upload(UploadSource.of(() -> new ByteArrayInputStream(PNG), PNG.length - 1, "image/png")))
        .isInstanceOf(TransferException.class).hasMessageContaining("more than the announced");
    assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(() -> {
      throw new IOException("The disk is gone");
    }, 5, "image/png"))).isInstanceOf(TransferException.class).hasMessageContaining("The disk is gone");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20_000, 100_000})
  void source_thatFailsMidway_isAFailureOnThisSide(int readable) {
    for (Exception thrown : List.of(new IOException("The tape is torn"), new IllegalStateException("The tape is torn"))) {
      server.then(place());

      assertThatThrownBy(() -> client.uploads().upload(UploadSource.of(torn(readable, thrown), PNG.length, "image/png")))
          .isInstanceOf(TransferException.class).hasMessageContaining("The bytes cannot be read: " + thrown);
    }
  }

  private static InputStream torn(int readable, Exception thrown) {
    return new SequenceInputStream(new ByteArrayInputStream(PNG, 0, readable), new InputStream() {
      @Override
      public int read() throws IOException {
        if (thrown instanceof IOException failure) {
          throw failure;
        }
        throw (RuntimeException) thrown;
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void file_thatIsNotThere_isAFailure(Face face) {
    assertThatThrownBy(() -> face.of(client).uploads().upload(folder.resolve("missing.png")))
        .isInstanceOf(TransferException.class).hasMessageContaining("missing.png");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void droppedConnection_isAConnectionException(Face face) throws Exception {
    try (TestServer raw = new TestServer(Wire.drop())) {
      server.then(place(raw.baseUrl()));

      assertThatThrownBy(() -> face.of(client).uploads().upload(UploadSource.of(PNG)))
          .isInstanceOf(ConnectionException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void contentType_isToldByTheFirstBytes(String contentType, byte[] head) {
    assertThat(UploadSource.of(head).contentType()).contains(contentType);
  }

  @Test
  void contentType_withoutASignature_isToldByTheName() throws Exception {
    Path file = Files.writeString(folder.resolve("Photo.JPEG"), "no signature");

    assertThat(UploadSource.of(file).contentType()).contains("image/jpeg");
    assertThat(UploadSource.of(bytes("no signature")).contentType()).isEmpty();
    assertThat(UploadSource.of(bytes("\0\0\0\u0018ftypM4A \0\0\0\0")).contentType()).isEmpty();
  }

  @Test
  void signatures_coverEveryTypeOfTheContract() {
    assertThat(signatures().map(each -> each.get()[0])).containsExactlyInAnyOrderElementsOf(
        UploadType.all().stream().<Object>map(UploadType::contentType).toList());
  }

  private static Stream<Arguments> signatures() {
    return Stream.of(
        Arguments.of("image/jpeg", bytes("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF")),
        Arguments.of("image/png", Arrays.copyOf(PNG, 100)),
        Arguments.of("image/gif", bytes("GIF89a....")),
        Arguments.of("image/webp", bytes("RIFF\0\0\0\0WEBPVP8 ")),
        Arguments.of("image/avif", bytes("\0\0\0\u0020ftypavif\0\0\0\0")),
        Arguments.of("image/heic", bytes("\0\0\0\u0018ftypheic\0\0\0\0")),
        Arguments.of("image/heif", bytes("\0\0\0\u0018ftypmif1\0\0\0\0")),
        Arguments.of("video/mp4", bytes("\0\0\0\u0018ftypisom\0\0\0\0")),
        Arguments.of("video/quicktime", bytes("\0\0\0\u0014ftypqt  \0\0\0\0")),
        Arguments.of("video/webm", bytes("\u001AE\u00DF\u00A3\u0001\0\0")),
        Arguments.of("audio/mpeg", bytes("ID3\u0004\0\0")),
        Arguments.of("audio/wav", bytes("RIFF\0\0\0\0WAVEfmt ")));
  }

  private Answer place() {
    return place(server.baseUrl().replace("/api/v1", ""));
  }

  private static Answer place(String host) {
    return Answer.ok("""
        {"uploadUrl": "%s/uploads/upl_1?signature=5d1c", "publicUrl": "https://vicsee.com/uploads/upl_1.png", "key": "upl_1",
         "expiresAt": "2024-12-27T10:30:30.000Z"}""".formatted(host));
  }

  private static byte[] bytes(String characters) {
    return characters.getBytes(StandardCharsets.ISO_8859_1);
  }
}
