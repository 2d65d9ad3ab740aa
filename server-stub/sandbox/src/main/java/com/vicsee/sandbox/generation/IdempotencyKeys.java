package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.database.Expiring;
import com.vicsee.sandbox.database.Instances;
import com.vicsee.sandbox.generation.Submissions.Taken;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a paid request under an idempotency key happen once (contract, parameter {@code IdempotencyKey}). A key is claimed by a row before the request is
 * carried out; the first response is kept in it, and after a failure the row is gone and the key free again. A claim that a killed instance has left behind is
 * free as soon as that instance is known to be dead.
 */
@Repository
public class IdempotencyKeys implements Expiring {
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final JsonMapper canonical;
  private final Instances instances;
  private final Clock clock;
  private final TransactionTemplate transaction;

  IdempotencyKeys(JdbcClient jdbc, JsonMapper json, Instances instances, Clock clock, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.instances = instances;
    this.json = json;
    this.canonical = json.rebuild()
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build();
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Carries a request out, or answers with the first response again.
   *
   * @param key the caller's key; null carries the request out
   * @param checks what may refuse the request, however long it takes; it is done outside of any transaction
   * @param action what the request does, in a transaction
   * @throws ApiProblem if the key belongs to another request, or to one that is still in flight
   */
  <T> Taken<T> once(
      Account caller, Operation operation, Object request, @Nullable String key, Class<T> type, Runnable checks, Supplier<T> action) {
    if (key == null) {
      checks.run();
      return new Taken<>(Objects.requireNonNull(transaction.execute(status -> action.get())), false);
    }
    String fingerprint = fingerprint(operation, request);
    long claimedAt = clock.millis();
    if (!claim(caller.userId(), key, fingerprint, claimedAt)) {
      Claim first = find(caller.userId(), key).orElseThrow(() -> ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT));
      return new Taken<>(json.readValue(first.responseTo(fingerprint), type), true);
    }
    boolean done = false;
    try {
      checks.run();
      T response = Objects.requireNonNull(transaction.execute(status -> carryOut(caller, key, claimedAt, action)));
      done = true;
      return new Taken<>(response, false);
    } finally {
      if (!done) {
        jdbc.sql("delete from idempotency where user_id = ? and idempotency_key = ? and created_at = ? and claimed_by = ? and response is null")
            .params(caller.userId(), key, claimedAt, instances.self())
            .update();
      }
    }
  }

  /** Keeps a key as if it had been used. A response of null is a request that is still in flight, until the given moment. */
  public void seed(String userId, String key, @Nullable String response, long createdAt) {
    jdbc.sql("insert into idempotency (user_id, idempotency_key, fingerprint, response, created_at) values (?, ?, ?, ?, ?)")
        .params(userId, key, "", response, createdAt)
        .update();
  }

  /**
   * The response is kept in the transaction of the request, so that not even a crash can charge a key twice. Nor can a request whose instance was cut off for
   * so long that its claim passed to another: what it did is rolled back.
   */
  private <T> T carryOut(Account caller, String key, long claimedAt, Supplier<T> action) {
    T response = action.get();
    int kept = jdbc.sql(
            "update idempotency set response = ?"
                + " where user_id = ? and idempotency_key = ? and created_at = ? and claimed_by = ? and response is null")
        .params(json.writeValueAsString(response), caller.userId(), key, claimedAt, instances.self())
        .update();
    if (kept != 1) {
      throw ApiProblem.of(Message.IDEMPOTENCY_KEY_IN_FLIGHT);
    }
    return response;
  }

  private boolean claim(String userId, String key, String fingerprint, long now) {
    return insert(userId, key, fingerprint, now) || (giveUp(userId, key, now) && insert(userId, key, fingerprint, now));
  }

  private boolean insert(String userId, String key, String fingerprint, long now) {
    try {
      return jdbc.sql("insert into idempotency (user_id, idempotency_key, fingerprint, created_at, claimed_by) values (?, ?, ?, ?, ?)")
              .params(userId, key, fingerprint, now, instances.self())
              .update()
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Frees a key that is too old, or that nobody can answer any more. Tells whether it may be free now. */
  private boolean giveUp(String userId, String key, long now) {
    long lastKept = now - ContractFacts.IDEMPOTENCY_RETENTION.toMillis();
    Optional<Claim> old = find(userId, key);
    if (old.isEmpty()) {
      return true;
    }
    Claim claim = old.get();
    boolean left = claim.response() == null && claim.instance() != null && !instances.isAlive(claim.instance());
    return (left || claim.createdAt() <= lastKept)
        && jdbc.sql("delete from idempotency where user_id = ? and idempotency_key = ? and created_at = ? and (created_at <= ? or response is null)")
                .params(userId, key, claim.createdAt(), lastKept)
                .update()
            == 1;
  }

  /** Removes keys that are free again, so nothing is answered otherwise when they are gone. */
  @Override
  public int removeRows(Instant before, int most) {
    long lastKept = before.minus(ContractFacts.IDEMPOTENCY_RETENTION).toEpochMilli();
    return jdbc.sql(
            "delete from idempotency where created_at <= ? and (user_id, idempotency_key) in"
                + " (select user_id, idempotency_key from idempotency where created_at <= ? order by created_at fetch first ? rows only)")
        .params(lastKept, lastKept, most)
        .update();
  }

  private Optional<Claim> find(String userId, String key) {
    return jdbc.sql("select fingerprint, response, created_at, claimed_by from idempotency where user_id = ? and idempotency_key = ?")
        .params(userId, key)
        .query((row, n) -> new Claim(row.getString(1).strip(), row.getString(2), row.getLong(3), row.getString(4)))
        .optional();
  }

  private String fingerprint(Operation operation, Object request) {
    try {
      byte[] body = (operation.operationId() + '\n' + canonical.writeValueAsString(request)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
