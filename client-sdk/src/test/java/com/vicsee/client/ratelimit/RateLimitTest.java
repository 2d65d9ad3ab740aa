package com.vicsee.client.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quota in the headers of a response. */
class RateLimitTest {

  @Test
  void headers_allThree_areTheQuota() {
    assertThat(RateLimit.from(headers("500", "423", "2024-12-28T00:00:00.000Z")))
        .contains(RateLimit.builder().limit(500).remaining(423).reset(Instant.parse("2024-12-28T00:00:00Z")).build());
  }

  @Test
  void remaining_belowZero_isNone() {
    assertThat(RateLimit.from(headers("500", "-3", "2024-12-28T00:00:00.000Z")))
        .hasValueSatisfying(limit -> assertThat(limit.isExhausted()).isTrue());
  }

  @Test
  void reset_withAnOffset_isThatInstant() {
    assertThat(RateLimit.from(headers("500", "423", "2024-12-28T01:00:00+01:00"))).map(RateLimit::reset)
        .contains(Instant.parse("2024-12-28T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "-,423,2024-12-28T00:00:00.000Z", "500,-,2024-12-28T00:00:00.000Z", "500,423,-",
          "many,423,2024-12-28T00:00:00.000Z",
      "500,4.5,2024-12-28T00:00:00.000Z", "500,423,1735344000", "500,99999999999999999999,2024-12-28T00:00:00.000Z"})
  void headers_absentOrMalformed_areNone(String limit, String remaining, String reset) {
    assertThat(RateLimit.from(headers(limit, remaining, reset))).isEmpty();
  }

  private static HttpHeaders headers(String limit, String remaining, String reset) {
    Map<String, List<String>> map = new HashMap<>();
    put(map, "x-ratelimit-limit", limit);
    put(map, "x-ratelimit-remaining", remaining);
    put(map, "x-ratelimit-reset", reset);
    return HttpHeaders.of(map, (name, value) -> true);
  }

  private static void put(Map<String, List<String>> map, String name, String value) {
    if (value != null) {
      map.put(name, List.of(value));
    }
  }
}
