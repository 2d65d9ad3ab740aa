package com.vicsee.sandbox.database;

import static com.vicsee.sandbox.database.StandingClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is over is removed a day later, and nobody is answered otherwise because of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class PurgeTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}";
  private static final byte[] PICTURE = new byte[1_500_000];

  @TempDir
  private static Path folder;

  private Sandbox sandbox;
  private StandingClock clock;

  /** Returns the options that say which database. */
  protected List<String> database() {
    return List.of();
  }

  @BeforeAll
  void start() {
    Path data = folder.resolve(getClass().getSimpleName());
    List<String> options = Stream.concat(Stream.of("--vicsee.data-dir=" + data, "--vicsee.purge-interval=1h"), database().stream()).toList();
    sandbox = Sandbox.start(List.of(StandingClock.class), options.toArray(String[]::new));
    clock = sandbox.context().getBean(StandingClock.class);
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() throws Exception {
    clock.set(NOON);
    sandbox.reset();
    for (String kind : List.of("results", "uploads")) {
      for (Path file : all(kind)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void purge() {
    sandbox.context().getBean(Purge.class).run();
  }

  private void purgeAt(Duration later) {
    clock.set(NOON.plus(later));
    purge();
  }

  private JdbcClient sql() {
    return sandbox.sql();
  }

  private long count(String table) {
    return sql().sql("select count(*) from " + table).query(Long.class).single();
  }

  private void used(LocalDate day, int subjects) {
    for (int i = 0; i < subjects; i++) {
      sql().sql("insert into quota (subject, utc_day, used) values (?, ?, 1)").params("address:" + i, day).update();
    }
  }

  private List<LocalDate> days() {
    return sql().sql("select distinct utc_day from quota order by utc_day").query(LocalDate.class).list();
  }

  private Path files(String kind) {
    return folder.resolve(getClass().getSimpleName()).resolve("media").resolve(kind);
  }

  private List<Path> all(String kind) throws Exception {
    try (Stream<Path> files = Files.list(files(kind))) {
      return files.toList();
    }
  }

  private static Path aged(Path file, Duration age) throws Exception {
    return Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - age.toMillis()));
  }

  private JsonNode upload() {
    return sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + PICTURE.length + "}").data();
  }

  private Answer put(JsonNode upload) {
    return sandbox.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png")
        .PUT(BodyPublishers.ofByteArray(PICTURE)));
  }

  private Answer read(JsonNode upload) {
    return sandbox.fetch(upload.get("publicUrl").stringValue());
  }

  private Answer used(String key) {
    return sandbox.generate(Sandbox.PRO, IMAGE, "Idempotency-Key", key);
  }

  @Test
  void quota_ofDaysBeforeYesterday_isRemovedHoweverMuchThereIs() {
    used(TODAY.minusDays(400), 1);
    used(TODAY.minusDays(2), 450);
    used(TODAY.minusDays(1), 3);
    long today = sandbox.get(Sandbox.STARTER, "/credits").remaining();

    purge();

    assertThat(days()).containsExactly(TODAY.minusDays(1), TODAY);
    assertThat(sandbox.get(Sandbox.STARTER, "/credits").remaining()).isEqualTo(today - 1);
  }

  @Test
  void quota_ofYesterday_isThereForAClockSetBackOverMidnight() {
    clock.set(NOON.minus(Duration.ofHours(13)));
    sandbox.get(Sandbox.STARTER, "/credits").data();
    long yesterday = sandbox.get(Sandbox.STARTER, "/credits").remaining();
    clock.set(NOON.minus(Duration.ofHours(11)));
    assertThat(sandbox.get(Sandbox.STARTER, "/credits").remaining()).isEqualTo(yesterday + 1);

    purge();

    clock.set(NOON.minus(Duration.ofHours(13)));
    assertThat(sandbox.get(Sandbox.STARTER, "/credits").remaining()).isEqualTo(yesterday - 1);
  }

  @Test
  void idempotencyKey_untilItsEnd_isReplayedAndThenRemoved() {
    long seeds = count("idempotency");
    Answer first = used("k");

    purgeAt(Duration.ofHours(24).minusMinutes(1));
    assertThat(used("k").bytes()).isEqualTo(first.bytes());

    purgeAt(Duration.ofHours(47));
    assertThat(count("idempotency")).as("a clock may be set back").isEqualTo(seeds + 1);
    clock.set(NOON.plus(Duration.ofHours(23)));
    assertThat(used("k").header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEqualTo("true");

    purgeAt(Duration.ofHours(49));
    assertThat(count("idempotency")).isEqualTo(seeds);
    Answer again = used("k");
    assertThat(again.data().get("id")).isNotEqualTo(first.data().get("id"));
    assertThat(again.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
  }

  @Test
  void upload_whoseBytesNeverCame_isRefusedTheSameWhenItsRowIsGone() {
    JsonNode upload = upload();
    clock.set(NOON.plus(Duration.ofMinutes(16)));
    byte[] late = put(upload).refusedWith(403, Message.ACCESS_DENIED).bytes();
    byte[] missing = read(upload).refusedWith(404, Message.PATH_NOT_FOUND).bytes();

    purgeAt(Duration.ofHours(24));
    assertThat(count("uploads")).isEqualTo(1);
    purgeAt(Duration.ofHours(25));

    assertThat(count("uploads")).isZero();
    assertThat(put(upload).bytes()).isEqualTo(late);
    assertThat(read(upload).bytes()).isEqualTo(missing);
  }

  @Test
  void upload_afterItsRetention_isAsOneThatNeverWas() throws Exception {
    JsonNode upload = upload();
    assertThat(put(upload).status()).isEqualTo(200);

    purgeAt(Duration.ofDays(8));
    assertThat(read(upload).bytes()).as("kept for 7 days, and one").isEqualTo(PICTURE);
    aged(all("uploads").get(0), Duration.ofDays(8));
    purgeAt(Duration.ofDays(8).plusMinutes(16));

    assertThat(count("uploads") + count("upload_parts")).isZero();
    assertThat(all("uploads")).isEmpty();
    read(upload).refusedWith(404, Message.PATH_NOT_FOUND);
    sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + upload.get("publicUrl").stringValue() + "\"}")
        .refusedWith(400, Message.INVALID_PARAMETER);
  }

  @Test
  void uploadFiles_thatNobodyCanAskFor_areRemoved() throws Exception {
    JsonNode upload = upload();
    assertThat(put(upload).status()).isEqualTo(200);
    Path current = all("uploads").get(0);
    aged(Files.createFile(files("uploads").resolve("upl_unknown.1")), Duration.ofDays(8));
    aged(Files.createFile(files("uploads").resolve(upload.get("key").stringValue() + ".1")), Duration.ofDays(2));
    aged(Files.createFile(files("uploads").resolve("draft1.tmp")), Duration.ofDays(2));
    Path beingSent = Files.createFile(files("uploads").resolve(upload.get("key").stringValue() + ".2"));
    Path draft = Files.createFile(files("uploads").resolve("draft2.tmp"));

    purge();

    assertThat(all("uploads")).containsExactlyInAnyOrder(current, beingSent, draft);
    assertThat(read(upload).bytes()).isEqualTo(PICTURE);
  }

  @Test
  void result_thatNobodyHasAskedForInAWeek_isDrawnAgain() throws Exception {
    String download = "/tasks/task_sandbox_completed/download?mode=proxy";
    byte[] picture = sandbox.get(Sandbox.PRO, download).bytes();
    aged(all("drawings").get(0), Duration.ofDays(8));

    assertThat(sandbox.get(Sandbox.PRO, download).bytes()).isEqualTo(picture);
    purge();
    assertThat(all("drawings")).as("somebody has").hasSize(1);

    aged(all("drawings").get(0), Duration.ofDays(8));
    purge();
    assertThat(all("drawings")).isEmpty();
    assertThat(sandbox.get(Sandbox.PRO, download).bytes()).isEqualTo(picture);
  }

  @Test
  void run_whileOthersAreAtWork_waitsForNobodyAndKeepsNobodyWaiting() {
    used(TODAY.minusDays(2), 1);
    used(TODAY, 1);
    TransactionTemplate transaction = new TransactionTemplate(sandbox.context().getBean(PlatformTransactionManager.class));

    transaction.executeWithoutResult(another -> {
      sql().sql("select used from quota where utc_day = ? for update").param(TODAY).query(Long.class).list();
      assertThat(sandbox.context().getBean(Settings.class).tryLock("purge")).isTrue();
      CompletableFuture.runAsync(this::purge).orTimeout(120, TimeUnit.SECONDS).join();
      assertThat(days()).as("it is another's turn").hasSize(2);
    });
    transaction.executeWithoutResult(another -> {
      sql().sql("select used from quota where utc_day = ? for update").param(TODAY).query(Long.class).list();
      CompletableFuture.runAsync(this::purge).orTimeout(120, TimeUnit.SECONDS).join();
      assertThat(days()).as("no row of today is touched").containsExactly(TODAY);
    });
  }
}
