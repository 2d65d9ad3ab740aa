package com.vicsee.server.idempotency;

import com.vicsee.server.model.ContractFacts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores idempotency keys. With a bean of this type, each paid operation is executed once per key. Calls come from many threads. An entry expires
 * {@link ContractFacts#IDEMPOTENCY_RETENTION} after its request began; then its key is free again.
 */
public interface IdempotencyStore {
  /**
   * A key. Users do not share keys.
   *
   * @param userId the id of the caller's user
   * @param value the key as it was sent
   */
  record Key(String userId, String value) {}

  /**
   * What is stored under a key.
   *
   * @param fingerprint identifies the request, in 64 characters
   * @param response the body of the response; null while the request is in flight
   */
  record Entry(String fingerprint, @Nullable String response) {}

  /**
   * Claims a free key for a request. Of several simultaneous calls, only one claims it.
   *
   * @return the entry that has the key already; empty when the key was free
   */
  Optional<Entry> begin(Key key, String fingerprint);

  /** Saves the response of the request that claimed the key. */
  void save(Key key, String response);

  /** Releases a key whose request failed, so that it can be used again. */
  void release(Key key);
}
