package com.vicsee.sandbox.account;

import com.vicsee.sandbox.database.Cache;
import com.vicsee.sandbox.database.Database;
import com.vicsee.sandbox.database.Invalidatable;
import com.vicsee.sandbox.database.Sha256;
import com.vicsee.server.gate.Callers;
import com.vicsee.server.model.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The API keys. The database has only their SHA-256 hashes, so a stolen table reveals no key. A slow hash would protect nothing: keys are random and long.
 *
 * <p>The lookup by hash does not run in constant time. Its time could reveal how a stored hash begins, which helps nobody to find a key with that hash.
 *
 * <p>A valid key is cached: for a second if other instances can change it, otherwise until {@link #invalidate()}. An invalid key is looked up each time, so
 * guessed keys do not fill the cache.
 */
@Repository
public class ApiKeys implements Callers, Invalidatable {
  private static final int CACHE_SIZE = 10_000;

  private final JdbcClient jdbc;
  private final Cache<Account> cache;

  ApiKeys(JdbcClient jdbc, Database database) {
    this.jdbc = jdbc;
    this.cache = new Cache<>(CACHE_SIZE, database.isShared() ? Duration.ofSeconds(1) : Duration.ofDays(1));
  }

  @Override
  public Optional<Account> find(String key) {
    String hash = Sha256.hex(key);
    return cache.find(hash, account -> true, () -> lookUp(hash));
  }

  private Optional<Account> lookUp(String hash) {
    return jdbc.sql("select u.id, u.plan from api_keys k join users u on u.id = k.user_id where k.key_hash = ? and k.active")
        .param(hash)
        .query((row, n) -> new Account(row.getString(1), Plan.valueOf(row.getString(2))))
        .optional();
  }

  /** Saves a key of a user. */
  public void add(String key, String userId, boolean active) {
    jdbc.sql("insert into api_keys (key_hash, user_id, active) values (?, ?, ?)").params(Sha256.hex(key), userId, active).update();
  }

  /** Gives a user these active keys, and takes all others. A key that another user had passes to this one. */
  void replaceAll(String userId, List<String> all) {
    jdbc.sql("delete from api_keys where user_id = ?").param(userId).update();
    for (String key : all) {
      jdbc.sql("delete from api_keys where key_hash = ?").param(Sha256.hex(key)).update();
      add(key, userId, true);
    }
  }

  @Override
  public void invalidate() {
    cache.invalidate();
  }
}
