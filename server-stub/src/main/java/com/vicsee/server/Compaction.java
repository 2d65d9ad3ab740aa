package com.vicsee.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of the embedded database, and what is known of its parts in memory, in proportion to what is in it. Each commit appends a part ("chunk") to
 * the file; most of it is soon obsolete, but a single row that is not keeps the whole. H2 gathers such rows in a thread of its own, which it has only where
 * commits are written later than they are answered; {@link DataDirectory} has them written before.
 */
@Component
public class Compaction implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  /** In percent, of what is in chunks that are old enough to be rewritten. */
  private static final int LIVE_AT_LEAST = 60;
  /** In bytes. Who commits waits while so much is rewritten. */
  private static final int AT_ONCE = 256 * 1024;
  private static final int PATIENCE = 5;

  private final DataSource database;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
    Thread daemon = new Thread(work, "compaction");
    daemon.setDaemon(true);
    return daemon;
  });

  Compaction(Database kind, DataSource database) {
    this.database = database;
    if (kind == Database.ON_DISK) {
      thread.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Gathers some of the rows that keep old chunks, if there are too many of these. What cannot be done is left for the next time. */
  void run() {
    try (Connection connection = database.getConnection()) {
      MVStore store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase().getStore().getMvStore();
      if (live(store) < LIVE_AT_LEAST && store.compact(100, AT_ONCE)) {
        store.commit();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.debug("not compacted", e);
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
