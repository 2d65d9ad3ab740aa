package com.vicsee.sandbox.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces the rows of whole tables, in a time that does not depend on their number. Other transactions wait for the end; none of them fails. PostgreSQL replaces all
 * or none. On H2, a process that dies meanwhile leaves tables empty, the last one for certain; the next start has to fill them.
 *
 * <p>On H2 the replacement waits until all connections have returned to the pool. None is in use while a body streams or a provider is called.
 */
@Component
public class Replacement {
  /** So short that PostgreSQL never takes the wait of another transaction for a deadlock. */
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '500ms'";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final boolean postgres;
  private final TransactionTemplate transaction;

  Replacement(HikariDataSource pool, JdbcTemplate jdbc, @Value("${spring.datasource.url:}") String url, PlatformTransactionManager transactions) {
    this.pool = pool;
    this.jdbc = jdbc;
    this.postgres = url.startsWith("jdbc:postgresql:");
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Replaces the rows of tables.
   *
   * @param before what to do first; on PostgreSQL its locks come before those of the tables
   * @param tables the tables, in the order in which other transactions lock them; no other table refers to them
   * @param fill inserts the new rows
   * @throws org.springframework.dao.CannotAcquireLockException if PostgreSQL has not got all locks in time; nothing has changed, and it can be tried again
   * @throws QueryTimeoutException if a connection has not returned to the pool of H2 in time; nothing has changed
   */
  public synchronized void of(Runnable before, List<String> tables, Runnable fill) {
    try {
      transaction.executeWithoutResult(status -> {
        if (postgres) {
          jdbc.execute(LOCK_TIMEOUT);
          before.run();
          jdbc.execute("truncate table " + String.join(", ", tables));
        } else {
          suspendOthers();
          before.run();
          truncate(tables);
        }
        fill.run();
      });
    } finally {
      if (!postgres) {
        pool.getHikariPoolMXBean().resumePool();
      }
    }
  }

  /**
   * H2 commits after each of these statements, so no other connection may see the tables meanwhile. The last table comes first: when the process dies in between,
   * its rows are missing.
   */
  private void truncate(List<String> tables) {
    jdbc.execute("set referential_integrity false");
    try {
      for (int i = tables.size() - 1; i >= 0; i--) {
        jdbc.execute("truncate table " + tables.get(i));
      }
    } finally {
      jdbc.execute("set referential_integrity true");
    }
  }

  /** Waits until only this thread has a connection. The others wait for theirs until the pool resumes, without a timeout. */
  private void suspendOthers() {
    HikariPoolMXBean state = pool.getHikariPoolMXBean();
    state.suspendPool();
    long start = System.nanoTime();
    while (state.getActiveConnections() > 1) {
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new QueryTimeoutException("connections are in use for longer than " + LONGEST_WAIT);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
