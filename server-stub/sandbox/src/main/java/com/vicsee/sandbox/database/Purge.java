package com.vicsee.sandbox.database;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes expired data every {@code vicsee.purge-interval}, 15 minutes by default: the quota of past days, idempotency keys, uploads, and files without an owner. One
 * instance at a time deletes rows, in short transactions. Each instance deletes its own files. Tasks, results and the ledger stay, because the contract gives them
 * no end.
 *
 * <p>Data is deleted one day after it has expired by both the clock of the API and that of the machine. So it is still there when a clock is set back over midnight,
 * or when an instance has not read yet that the clock of the sandbox was set back.
 */
@Component
public class Purge implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final String LOCK = "purge";
  private static final Duration MARGIN = Duration.ofDays(1);
  private static final Duration MAX_FIRST_WAIT = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  private final List<Expiring> expiring;
  private final Settings settings;
  private final Clock clock;
  private final Clock machine = Clock.systemUTC();
  private final TransactionTemplate transaction;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
    Thread daemon = new Thread(work, "purge");
    daemon.setDaemon(true);
    return daemon;
  });

  Purge(
      List<Expiring> expiring,
      Settings settings,
      Clock clock,
      @Value("${vicsee.purge-interval:15m}") Duration interval,
      PlatformTransactionManager transactions) {
    this.expiring = expiring;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    long first = Math.min(interval.toMillis(), MAX_FIRST_WAIT.toMillis());
    thread.scheduleWithFixedDelay(this::run, first, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Deletes the expired data. A failure is left for the next run. */
  public void run() {
    for (Expiring owner : expiring) {
      try {
        removeRows(owner);
        owner.removeFiles();
      } catch (RuntimeException | IOException e) {
        LOG.warn("{} could not delete expired data: {}", owner.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private void removeRows(Expiring owner) {
    settings.findOrCreate(LOCK, () -> "");
    Integer removed;
    do {
      removed = transaction.execute(status -> settings.tryLock(LOCK) ? owner.removeRows(before(), BATCH) : 0);
    } while (removed != null && removed == BATCH);
  }

  private Instant before() {
    Instant now = clock.instant();
    Instant real = machine.instant();
    return (now.isBefore(real) ? now : real).minus(MARGIN);
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
