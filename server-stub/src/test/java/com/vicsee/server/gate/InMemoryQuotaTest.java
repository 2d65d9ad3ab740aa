package com.vicsee.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryQuotaTest {
  private static final Subject ALICE = new Subject("alice", 2);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T23:59:59Z"));
  private final Quota quota = new InMemoryQuota(((InstantSource) now::get).withZone(ZoneOffset.UTC));

  @Test
  void count_upToTheLimit_isGranted() {
    Instant midnight = Instant.parse("2026-01-03T00:00:00Z");

    assertThat(quota.count(ALICE)).isEqualTo(new RateLimit(true, 2, 1, midnight));
    assertThat(quota.count(ALICE)).isEqualTo(new RateLimit(true, 2, 0, midnight));
    assertThat(quota.count(ALICE)).isEqualTo(new RateLimit(false, 2, 0, midnight));
  }

  @Test
  void count_ofAnotherSubject_isItsOwn() {
    quota.count(ALICE);

    assertThat(quota.read(new Subject("bob", 2)).remaining()).isEqualTo(2);
  }

  @Test
  void release_afterACount_isNotCounted() {
    RateLimit counted = quota.count(ALICE);

    assertThat(quota.release(ALICE, counted).remaining()).isEqualTo(2);
    assertThat(quota.release(ALICE, counted).remaining()).isEqualTo(2);
  }

  @Test
  void read_onTheNextDay_isWhole() {
    quota.count(ALICE);
    now.set(Instant.parse("2026-01-03T00:00:00Z"));

    assertThat(quota.read(ALICE)).isEqualTo(new RateLimit(true, 2, 2, Instant.parse("2026-01-04T00:00:00Z")));
  }
}
