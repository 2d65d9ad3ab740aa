package com.vicsee.server.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A moment on the wire has the one form of the contract. */
class WireTimeTest {
  @ParameterizedTest
  @CsvSource({
      "2024-12-28T00:00:00Z, 2024-12-28T00:00:00.000Z",
      "2026-02-28T23:59:59.999999999Z, 2026-02-28T23:59:59.999Z",
      "2024-02-29T01:02:03.004Z, 2024-02-29T01:02:03.004Z",
      "1969-12-31T23:59:59.500Z, 1969-12-31T23:59:59.500Z",
      "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
  })
  void format_ofAMoment_hasMillisecondsAndNoZoneButUtc(Instant moment, String expected) {
    assertThat(WireTime.format(moment)).isEqualTo(expected);
  }
}
