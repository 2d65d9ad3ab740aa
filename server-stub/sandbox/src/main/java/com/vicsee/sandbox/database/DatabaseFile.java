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
 * Maintains the file of the embedded database.
 *
 * <p>It compacts the file. Each commit appends a chunk to the file. Most of a chunk is soon obsolete, but a single live row keeps the whole chunk. H2 compacts in a
 * thread that it starts only if commits are written with a delay, and {@link DataDirectory} sets this delay to 0.
 *
 * <p>It reopens the file after H2 has closed it because of a failed write, as on a full disk. The pool takes the old connections for valid, and would hold them for
 * ever.
 */
class DatabaseFile implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  /** In percent, of the chunks that are old enough to be rewritten. */
  private static final int LIVE_AT_LEAST = 60;
  /** In bytes. A commit waits while so much is rewritten. */
  private static final int AT_ONCE = 256 * 1024;
  private static final int SHUTDOWN_SECONDS = 5;

  private final HikariDataSource pool;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
    Thread daemon = new Thread(work, "database-file");
    daemon.setDaemon(true);
    return daemon;
  });

  DatabaseFile(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Starts the maintenance, every tenth of a second. */
  void start() {
    thread.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Maintains the file once. A failure is left for the next run. */
  void run() {
    try (Connection connection = pool.getConnection()) {
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      if (session.isClosed() || store(session).isClosed()) {
        LOG.warn("H2 has closed the database file, probably after a failed write; it is opened again");
        pool.getHikariPoolMXBean().softEvictConnections();
      } else {
        compact(store(session));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("The maintenance of the database file failed", e);
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
    thread.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
