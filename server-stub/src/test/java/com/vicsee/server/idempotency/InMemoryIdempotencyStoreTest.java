package com.vicsee.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.idempotency.IdempotencyStore.Entry;
import com.vicsee.server.idempotency.IdempotencyStore.Key;
import com.vicsee.server.model.ContractFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryIdempotencyStoreTest {
  private static final Key KEY = new Key("alice", "k");
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final IdempotencyStore store = new InMemoryIdempotencyStore(((InstantSource) now::get).withZone(ZoneOffset.UTC));

  @Test
  void begin_freeKey_claimsIt() {
    assertThat(store.begin(KEY, "f")).isEmpty();
    assertThat(store.begin(KEY, "g")).contains(new Entry("f", null));
  }

  @Test
  void begin_sameKeyOfAnotherUser_claimsIt() {
    store.begin(KEY, "f");

    assertThat(store.begin(new Key("bob", "k"), "f")).isEmpty();
  }

  @Test
  void save_claimedKey_isFoundWithItsResponse() {
    store.begin(KEY, "f");
    store.save(KEY, "{}");

    assertThat(store.begin(KEY, "f")).contains(new Entry("f", "{}"));
  }

  @Test
  void release_claimedKey_isFree() {
    store.begin(KEY, "f");
    store.release(KEY);

    assertThat(store.begin(KEY, "g")).isEmpty();
  }

  @Test
  void begin_expiredKey_claimsIt() {
    store.begin(KEY, "f");
    store.save(KEY, "{}");

    now.set(BEGIN.plus(ContractFacts.IDEMPOTENCY_RETENTION).minusMillis(1));
    assertThat(store.begin(KEY, "g")).isPresent();
    now.set(BEGIN.plus(ContractFacts.IDEMPOTENCY_RETENTION));
    assertThat(store.begin(KEY, "g")).isEmpty();
  }
}
