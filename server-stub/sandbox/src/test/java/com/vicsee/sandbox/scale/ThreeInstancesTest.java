package com.vicsee.sandbox.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.database.Purge;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Three instances on one database are one sandbox, to the last request and the last credit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeInstancesTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"%s\"}";
  private static final String SLOW = IMAGE.formatted("sandbox:slow=3600s");
  private static final String KEY = "Idempotency-Key";
  private static final int PRICE = 15;

  private Cluster cluster;

  @BeforeAll
  void start() {
    cluster = new Cluster();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @BeforeEach
  void reset() {
    cluster.b().reset();
    cluster.c().advanceToNoon();
  }

  @Test
  void start_ofAllAtOnceOnAnEmptyDatabase_fillsItOnce() {
    try (Cluster fresh = new Cluster()) {
      assertThat(fresh.a().sql().sql("select count(*) from api_keys").query(Long.class).single()).isEqualTo(Persona.values().length);
      assertThat(fresh.instances()).allSatisfy(it -> {
        assertThat(it.credits(Sandbox.PRO)).isEqualTo(5000);
        assertThat(it.get(Sandbox.PRO, "/tasks/task_sandbox_completed").status()).isEqualTo(200);
      });
      fresh.a().assertLedgerAgrees();
    }
  }

  @Test
  void quota_usedUpOverAllAtOnce_isGrantedToTheLastRequestAndNotOneMore() {
    List<Answer> answers = cluster.atOnce(48, instance -> {
      List<Answer> some = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        some.add(instance.get(i % 2 == 0 ? Sandbox.PRO : Sandbox.PRO_2, "/credits"));
      }
      return some;
    }).stream().flatMap(List::stream).toList();

    assertThat(Sandbox.count(answers, 200)).isEqualTo(500);
    assertThat(Sandbox.count(answers, 429)).isEqualTo(48 * 11 - 500);
    assertThat(answers.stream().filter(it -> it.status() == 200).map(Answer::remaining).collect(Collectors.toSet()))
        .as("each number once").isEqualTo(LongStream.range(0, 500).boxed().collect(Collectors.toSet()));
  }

  @Test
  void credits_spentOverAllAtOnce_areEnoughForExactlyWhatTheyPay() {
    long taken = 1_000_000 - 40 * PRICE - (PRICE - 1);
    var sql = cluster.a().sql();
    sql.sql("insert into ledger (user_id, kind, amount, created_at) values ('sandbox-enterprise', 'GRANT', ?, 0)").param(-taken).update();
    sql.sql("update accounts set balance = balance - ? where user_id = 'sandbox-enterprise'").param(taken).update();

    List<Answer> answers = cluster.atOnce(90, instance -> instance.generate(Sandbox.ENTERPRISE, SLOW));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(40);
    assertThat(answers.stream().filter(it -> it.status() != 200)).allSatisfy(it -> it.refusedWith(402, Message.INSUFFICIENT_CREDITS));
    assertThat(answers.stream().filter(it -> it.status() == 200).map(it -> it.data().get("creditsRemaining").longValue()))
        .as("each taker saw a balance of their own").doesNotHaveDuplicates().hasSize(40);
    assertThat(cluster.instances()).allSatisfy(it -> assertThat(it.credits(Sandbox.ENTERPRISE)).isEqualTo(PRICE - 1));
    cluster.a().assertLedgerAgrees();
  }

  @Test
  void concurrentGenerations_submittedToAllAtOnce_neverExceedThePlan() {
    List<Answer> answers = cluster.atOnce(48, instance -> instance.generate(Sandbox.PRO, SLOW));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(5);
    assertThat(Sandbox.count(answers, 429)).isEqualTo(43);
    cluster.a().assertLedgerAgrees();
  }

  @Test
  void idempotencyKey_sentToAllAtOnce_makesOneTask() {
    List<Answer> answers = cluster.atOnce(24, instance -> instance.generate(Sandbox.PRO, SLOW, KEY, "k"));

    assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 409));
    assertThat(answers.stream().filter(it -> it.status() == 200 && it.header(HeaderNames.IDEMPOTENCY_REPLAYED).isEmpty())).hasSize(1);
    assertThat(cluster.instances().stream().map(it -> it.generate(Sandbox.PRO, SLOW, KEY, "k")))
        .allSatisfy(it -> assertThat(it.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEqualTo("true"))
        .map(Answer::text).doesNotContainNull().containsOnly(answers.stream().filter(it -> it.status() == 200).findAny().orElseThrow().text());
    assertThat(cluster.a().credits(Sandbox.PRO)).isEqualTo(5000 - PRICE);
  }

  @Test
  void manyGenerations_ofAll_endOnceEach() {
    List<Answer> answers = cluster.atOnce(45, instance -> instance.generate(Sandbox.ENTERPRISE, IMAGE.formatted("sandbox:slow=1s sandbox:fail")));
    assertThat(Sandbox.count(answers, 200)).isEqualTo(45);

    cluster.c().allEnd();

    assertThat(cluster.b().credits(Sandbox.ENTERPRISE)).isEqualTo(1_000_000);
    cluster.b().assertLedgerAgrees();
  }

  @Test
  void task_ofOneInstance_isReadAndDownloadedAtTheOthers() {
    String id = cluster.a().generate(Sandbox.PRO, IMAGE.formatted("A lighthouse")).data().get("id").stringValue();
    JsonNode task = cluster.b().end(Sandbox.PRO, id);
    assertThat(task.get("status").stringValue()).isEqualTo("completed");

    List<byte[]> pictures = cluster.instances().stream()
        .map(it -> it.get(Sandbox.PRO, "/tasks/" + id + "/download?mode=proxy"))
        .map(Answer::bytes)
        .toList();

    assertThat(pictures.get(0)).startsWith(0x89, 'P', 'N', 'G').isEqualTo(pictures.get(1)).isEqualTo(pictures.get(2));
    String path = URI.create(task.get("result").get("url").stringValue()).getPath();
    assertThat(cluster.instances()).allSatisfy(it -> assertThat(it.fetch(it.origin() + path).bytes()).isEqualTo(pictures.get(0)));
  }

  @Test
  void upload_allowedByOneAndSentToAnother_isReadAndUsedAtTheThird() {
    byte[] picture = cluster.a().get(Sandbox.PRO, "/tasks/task_sandbox_completed/download?mode=proxy").bytes();
    byte[] smaller = cluster.a().fetch(cluster.a().generated(Sandbox.PRO, IMAGE.formatted("A second picture")).get("result").get("url").stringValue()).bytes();
    byte[] padded = Arrays.copyOf(picture, Math.max(picture.length, 3 * 1024 * 1024 + 1));
    JsonNode upload = cluster.a()
        .post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + padded.length + "}").data();
    String path = URI.create(upload.get("publicUrl").stringValue()).getPath();

    for (byte[] sent : List.of(padded, replaced(padded, smaller))) {
      URI place = URI.create(upload.get("uploadUrl").stringValue().replace(cluster.a().origin(), cluster.b().origin()));
      assertThat(cluster.b().send(HttpRequest.newBuilder(place).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(sent))).status())
          .as("the signature of one is good at another").isEqualTo(200);

      assertThat(cluster.instances()).allSatisfy(it -> assertThat(it.fetch(it.origin() + path).bytes()).isEqualTo(sent));
    }
    assertThat(cluster.c().post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + cluster.c().origin() + path + "\"}").status()).isEqualTo(200);
  }

  private static byte[] replaced(byte[] whole, byte[] start) {
    byte[] other = whole.clone();
    System.arraycopy(start, 0, other, 0, Math.min(start.length, other.length));
    return other;
  }

  @Test
  void clockAndReset_ofOneInstance_areSeenByTheOthersAtOnce() {
    assertThat(cluster.a().get(Sandbox.PRO, "/credits").remaining()).isEqualTo(499);
    assertThat(cluster.b().get(Sandbox.PRO, "/credits").remaining()).isEqualTo(498);

    cluster.a().advance(Duration.ofHours(24));
    assertThat(cluster.b().get(Sandbox.PRO, "/credits").remaining()).as("the next day has come there too").isEqualTo(499);
    assertThat(Duration.between(cluster.a().now(), cluster.c().now()).abs()).isLessThan(Duration.ofMinutes(1));

    cluster.c().generate(Sandbox.PRO, SLOW).data();
    cluster.b().reset();
    assertThat(cluster.a().credits(Sandbox.PRO)).isEqualTo(5000);
    assertThat(cluster.c().get(Sandbox.PRO, "/credits").remaining()).isEqualTo(498);
    JsonNode journal = cluster.c().fetch(cluster.c().origin() + "/sandbox/requests").data();
    assertThat(journal).as("what came before the reset is forgotten").hasSize(1);
  }

  @Test
  void generation_ofOneInstance_endsWhenTheClockOfAnotherIsAdvanced() {
    String id = cluster.a().generate(Sandbox.PRO, SLOW).data().get("id").stringValue();

    cluster.c().advance(Duration.ofHours(1));

    assertThat(cluster.b().end(Sandbox.PRO, id).get("status").stringValue()).isEqualTo("completed");
  }

  @Test
  void purge_ofAllAtOnce_removesWhatIsOver() {
    var sql = cluster.a().sql();
    for (int i = 0; i < 450; i++) {
      sql.sql("insert into quota (subject, utc_day, used) values (?, date '2026-01-01', 1)").param("address:" + i).update();
    }

    cluster.atOnce(3, instance -> {
      instance.context().getBean(Purge.class).run();
      return true;
    });

    assertThat(sql.sql("select count(*) from quota where utc_day < date '2026-01-02'").query(Long.class).single()).isZero();
  }

  @Test
  void purge_atAnInstanceThatHasNotHeardOfAReset_takesNoQuotaOfToday() {
    cluster.a().advance(Duration.ofDays(10));
    cluster.c().get(Sandbox.PRO, "/credits").data();
    cluster.a().reset();
    long left = cluster.a().get(Sandbox.PRO, "/credits").remaining();

    cluster.c().context().getBean(Purge.class).run();

    assertThat(cluster.a().get(Sandbox.PRO, "/credits").remaining()).isEqualTo(left - 1);
  }

  @Test
  void reset_whileAJobRunsOnAnotherInstance_isOneForAll() {
    String id = cluster.b().generate(Sandbox.PRO, IMAGE.formatted("boat")).data().get("id").stringValue();
    cluster.b().end(Sandbox.PRO, id);
    cluster.c().end(Sandbox.PRO, id);
    cluster.a().generate(Sandbox.PRO, SLOW);
    // A job looks at the clock before the next request does.
    cluster.a().reset();
    cluster.instances().forEach(it -> it.context().getBean(java.time.Clock.class).instant());
    cluster.b().generate(Sandbox.ENTERPRISE, IMAGE.formatted("another"));
    cluster.b().allEnd();

    assertThat(cluster.instances()).allSatisfy(it -> assertThat(it.get(Sandbox.PRO, "/tasks/" + id).status()).isEqualTo(404));
  }
}
