package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.http.Transport;
import com.vicsee.client.model.Task;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.testing.FakeTime;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All files of a result, each under its name. */
class SaveTest {

  private static final Map<String, String> TYPES =
      Map.of("png", "image/png", "webp", "image/webp", "mp4", "video/mp4", "mp3", "audio/mpeg");

  @TempDir
  private Path folder;
  private final TestServer server = new TestServer().answering(SaveTest::medium);
  private final VicSeeClient client = server.client(new FakeTime()).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Holds two responses until the bytes of both are there, so that neither download gives its file a name before. */
  private record BothResponses(Transport network, CountDownLatch left, CompletableFuture<Void> both) implements Transport {
    BothResponses(Transport network) {
      this(network, new CountDownLatch(2), new CompletableFuture<>());
    }

    @Override
    public <T> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
      return network.send(request, handler);
    }

    @Override
    public <T> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
      CompletableFuture<T> own = network.sendAsync(request, handler);
      own.whenComplete((body, failure) -> {
        left.countDown();
        if (left.getCount() == 0) {
          both.complete(null);
        }
      });
      return own.thenCombine(both, (body, nothing) -> body);
    }
  }

  /** Answers with the path as the bytes, in the media type that its end says. */
  private static Answer medium(TestServer.Request request) {
    String type = TYPES.get(request.path().substring(request.path().lastIndexOf('.') + 1));
    return type == null
        ? Answer.html(404)
        : Answer.image(request.path().getBytes(StandardCharsets.UTF_8)).with("Content-Type", type);
  }

  /** Reads a task as the API sends it. */
  private Task task(String id, String result) {
    try (TestServer api = new TestServer().then(Answer.ok("{\"id\": \"%s\", \"status\": \"completed\", \"result\": %s}"
        .formatted(id, result.replace("/media", server.baseUrl() + "/media"))));
        VicSeeClient reader = api.client(new FakeTime()).build()) {
      return reader.tasks().retrieve("task_1");
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void save_ofASong_savesAudioAndCoverOfEach(Face face) throws Exception {
    Task task = task("task_1", """
        {"type": "music", "songs": [
          {"title": "a", "audioUrl": "/media/a.mp3", "imageUrl": "/media/a.png", "duration": 1.5},
          {"title": "b", "audioUrl": "/media/b.mp3", "imageUrl": "/media/b.webp", "duration": 1.5}]}""");

    List<Path> saved = face.of(client).tasks().save(task, folder);

    assertThat(saved).extracting(path -> path.getFileName().toString())
        .containsExactly("task_1-1.mp3", "task_1-1-cover.png", "task_1-2.mp3", "task_1-2-cover.webp");
    assertThat(saved.get(3)).hasContent("/api/v1/media/b.webp");
    assertThat(files()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void save_ofAClip_createsTheFolderAndReplacesTheFile(Face face) throws Exception {
    Task task = task("task_1", "{\"type\": \"video\", \"url\": \"/media/clip.mp4\"}");
    Path deep = folder.resolve("a/b");
    face.of(client).tasks().save(task, deep);

    assertThat(face.of(client).tasks().save(task, deep)).containsExactly(deep.resolve("task_1.mp4"));
  }

  @Test
  void save_ofAnUnknownResult_savesItsUrl() {
    Task task = task("task_1", "{\"type\": \"hologram\", \"url\": \"/media/clip.mp4\"}");

    assertThat(client.tasks().save(task, folder)).containsExactly(folder.resolve("task_1.mp4"));
  }

  @Test
  void save_ofATaskWhoseIdIsAPath_staysInTheFolder() throws Exception {
    Path inside = folder.resolve("inside");

    client.tasks().save(task("../task/1", "{\"type\": \"image\", \"url\": \"/media/1.png\"}"), inside);

    assertThat(inside.resolve("___task_1.png")).exists();
    assertThat(files()).containsExactly("inside");
  }

  @ParameterizedTest
  @EnumSource
  void save_ofALinkThatIsNoUrl_hasTheTask(Face face) {
    Task task = task("task_1", "{\"type\": \"image\", \"url\": \"no url\"}");

    TransferException failure =
        catchThrowableOfType(TransferException.class, () -> face.of(client).tasks().save(task, folder));

    assertThat(failure).hasMessageContaining("no url");
    assertThat(failure.taskId()).contains("task_1");
  }

  @ParameterizedTest
  @EnumSource
  void save_ofAResultWithoutALink_hasTheTask(Face face) {
    Task task = task("task_1", "{\"type\": \"music\", \"songs\": [{\"title\": \"a\", \"audioUrl\": \"/media/a.mp3\"}]}");

    TransferException failure =
        catchThrowableOfType(TransferException.class, () -> face.of(client).tasks().save(task, folder));

    assertThat(failure).hasMessageContaining("The result cannot be saved: Song has no imageUrl");
    assertThat(failure.taskId()).contains("task_1");
  }

  @Test
  void save_ofOneTaskTwiceAtOnce_savesItTwice() throws Exception {
    Task task = task("task_1", "{\"type\": \"video\", \"url\": \"/media/clip.mp4\"}");
    try (VicSeeClient together = server.client(new FakeTime()).wrapTransport(BothResponses::new).build()) {
      CompletableFuture<List<Path>> first = together.async().tasks().save(task, folder);
      CompletableFuture<List<Path>> second = together.async().tasks().save(task, folder);

      assertThat(first.get(120, TimeUnit.SECONDS)).isEqualTo(second.get(120, TimeUnit.SECONDS));
    }
    assertThat(files()).containsExactly("task_1.mp4");
  }

  @Test
  void save_whereAFolderHasTheName_leavesNothing() throws Exception {
    Files.createDirectories(folder.resolve("task_1.mp4/full"));
    Task task = task("task_1", "{\"type\": \"video\", \"url\": \"/media/clip.mp4\"}");

    assertThatThrownBy(() -> client.tasks().save(task, folder)).isInstanceOf(TransferException.class)
        .hasMessageContaining("The file cannot be saved");

    assertThat(files()).containsExactly("task_1.mp4");
  }

  @Test
  void downloadLink_thatIsNoHttpUrl_isRefusedWithoutItsQuery() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.tasks().downloadLink("ftp://a.example/b?signature=secret", folder.resolve("b"), DownloadOptions.defaults()))
        .withMessageContaining("ftp://a.example/b").withMessageNotContaining("secret");
  }

  @Test
  void save_withoutAResult_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> client.tasks().save(task("task_1", "null"), folder))
        .withMessage("The task has no result: task_1");
  }

  @ParameterizedTest
  @EnumSource
  void save_whoseSecondFileIsGone_leavesTheFirstAndNoPart(Face face) throws Exception {
    Task task = task("task_1", """
        {"type": "music", "songs": [{"title": "a", "audioUrl": "/media/a.mp3", "imageUrl": "/media/gone", "duration": 1.5}]}""");

    VicSeeException failure =
        catchThrowableOfType(VicSeeException.class, () -> face.of(client).tasks().save(task, folder));

    assertThat(failure).isInstanceOf(TransferException.class);
    assertThat(failure.taskId()).contains("task_1");
    assertThat(files()).containsExactly("task_1-1.mp3");
  }
}
