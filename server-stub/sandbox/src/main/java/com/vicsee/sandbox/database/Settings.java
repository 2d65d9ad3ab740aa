package com.vicsee.sandbox.database;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Values that all instances must agree on and that are not configured. The first instance that needs a value creates it. */
@Repository
public class Settings {
  private final JdbcClient jdbc;

  Settings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the value of a name. If there is none, it is created; if several instances do so at once, one value holds for all. */
  public String findOrCreate(String name, Supplier<String> first) {
    return find(name).orElseGet(() -> {
      try {
        jdbc.sql("insert into settings (name, content) values (?, ?)").params(name, first.get()).update();
      } catch (DuplicateKeyException e) {
        // Another instance was faster. Its value holds.
      }
      return find(name).orElseThrow();
    });
  }

  /** Takes a lock that all instances share, until the transaction ends. Returns false at once if another instance has it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean tryLock(String name) {
    return jdbc.sql("select name from settings where name = ? for update skip locked").param(name).query(String.class).optional().isPresent();
  }

  private Optional<String> find(String name) {
    return jdbc.sql("select content from settings where name = ?").param(name).query(String.class).optional();
  }
}
