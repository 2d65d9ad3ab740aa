package com.vicsee.sandbox.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.gate.Subject;
import com.vicsee.server.model.ErrorCode;
import com.vicsee.server.model.HeaderNames;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests per user and UTC day, and per address for those without a key. */
public class QuotaTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=3600s\"}";

  private Sandbox sandbox;

  /** Returns what is tested. */
  protected Sandbox sandbox() {
    return Sandbox.shared();
  }

  @BeforeEach
  void reset() {
    sandbox = sandbox();
    sandbox.reset();
    sandbox.advanceToNoon();
  }

  private String midnight() {
    return sandbox.now().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toLocalDate() + "T00:00:00.000Z";
  }

  @ParameterizedTest
  @CsvSource({"starter, 100", "pack, 100", "pro, 500", "pro-2, 500", "enterprise, 1000000"})
  void firstRequest_ofEachPlan_hasExactHeaders(String persona, long limit) {
    Answer answer = sandbox.get("sk-sandbox-" + persona, "/credits");

    assertThat(answer.limit()).isEqualTo(limit);
    assertThat(answer.remaining()).isEqualTo(limit - 1);
    assertThat(answer.header(HeaderNames.X_RATELIMIT_RESET)).isEqualTo(midnight());
  }

  @Test
  void generation_refusedForThoseUnderWay_doesNotCount() {
    long before = sandbox.get("sk-sandbox-busy", "/credits").remaining();

    Answer refused = sandbox.generate("sk-sandbox-busy", IMAGE);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.remaining()).isEqualTo(before);
    assertThat(sandbox.get("sk-sandbox-busy", "/credits").remaining()).isEqualTo(before - 1);
  }

  @Test
  void everyRequest_whateverItsAnswer_counts() {
    long before = sandbox.get(Sandbox.PRO, "/credits").remaining();

    List<Answer> answers = List.of(
        sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed"),
        sandbox.get(Sandbox.PRO, "/tasks/unknown"),
        sandbox.get(Sandbox.PRO, "/no-such-path"),
        sandbox.post(Sandbox.PRO, "/credits", "{}"),
        sandbox.generate(Sandbox.PRO, "{"),
        sandbox.get(Sandbox.PRO, "/models"),
        sandbox.get(Sandbox.PRO_2, "/credits"));

    assertThat(answers.stream().map(Answer::remaining)).containsExactlyElementsOf(
        LongStream.rangeClosed(1, answers.size()).map(i -> before - i).boxed().toList());
  }

  @Test
  void dailyLimit_sixtyFourThreads_isNeverExceededByOne() {
    List<List<Answer>> perThread = Sandbox.atOnce(64, () -> List.of(
        sandbox.get(Sandbox.STARTER, "/credits"), sandbox.get(Sandbox.STARTER, "/credits"), sandbox.get(Sandbox.STARTER, "/credits")));
    List<Answer> answers = perThread.stream().flatMap(List::stream).toList();

    assertThat(Sandbox.count(answers, 200)).isEqualTo(100);
    assertThat(Sandbox.count(answers, 429)).isEqualTo(64 * 3 - 100);
    assertThat(answers.stream().filter(it -> it.status() == 200).map(Answer::remaining).collect(Collectors.toSet()))
        .isEqualTo(LongStream.range(0, 100).boxed().collect(Collectors.toSet()));
    assertThat(answers.stream().filter(it -> it.status() == 429)).allSatisfy(it -> assertThat(it.remaining()).isZero());
  }

  @Test
  void refusal_saysWhenAndDoesNotConsume() {
    for (int i = 0; i < 3; i++) {
      Answer refused = sandbox.get("sk-sandbox-exhausted", "/credits");
      if (i == 0) {
        // The day of the persona's exhaustion is the real one; here it is noon of the next.
        assertThat(refused.status()).isEqualTo(200);
      }
    }
    sandbox.reset();
    String reset = midnight();

    for (int i = 0; i < 3; i++) {
      Answer refused = sandbox.get("sk-sandbox-exhausted", "/credits");

      assertThat(refused.refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED).message()).isEqualTo("Rate limit exceeded. Limit: 500/day. Resets at: " + reset);
      assertThat(refused.header(HeaderNames.X_RATELIMIT_RESET)).isEqualTo(reset);
      assertThat(refused.remaining()).isZero();
      long wait = Long.parseLong(refused.header(HeaderNames.RETRY_AFTER));
      assertThat(Duration.between(sandbox.now(), Instant.parse(reset)).toSeconds()).isBetween(wait - 5, wait);
    }
    assertThat(sandbox.quota().read(new Subject("user:sandbox-exhausted", 501)).remaining()).as("501 less what was counted").isEqualTo(1);
  }

  @Test
  void midnightUtc_resets() {
    assertThat(sandbox.get(Sandbox.PRO, "/credits").remaining()).isEqualTo(499);
    assertThat(sandbox.get(Sandbox.PRO, "/credits").remaining()).isEqualTo(498);
    String before = midnight();

    sandbox.advance(Duration.between(sandbox.now(), Instant.parse(before)).minusSeconds(60));
    assertThat(sandbox.get(Sandbox.PRO, "/credits").remaining()).isEqualTo(497);
    sandbox.advance(Duration.ofSeconds(61));

    Answer next = sandbox.get(Sandbox.PRO, "/credits");
    assertThat(next.remaining()).isEqualTo(499);
    assertThat(next.header(HeaderNames.X_RATELIMIT_RESET)).isEqualTo(Instant.parse(before).plus(1, ChronoUnit.DAYS).toString().replace("Z", ".000Z"));
  }

  @Test
  void callersWithoutAKey_countByAddress() {
    String local = remainingFrom("127.0.0.1");
    String other = remainingFrom("127.0.0.2");

    assertThat(List.of(local, other)).containsExactly("999", "999");
    assertThat(sandbox.get(null, "/models").remaining()).isEqualTo(998);
    assertThat(sandbox.get("wrong", "/credits").refusedWith(401, ErrorCode.Message.INVALID_KEY_FORMAT).remaining()).isEqualTo(997);
    assertThat(sandbox.get("sk-guess", "/credits").refusedWith(401, ErrorCode.Message.INVALID_API_KEY).remaining()).isEqualTo(996);
    assertThat(remainingFrom("127.0.0.2")).isEqualTo("998");
  }

  /** Every address of 127/8 is this machine. */
  private String remainingFrom(String address) {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), sandbox.port(), InetAddress.getByName(address), 0)) {
      socket.getOutputStream().write("GET /api/v1/models HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher header = Pattern.compile("X-RateLimit-Remaining: (\\d+)").matcher(answer);
      assertThat(header.find()).as(answer).isTrue();
      return header.group(1);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void guessingKeys_isBounded() {
    sandbox.quota().exhaust(Subject.ofAddress("127.0.0.1"));

    sandbox.get("sk-guess", "/credits").refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED);
    sandbox.get(null, "/credits").refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED);
    assertThat(sandbox.get(Sandbox.PRO, "/credits").status()).as("a good key has its own quota").isEqualTo(200);
  }

  @Test
  void freePlan_hasNoRequestAndIsToldWhy() {
    Answer answer = sandbox.get("sk-sandbox-free", "/credits");

    answer.refusedWith(403, ErrorCode.Message.API_ACCESS_REQUIRED);
    assertThat(answer.limit()).isZero();
    assertThat(answer.remaining()).isZero();
    assertThat(sandbox.get("sk-sandbox-free", "/models").status()).as("the list is public").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"starter, 2", "pack, 2", "pro, 5", "enterprise, 50"})
  void concurrentGenerations_submittedAtOnce_neverExceedThePlan(String persona, int limit) {
    String key = "sk-sandbox-" + persona;

    List<Answer> answers = Sandbox.atOnce(64, () -> sandbox.generate(key, IMAGE));

    assertThat(Sandbox.count(answers, 200)).isEqualTo(limit);
    assertThat(answers.stream().filter(it -> it.status() != 200)).allSatisfy(it -> {
      assertThat(it.refusedWith(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED).message()).isEqualTo("Concurrent generation limit exceeded. Limit: " + limit);
      assertThat(it.header(HeaderNames.RETRY_AFTER)).isEqualTo("5");
    });
    sandbox.assertLedgerAgrees();
    sandbox.advance(Duration.ofHours(1));
    sandbox.allEnd();
    assertThat(sandbox.generate(key, IMAGE).status()).as("when they are over, there is room again").isEqualTo(200);
  }
}
