package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.database.Expiring;
import com.vicsee.sandbox.database.Instances;
import com.vicsee.sandbox.database.Sha256;
import com.vicsee.server.body.ContractJson;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out a paid request once per idempotency key (contract, parameter {@code IdempotencyKey}). A request claims its key by a row before it is carried out.
 * Its response is saved in the row. A failed request deletes the row, and the key is free again. The claim of a killed instance is free as soon as that instance
 * is known to be dead.
 */
@Repository
public class IdempotencyKeys implements Expiring {
  private final JdbcClient jdbc;
  private final JsonMapper canonical;
  private final Instances instances;
  private final Clock clock;
  private final TransactionTemplate transaction;
  /** The claims of requests that this process is carrying out. Any other claim of this process in the table is left over from a request that failed. */
  private final Set<Held> inFlight = ConcurrentHashMap.newKeySet();
  /** Claims that could not be released, because the database was away. */
  private final Set<Held> unreleased = ConcurrentHashMap.newKeySet();

  IdempotencyKeys(JdbcClient jdbc, JsonMapper json, Instances instances, Clock clock, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.instances = instances;
    this.canonical = json.rebuild()
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build();
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    instances.afterEachHeartbeat(this::releaseAgain);
  }

  private record Held(String userId, String key, long claimedAt) {}

  /**
   * The response to a request.
   *
   * @param body what is sent
   * @param replayed whether it is the saved response of an earlier request with the same key
   */
  public record IdempotentResult(byte[] body, boolean replayed) {}

  /**
   * Carries a request out, or replays the first response. The response is written before the transaction ends, so a response that cannot be written takes no
   * credits.
   *
   * @param key the caller's key; with null the request is always carried out
   * @param prepare may reject the request, and may be slow; runs outside of any transaction
   * @param action carries out what was prepared, and returns the response, a model of the contract; runs in a transaction
   * @throws ApiProblem if the key belongs to another request, or to one that is still in flight
   */
  <P> IdempotentResult once(
      Account caller, Operation operation, Object request, @Nullable String key, Supplier<P> prepare, Function<P, Object> action) {
    if (key == null) {
      P prepared = prepare.get();
      return new IdempotentResult(Objects.requireNonNull(transaction.execute(status -> ContractJson.write(action.apply(prepared)))), false);
    }
    String fingerprint = fingerprint(operation, request);
    long claimedAt = clock.millis();
    Held held = new Held(caller.userId(), key, claimedAt);
    if (!inFlight.add(held)) {
      throw ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT);
    }
    boolean done = false;
    try {
      IdempotentResult result = once(held, fingerprint, prepare, action);
      done = true;
      return result;
    } finally {
      inFlight.remove(held);
      if (!done) {
        release(held);
      }
    }
  }

  private <P> IdempotentResult once(Held held, String fingerprint, Supplier<P> prepare, Function<P, Object> action) {
    if (!claim(held, fingerprint)) {
      Claim first = find(held.userId(), held.key()).orElseThrow(() -> ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT));
      return new IdempotentResult(first.responseTo(fingerprint).getBytes(StandardCharsets.UTF_8), true);
    }
    P prepared = prepare.get();
    return new IdempotentResult(Objects.requireNonNull(transaction.execute(status -> carryOut(held, () -> action.apply(prepared)))), false);
  }

  /** The release may fail for the reason that the request failed for. Then it is repeated until it succeeds. */
  private void release(Held held) {
    unreleased.add(held);
    try {
      delete(held);
    } catch (DataAccessException | TransactionException e) {
      // Until then this process knows that the claim is left over, and other instances wait.
    }
  }

  private void releaseAgain() {
    unreleased.forEach(this::delete);
  }

  /** Deletes the claim of this very request, and none that has a response. */
  private void delete(Held held) {
    jdbc.sql("delete from idempotency where user_id = ? and idempotency_key = ? and created_at = ? and claimed_by = ? and response is null")
        .params(held.userId(), held.key(), held.claimedAt(), instances.self())
        .update();
    unreleased.remove(held);
  }

  /** Saves a key as used. A null response stands for a request that is still in flight. */
  public void seed(String userId, String key, @Nullable String response, long createdAt) {
    jdbc.sql("insert into idempotency (user_id, idempotency_key, fingerprint, response, created_at) values (?, ?, ?, ?, ?)")
        .params(userId, key, "", response, createdAt)
        .update();
  }

  /**
   * Saves the response in the transaction of the request, so a crash cannot charge a key twice. A request whose claim has passed to another instance meanwhile is
   * rolled back.
   */
  private byte[] carryOut(Held held, Supplier<Object> action) {
    byte[] response = ContractJson.write(action.get());
    int saved = jdbc.sql(
            "update idempotency set response = ?"
                + " where user_id = ? and idempotency_key = ? and created_at = ? and claimed_by = ? and response is null")
        .params(new String(response, StandardCharsets.UTF_8), held.userId(), held.key(), held.claimedAt(), instances.self())
        .update();
    if (saved != 1) {
      throw ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT);
    }
    return response;
  }

  private boolean claim(Held held, String fingerprint) {
    return insert(held, fingerprint) || (releaseOld(held.userId(), held.key(), held.claimedAt()) && insert(held, fingerprint));
  }

  private boolean insert(Held held, String fingerprint) {
    try {
      return jdbc.sql("insert into idempotency (user_id, idempotency_key, fingerprint, created_at, claimed_by) values (?, ?, ?, ?, ?)")
              .params(held.userId(), held.key(), fingerprint, held.claimedAt(), instances.self())
              .update()
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Releases a key that has expired, or that no request holds any more. Returns whether it may be free now. */
  private boolean releaseOld(String userId, String key, long now) {
    long lastExpired = now - ContractFacts.IDEMPOTENCY_RETENTION.toMillis();
    Optional<Claim> old = find(userId, key);
    if (old.isEmpty()) {
      return true;
    }
    Claim claim = old.get();
    boolean orphaned = claim.response() == null && claim.instance() != null && !isHeld(new Held(userId, key, claim.createdAt()), claim.instance());
    return (orphaned || claim.createdAt() <= lastExpired)
        && jdbc.sql("delete from idempotency where user_id = ? and idempotency_key = ? and created_at = ? and (created_at <= ? or response is null)")
                .params(userId, key, claim.createdAt(), lastExpired)
                .update()
            == 1;
  }

  private boolean isHeld(Held held, String instance) {
    return instance.equals(instances.self()) ? inFlight.contains(held) : instances.isAlive(instance);
  }

  /** Deletes expired keys. They are free already, so no answer changes. */
  @Override
  public int removeRows(Instant before, int most) {
    long lastExpired = before.minus(ContractFacts.IDEMPOTENCY_RETENTION).toEpochMilli();
    return jdbc.sql(
            "delete from idempotency where created_at <= ? and (user_id, idempotency_key) in"
                + " (select user_id, idempotency_key from idempotency where created_at <= ? order by created_at fetch first ? rows only)")
        .params(lastExpired, lastExpired, most)
        .update();
  }

  private Optional<Claim> find(String userId, String key) {
    return jdbc.sql("select fingerprint, response, created_at, claimed_by from idempotency where user_id = ? and idempotency_key = ?")
        .params(userId, key)
        .query((row, n) -> new Claim(row.getString(1).strip(), row.getString(2), row.getLong(3), row.getString(4)))
        .optional();
  }

  private String fingerprint(Operation operation, Object request) {
    return Sha256.hex(operation.operationId() + '\n' + canonical.writeValueAsString(request));
  }

  private record Claim(String fingerprint, @Nullable String response, long createdAt, @Nullable String instance) {
    String responseTo(String other) {
      if (response == null) {
        throw ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT);
      }
      if (!fingerprint.equals(other)) {
        throw ApiProblem.of(Message.IDEMPOTENCY_KEY_REUSED);
      }
      return response;
    }
  }
}
