package com.vicsee.client.internal;

import com.vicsee.client.retry.Sleeper;
import com.vicsee.client.retry.RetryPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a server asks to wait, in whatever form it says so. */
class HeadersTest {

  private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

  @ParameterizedTest
  @CsvSource({"0,0", "1,1000", " 120 ,120000", "1.5,1500", "0.9,900", "9999999999,9999999999000", "00000000000007,7000",
      "12345678901,9999999999000"})
  void seconds_areTakenAsTheyAre(String value, long millis) {
    assertThat(Headers.retryAfter(value, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings =
      {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
  void date_inEachOfItsForms_isComparedWithTheServersTime(String value) {
    assertThat(Headers.retryAfter(value, NOW)).contains(Duration.ofSeconds(7));
  }

  @Test
  void date_inThePast_isNoWait() {
    assertThat(Headers.retryAfter("Sun, 06 Nov 1994 08:49:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void twoDigitYear_moreThanFiftyYearsAhead_isInThePast() {
    assertThat(Headers.parseDate("Sunday, 06-Nov-44 08:49:37 GMT", NOW))
        .contains(Instant.parse("2044-11-06T08:49:37Z"));
    assertThat(Headers.parseDate("Sunday, 06-Nov-94 08:49:37 GMT", Instant.parse("2024-01-01T00:00:00Z")))
        .contains(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "NaN", "Infinity", "1e9", "0x10", "1,5", "Sun, 06 Nov 1994"})
  void anythingElse_isNoHint(String value) {
    assertThat(Headers.retryAfter(value, NOW)).isEmpty();
  }

  @Test
  void backOff_isBetweenZeroAndTheDoublingBound() {
    RetryPolicy policy = RetryPolicy.defaults();

    assertThat(policy.backOff(1, () -> 0)).isZero();
    assertThat(policy.backOff(1, () -> 0.999)).isLessThan(Duration.ofMillis(500));
    assertThat(policy.backOff(3, () -> 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.backOff(1000, () -> 0.5)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void policy_thatCannotBe_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxRetries(-1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.builder().maxRetryAfter(Duration.ofSeconds(-1)).build());
  }

  @Test
  void systemSleeper_ofNoTime_isDoneAtOnce() {
    assertThat(Sleeper.system().sleep(Duration.ZERO)).isDone();
    assertThat(Sleeper.system().sleep(Duration.ofSeconds(Long.MAX_VALUE))).isNotDone();
  }
}
