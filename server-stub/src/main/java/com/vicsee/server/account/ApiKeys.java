package com.vicsee.server.account;

import com.vicsee.server.Database;
import com.vicsee.server.Forgetful;
import com.vicsee.server.Remembered;
import com.vicsee.server.generated.model.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The API keys. Only their SHA-256 hashes are kept: the look-up is by hash, so that neither a stolen table nor the time that a comparison takes
 * tells anything of a key.
 *
 * <p>Whose a good key is is remembered: until {@link #forget()} on a database of this process's own, for a second where another instance may change it. A bad
 * one is looked up each time, so that guessing fills nothing.
 */
@Repository
public class ApiKeys implements Forgetful {
  private static final int MOST_KNOWN = 10_000;

  private final JdbcClient jdbc;
  private final Remembered<Account> known;

  ApiKeys(JdbcClient jdbc, Database database) {
    this.jdbc = jdbc;
    this.known = new Remembered<>(MOST_KNOWN, database.isShared() ? Duration.ofSeconds(1) : Duration.ofDays(1));
  }

  /** Returns the account of an active key. */
  public Optional<Account> find(String key) {
    String hash = hash(key);
    return known.find(hash, account -> true, () -> lookUp(hash));
  }

  private Optional<Account> lookUp(String hash) {
    return jdbc.sql("select u.id, u.plan from api_keys k join users u on u.id = k.user_id where k.key_hash = ? and k.active")
        .param(hash)
        .query((row, n) -> new Account(row.getString(1), Plan.valueOf(row.getString(2))))
        .optional();
  }

  /** Keeps a key of a user. */
  public void add(String key, String userId, boolean active) {
    jdbc.sql("insert into api_keys (key_hash, user_id, active) values (?, ?, ?)").params(hash(key), userId, active).update();
  }

  @Override
  public void forget() {
    known.forget();
  }

  private static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
