package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.TaskFailure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A database and a media folder without room, which the limit of the size of a file stands in for: a larger one breaks off in the middle, as on a full disk; a
 * folder that is gone, and one in which nothing may be changed.
 */
class DiskTest {
  private static final String KEY = Crowd.keys().get(0);
  private static final String PICTURE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat%s\"}";
  /** What the provider returns as bytes. */
  private static final String SAVED = " fault:bytes";
  /** A picture has more, an upload of a few bytes has not. */
  private static final int ROOM = 4096;

  private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> WRITABLE = PosixFilePermissions.fromString("rwxr-xr-x");
  private static final List<String> QUICK = List.of("--vicsee.sandbox.generation-time=50ms", "--vicsee.jobs.retry=200ms");
  private static final String DRAWN_LATE = "/tasks/task_sandbox_completed/download?mode=proxy";

  @TempDir
  private Path folder;

  private List<String> inFolder() {
    return Stream.concat(QUICK.stream(), Stream.of("--vicsee.data-dir=" + folder)).toList();
  }

  private static String submit(ServerProcess server, String more) {
    return server.post(KEY, "/generate", PICTURE.formatted(more)).data().get("id").stringValue();
  }

  private static Answer download(ServerProcess server, String id) {
    return server.get(KEY, "/tasks/" + id + "/download?mode=proxy");
  }

  private static JsonNode end(ServerProcess server, String id) {
    return Eventually.find("the end of " + id, () -> Optional.of(server.get(KEY, "/tasks/" + id).data())
        .filter(task -> Set.of("completed", "failed").contains(task.get("status").stringValue())));
  }

  private static Answer put(ServerProcess server, JsonNode upload, int size) {
    return put(server, upload, new byte[size]);
  }

  private static Answer put(ServerProcess server, JsonNode upload, byte[] bytes) {
    return server.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(bytes)));
  }

  private static long credits(ServerProcess server) {
    return server.get(KEY, "/credits").data().get("credits").longValue();
  }

  private static JsonNode upload(ServerProcess server, int size) {
    return server.post(KEY, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + size + "}").data();
  }

  private List<Path> media(String kind) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> file.getParent().getFileName().toString().equals(kind)).toList();
    }
  }

  @Test
  void folder_full_failsAndRefundsAndGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs util-linux");
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of("/usr/bin/prlimit", "--fsize=" + ROOM + ":unlimited"),
        List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder),
        Stream.concat(QUICK.stream(), Stream.of("--spring.datasource.url=jdbc:h2:mem:full;DB_CLOSE_DELAY=-1")).toList()))) {
      String fails = submit(server, SAVED);
      String drawnLater = submit(server, "");
      assertThat(end(server, drawnLater).get("status").stringValue()).as("what needs no room goes on").isEqualTo("completed");
      download(server, drawnLater).refusedWith(500, Message.INTERNAL_ERROR);
      JsonNode large = upload(server, 1_000_000);
      put(server, large, 1_000_000).refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(server.send(HttpRequest.newBuilder(URI.create(large.get("publicUrl").stringValue()))).status()).as("nothing of it is there").isEqualTo(404);
      assertThat(put(server, upload(server, 4), 4).status()).isEqualTo(200);
      server.get("sk-sandbox-pro", DRAWN_LATE).refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(server.get(KEY, "/models").status()).isEqualTo(200);
      JsonNode failed = end(server, fails);
      assertThat(failed.get("status").stringValue()).isEqualTo("failed");
      assertThat(failed.get("error").get("code").stringValue()).isEqualTo(TaskFailure.generic().code());
      assertThat(credits(server)).as("given back").isEqualTo(Crowd.CREDITS - 15);

      String waits = submit(server, SAVED);
      Eventually.holds("it is at work", () -> server.get(KEY, "/tasks/" + waits).data().get("status").stringValue().equals("processing"));
      lift(server);

      assertThat(end(server, waits).get("status").stringValue()).as("tried again when there was room").isEqualTo("completed");
      assertThat(put(server, large, 1_000_000).status()).as("the same place").isEqualTo(200);
      assertThat(download(server, drawnLater).status()).isEqualTo(200);
      assertThat(server.get("sk-sandbox-pro", DRAWN_LATE).status()).isEqualTo(200);
      assertThat(media("results")).allMatch(file -> file.toString().endsWith(".png")).isNotEmpty();
      assertThat(media("drawings")).allMatch(file -> file.toString().endsWith(".png")).hasSize(2);
      assertThat(media("uploads")).as("drafts are gone").noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void database_full_losesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "needs util-linux");
    List<String> accepted = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of("-XX:-UsePerfData"), inFolder()))) {
      limit(server, Files.size(folder.resolve("vicsee.mv.db")) + 64 * ROOM);
      Eventually.holds("the database cannot be written", () -> {
        Answer answer = server.post(KEY, "/generate", PICTURE.formatted(" sandbox:no-result"));
        if (answer.status() == 200) {
          accepted.add(answer.data().get("id").stringValue());
          return false;
        }
        answer.refusedWith(500, Message.INTERNAL_ERROR);
        return true;
      });
      lift(server);

      Eventually.holds("it can be again", () -> server.post(KEY, "/generate", PICTURE.formatted("")).status() == 200);
      for (String id : accepted) {
        assertThat(end(server, id).get("status").stringValue()).isEqualTo("completed");
      }
    }
    assertThat(accepted).isNotEmpty();
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee"))) {
      books.assertAgree();
    }
  }

  private static void limit(ServerProcess server, long bytes) throws Exception {
    prlimit(server, bytes + ":unlimited");
  }

  private static void lift(ServerProcess server) throws Exception {
    prlimit(server, "unlimited:unlimited");
  }

  private static void prlimit(ServerProcess server, String size) throws Exception {
    Process set = new ProcessBuilder("/usr/bin/prlimit", "--pid=" + server.pid(), "--fsize=" + size).inheritIO().start();
    assertThat(set.waitFor()).isZero();
  }

  @Test
  void folder_gone_failsClearlyAndRecovers() throws Exception {
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, List.of(), List.of(),
        inFolder()))) {
      JsonNode small = upload(server, 4);
      Path media = folder.resolve("media");
      Path away = folder.resolve("away");
      Files.move(media, away);
      // A file in the place of the folder: nothing can be made in it, by nobody.
      Files.writeString(media, "");

      String waits = submit(server, SAVED);
      put(server, small, 4).refusedWith(500, Message.INTERNAL_ERROR);
      Answer download = server.get("sk-sandbox-pro", DRAWN_LATE).refusedWith(500, Message.INTERNAL_ERROR);
      assertThat(download.text()).doesNotContain(folder.toString());
      Eventually.holds("it is at work", () -> server.get(KEY, "/tasks/" + waits).data().get("status").stringValue().equals("processing"));
      Files.delete(media);
      Files.move(away, media);

      assertThat(end(server, waits).get("status").stringValue()).isEqualTo("completed");
      assertThat(put(server, small, 4).status()).isEqualTo(200);
      assertThat(server.get("sk-sandbox-pro", DRAWN_LATE).status()).isEqualTo(200);
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee"))) {
      books.assertClosed();
    }
  }

  /** Permission bits count for everybody but root, and for a root who has given up the right to ignore them. */
  private List<String> whoObeysPermissions() throws Exception {
    List<String> prefix = System.getProperty("user.name").equals("root") ? List.of("setpriv", "--bounding-set=-dac_override") : List.of();
    Path refused = Files.createDirectory(folder.resolve("refused"));
    Files.setPosixFilePermissions(refused, READ_ONLY);
    List<String> probe = Stream.concat(prefix.stream(), Stream.of("sh", "-c", "! touch \"$0\"/probe 2> /dev/null", refused.toString())).toList();
    assumeTrue(new ProcessBuilder(probe).start().waitFor() == 0, "needs a file system with permissions, and as root util-linux and the right to give up a right");
    return prefix;
  }

  private void permit(Set<PosixFilePermission> permissions) throws Exception {
    Files.setPosixFilePermissions(folder.resolve("media/results"), permissions);
    Files.setPosixFilePermissions(folder.resolve("media/drawings"), permissions);
    Files.setPosixFilePermissions(folder.resolve("media/uploads"), permissions);
  }

  private static Answer read(ServerProcess server, JsonNode upload) {
    return server.send(HttpRequest.newBuilder(URI.create(upload.get("publicUrl").stringValue())));
  }

  private static Answer upscale(ServerProcess server, String image) {
    return server.post(KEY, "/tools/upscale-image", "{\"image_url\":\"" + image + "\"}");
  }

  @Test
  void folder_readOnly_failsClearlyServesWhatItHasAndRecovers() throws Exception {
    List<String> prefix = whoObeysPermissions();
    try (ServerProcess server = ServerProcess.start(new Launch(FaultySandbox.class, prefix, List.of(), inFolder()))) {
      String done = submit(server, "");
      assertThat(end(server, done).get("status").stringValue()).isEqualTo("completed");
      Answer picture = server.get(KEY, "/tasks/" + done + "/download?mode=proxy");
      JsonNode there = upload(server, picture.bytes().length);
      assertThat(put(server, there, picture.bytes()).status()).isEqualTo(200);
      long credits = credits(server);
      permit(READ_ONLY);

      String fails = submit(server, SAVED);
      String drawnLater = submit(server, "");
      assertThat(end(server, drawnLater).get("status").stringValue()).as("what needs no file goes on").isEqualTo("completed");
      JsonNode late = upload(server, 4);
      Answer refused = put(server, late, 4).refusedWith(500, Message.INTERNAL_ERROR);
      read(server, late).refusedWith(404, Message.PATH_NOT_FOUND);
      Answer undrawn = server.get("sk-sandbox-pro", DRAWN_LATE).refusedWith(500, Message.INTERNAL_ERROR);
      // Inputs are measured and results complete without being drawn.
      String undrawnInput = upscale(server, "https://sandbox.vicsee.com/inputs/image-64x48.png").data().get("id").stringValue();
      assertThat(List.of(refused, undrawn)).as("no path is told").allSatisfy(it -> assertThat(it.text()).doesNotContain(folder.toString()));
      assertThat(server.get(KEY, "/tasks/" + done + "/download?mode=proxy").bytes()).as("what is there is served").isEqualTo(picture.bytes());
      assertThat(read(server, there).bytes()).isEqualTo(picture.bytes());
      String measured = upscale(server, there.get("publicUrl").stringValue()).data().get("id").stringValue();
      for (String id : List.of(measured, undrawnInput)) {
        assertThat(end(server, id).get("status").stringValue()).isEqualTo("completed");
        download(server, id).refusedWith(500, Message.INTERNAL_ERROR);
      }
      JsonNode failed = end(server, fails);
      assertThat(failed.get("status").stringValue()).isEqualTo("failed");
      assertThat(failed.get("error").get("code").stringValue()).isEqualTo(TaskFailure.generic().code());
      assertThat(credits(server)).as("given back, but for what needed no file").isEqualTo(credits - 15 - 2 * 20);

      String waits = submit(server, SAVED);
      Eventually.holds("it has failed once", () -> server.output().contains(waits));
      permit(WRITABLE);

      assertThat(end(server, waits).get("status").stringValue()).as("tried again when it could be kept").isEqualTo("completed");
      assertThat(put(server, late, 4).status()).as("the same place").isEqualTo(200);
      assertThat(download(server, drawnLater).bytes()).as("drawn when it can be").isEqualTo(picture.bytes());
      assertThat(server.get("sk-sandbox-pro", DRAWN_LATE).status()).isEqualTo(200);
      assertThat(upscale(server, "https://sandbox.vicsee.com/inputs/image-64x48.png").status()).isEqualTo(200);
      assertThat(media("uploads")).hasSize(2).noneMatch(file -> file.toString().endsWith(".tmp"));
      assertThat(server.get(KEY, "/models").status()).isEqualTo(200);
    }
    try (Books books = Books.open("jdbc:h2:file:" + folder.resolve("vicsee"))) {
      books.assertAgree();
    }
  }
}
