package com.vicsee.sandbox.database;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The instances that share the database, with this one. Each renews its row every second. An instance that has not done so for four seconds was killed or is cut
 * off. A database that only this process uses needs no renewal.
 */
@Repository
public class Instances implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
  private static final String ALIVE = "seen_at > current_timestamp - interval '4' second";
  private static final String FOR_EVER = "timestamp with time zone '9999-01-01 00:00:00+00'";

  private final JdbcClient jdbc;
  private final List<Runnable> works = new CopyOnWriteArrayList<>();
  private final String self = Identifiers.next("inst");
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(beat -> {
    Thread thread = new Thread(beat, "heartbeat");
    thread.setDaemon(true);
    return thread;
  });

  Instances(JdbcClient jdbc, Database database) {
    this.jdbc = jdbc;
    if (database.isShared()) {
      jdbc.sql("delete from instances where seen_at < current_timestamp - interval '1' hour").update();
      enter("current_timestamp");
      heart.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    } else {
      jdbc.sql("delete from instances").update();
      enter(FOR_EVER);
    }
  }

  /** Returns the name of this instance. No other instance ever has the same. */
  public String self() {
    return self;
  }

  /** Returns whether an instance is alive. A killed one counts as alive for a few seconds. */
  public boolean isAlive(String instance) {
    return jdbc.sql("select count(*) from instances where id = ? and " + ALIVE).param(instance).query(Long.class).single() > 0;
  }

  /** Repeats work after each heartbeat. An instance on a database of its own has no heartbeat. */
  public void afterEachHeartbeat(Runnable work) {
    works.add(work);
  }

  private void enter(String seenAt) {
    jdbc.sql("insert into instances (id, seen_at) values (?, " + seenAt + ")").param(self).update();
  }

  private void beat() {
    try {
      if (jdbc.sql("update instances set seen_at = current_timestamp where id = ?").param(self).update() == 0) {
        enter("current_timestamp");
      }
      works.forEach(Runnable::run);
    } catch (DataAccessException e) {
      // The next attempt is in a second. Until then others may take this instance for dead, which does no harm.
      LOG.debug("The heartbeat failed", e);
    }
  }

  /** Deletes the row, so that the others need not wait for this instance. */
  @Override
  public void destroy() {
    heart.shutdownNow();
    try {
      jdbc.sql("delete from instances where id = ?").param(self).update();
    } catch (DataAccessException e) {
      LOG.debug("The row of this instance could not be deleted", e);
    }
  }
}
