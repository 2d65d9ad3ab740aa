package com.vicsee.sandbox.database;

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
 * The instances that work on the database, this one among them. Each renews its row every second; one that has not done so for four was killed, or is cut off.
 * On a database that is this process's own there is nobody else, and nothing to renew.
 */
@Repository
public class Instances implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
  private static final String ALIVE = "seen_at > current_timestamp - interval '4' second";
  private static final String FOR_EVER = "timestamp with time zone '9999-01-01 00:00:00+00'";

  private final JdbcClient jdbc;
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

  /** Returns the name of this instance. No other has it, nor will. */
  public String self() {
    return self;
  }

  /** Tells whether an instance is at work, as far as can be known: one that was killed counts as alive for a few seconds. */
  public boolean isAlive(String instance) {
    return jdbc.sql("select count(*) from instances where id = ? and " + ALIVE).param(instance).query(Long.class).single() > 0;
  }

  private void enter(String seenAt) {
    jdbc.sql("insert into instances (id, seen_at) values (?, " + seenAt + ")").param(self).update();
  }

  private void beat() {
    try {
      if (jdbc.sql("update instances set seen_at = current_timestamp where id = ?").param(self).update() == 0) {
        enter("current_timestamp");
      }
    } catch (DataAccessException e) {
      // Tried again in a second. Until then the others may take this instance for dead, which does no harm.
      LOG.debug("no heartbeat", e);
    }
  }

  /** Leaves at once, so that nobody waits for this instance. */
  @Override
  public void destroy() {
    heart.shutdownNow();
    try {
      jdbc.sql("delete from instances where id = ?").param(self).update();
    } catch (DataAccessException e) {
      LOG.debug("left without a word", e);
    }
  }
}
