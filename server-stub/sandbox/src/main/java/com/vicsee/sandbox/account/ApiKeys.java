package com.vicsee.sandbox.account;

import com.vicsee.sandbox.database.Database;
import com.vicsee.sandbox.database.Forgetful;
import com.vicsee.sandbox.database.Remembered;
import com.vicsee.server.gate.Callers;
import com.vicsee.server.model.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The API keys. Only their SHA-256 hashes are kept, so that a stolen table tells no key. A slow hash would protect nothing: keys are random and long.
 *
 * <p>A key is looked up by its hash, and the hash that was found is compared in constant time. An index or a map does not look up in constant time, but what its
 * time could tell is how a hash begins, which nobody can choose: that would take a key with a wanted hash.
 *
 * <p>Whose a good key is is remembered: until {@link #forget()} on a database of this process's own, for a second where another instance may change it. A bad
 * one is looked up each time, so that guessing fills nothing.
 */
@Repository
public class ApiKeys implements Callers, Forgetful {
  private static final int MOST_KNOWN = 10_000;

  private final JdbcClient jdbc;
  private final Remembered<Account> known;

  ApiKeys(JdbcClient jdbc, Database database) {
    this.jdbc = jdbc;
    this.known = new Remembered<>(MOST_KNOWN, database.isShared() ? Duration.ofSeconds(1) : Duration.ofDays(1));
  }

  @Override
  public Optional<Account> find(String key) {
    String hash = hash(key);
    return known.find(hash, account -> true, () -> lookUp(hash));
  }

  private Optional<Account> lookUp(String hash) {
    return jdbc.sql("select u.id, u.plan, k.key_hash from api_keys k join users u on u.id = k.user_id where k.key_hash = ? and k.active")
        .param(hash)
        .query((row, n) -> new Found(new Account(row.getString(1), Plan.valueOf(row.getString(2))), row.getString(3)))
        .optional()
        .filter(found -> MessageDigest.isEqual(ascii(found.hash()), ascii(hash)))
        .map(Found::account);
  }

  /** Keeps a key of a user. */
  public void add(String key, String userId, boolean active) {
    jdbc.sql("insert into api_keys (key_hash, user_id, active) values (?, ?, ?)").params(hash(key), userId, active).update();
  }

  @Override
  public void forget() {
    known.forget();
  }

  private record Found(Account account, String hash) {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
