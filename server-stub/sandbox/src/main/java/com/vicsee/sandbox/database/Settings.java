package com.vicsee.sandbox.database;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What nobody has configured and all instances must agree on. The first that needs it makes it up. */
@Repository
public class Settings {
  private final JdbcClient jdbc;

  Settings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the setting of a name, which is made and kept first if there is none. Of several instances that come at once, one makes it for all. */
  public String agree(String name, Supplier<String> first) {
    return find(name).orElseGet(() -> {
      try {
        jdbc.sql("insert into settings (name, content) values (?, ?)").params(name, first.get()).update();
      } catch (DuplicateKeyException e) {
        // Another instance was faster; what it kept holds.
      }
      return find(name).orElseThrow();
    });
  }

  /** Takes a turn, of which there is one for all instances, until the transaction ends; waits for nobody. Tells whether it was there to be taken. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeTurn(String name) {
    return jdbc.sql("select name from settings where name = ? for update skip locked").param(name).query(String.class).optional().isPresent();
  }

  private Optional<String> find(String name) {
    return jdbc.sql("select content from settings where name = ?").param(name).query(String.class).optional();
  }
}
