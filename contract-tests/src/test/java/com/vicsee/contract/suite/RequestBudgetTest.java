package com.vicsee.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Unreached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** The quota of each caller keeps its reserve, whatever the headers say. */
class RequestBudgetTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = "sk-live-0123456789abcdef";

  private final List<Duration> slept = new ArrayList<>();
  private final Settings settings = Settings.of(KEY).withReserve(10)
      .withTime(Clock.fixed(NOW, ZoneOffset.UTC), slept::add);
  private final RequestBudget quota = new RequestBudget(Suite.builtInContract().fields(), settings, NOW.plus(Duration.ofMinutes(10)));

  @Test
  void quota_downToItsReserve_isLeftAlone() {
    answer(KEY, 200, 12, "2026-11-23T00:00:00.000Z");
    answer(KEY, 200, 11, "2026-11-23T00:00:00.000Z");
    quota.before(request(KEY));
    answer(KEY, 200, 10, "2026-11-23T00:00:00.000Z");

    assertThatThrownBy(() -> quota.before(request(KEY))).isInstanceOf(Unreached.class).hasMessageContaining("the quota of the key has 10 requests left");
    assertThat(slept).isEmpty();
  }

  @Test
  void quota_thatSoonBeginsAgain_isWaitedFor() {
    answer(KEY, 200, 10, "2026-11-22T12:01:00.000Z");
    quota.before(request(KEY));

    assertThat(slept).containsExactly(Duration.ofSeconds(61));
  }

  @Test
  void quota_headerThatDoesNotFall_isNotBelieved() {
    for (int i = 0; i < 40; i++) {
      answer(KEY, 200, 50, "2026-11-23T00:00:00.000Z");
      if (i < 39) {
        quota.before(request(KEY));
      }
    }
    answer(KEY, 200, 50, "2026-11-23T00:00:00.000Z");

    assertThatThrownBy(() -> quota.before(request(KEY))).isInstanceOf(Unreached.class);
  }

  @Test
  void quota_ofTheAddress_isApartFromThatOfTheKey() {
    answer("sk-nobody", 401, 10, "2026-11-23T00:00:00.000Z");
    answer(KEY, 200, 400, "2026-11-23T00:00:00.000Z");

    quota.before(request(KEY));
    assertThatThrownBy(() -> quota.before(request(null))).isInstanceOf(Unreached.class).hasMessageContaining("the quota of callers without a valid key");
    assertThat(quota.left(KEY)).isEqualTo(390);
  }

  @Test
  void quota_headerThatIsGone_isCountedOn() {
    answer(KEY, 200, 12, "2026-11-23T00:00:00.000Z");
    quota.after(new Exchange(request(KEY), 200, List.of(), new byte[0]));
    quota.after(new Exchange(request(KEY), 200, List.of(), new byte[0]));

    assertThatThrownBy(() -> quota.before(request(KEY))).isInstanceOf(Unreached.class);
  }

  @Test
  void quota_refusalWithALongWait_endsIt() {
    quota.after(new Exchange(request(KEY), 429, List.of(new Exchange.Field("Retry-After", "43200")), new byte[0]));

    assertThatThrownBy(() -> quota.before(request(KEY))).isInstanceOf(Unreached.class);
  }

  @Test
  void quota_resetThatIsOver_isNotWaitedFor() {
    answer(KEY, 429, 0, "2026-11-22T11:59:50.000Z");

    quota.before(request(KEY));

    assertThat(slept).isEmpty();
  }

  private void answer(String key, int status, long remaining, String reset) {
    quota.after(new Exchange(request(key), status, List.of(new Exchange.Field("X-RateLimit-Remaining", Long.toString(remaining)),
        new Exchange.Field("X-RateLimit-Reset", reset)), new byte[0]));
  }

  private static ApiRequest request(@Nullable String key) {
    Map<String, String> headers = key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    return new ApiRequest("GET", "http://127.0.0.1/api/v1/credits", headers, new byte[0]);
  }
}
