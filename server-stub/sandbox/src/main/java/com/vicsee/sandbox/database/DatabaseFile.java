package com.vicsee.sandbox.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Looks after the file of the embedded database, in two ways.
 *
 * <p>It keeps the file, and what is known of its parts in memory, in proportion to what is in it. Each commit appends a part ("chunk") to the file; most of it is
 * soon obsolete, but a single row that is not keeps the whole. H2 gathers such rows in a thread of its own, which it has only where commits are written later
 * than they are answered; {@link DataDirectory} has them written before.
 *
 * <p>And it has the file opened again after H2 has closed it because it could not be written, as when the disk is full. The connections to what is closed say
 * that they are valid, and would stay for as long as the process runs.
 */
class DatabaseFile implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  /** In percent, of what is in chunks that are old enough to be rewritten. */
  private static final int LIVE_AT_LEAST = 60;
  /** In bytes. Who commits waits while so much is rewritten. */
  private static final int AT_ONCE = 256 * 1024;
  private static final int PATIENCE = 5;

  private final HikariDataSource pool;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
    Thread daemon = new Thread(work, "database-file");
    daemon.setDaemon(true);
    return daemon;
  });

  DatabaseFile(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Begins to look after it, every tenth of a second. */
  void start() {
    thread.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does once what there is to do. What cannot be done is left for the next time. */
  void run() {
    try (Connection connection = pool.getConnection()) {
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      if (session.isClosed() || store(session).isClosed()) {
        LOG.warn("The file of the database was closed, as after it could not be written, and is opened again");
        pool.getHikariPoolMXBean().softEvictConnections();
      } else {
        compact(store(session));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("The file of the database was not looked after", e);
    }
  }

  private static MVStore store(SessionLocal session) {
    return session.getDatabase().getStore().getMvStore();
  }

  private static void compact(MVStore store) {
    if (live(store) < LIVE_AT_LEAST && store.compact(100, AT_ONCE)) {
      store.commit();
    }
  }

  private static int live(MVStore store) {
    Map<String, String> info = new HashMap<>();
    store.getFileStore().populateInfo(info::put);
    return Integer.parseInt(info.get("info.CHUNKS_FILL_RATE_RW"));
  }

  @Override
  public void destroy() throws InterruptedException {
    // An interrupt would close the file beneath the database.
    thread.shutdown();
    thread.awaitTermination(PATIENCE, TimeUnit.SECONDS);
  }
}
