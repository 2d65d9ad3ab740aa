package com.vicsee.sandbox.database;

import com.vicsee.sandbox.task.Tasks;
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
 * Removes every {@code vicsee.purge-interval}, 15 minutes by default, what is over: the quota of past days, idempotency keys, uploads, and files that are left.
 * Rows are removed by one instance at a time, some in each transaction, and nobody else waits for it; each instance removes files of its own. Tasks, their
 * results and the ledger are kept: no end of theirs is in the contract.
 *
 * <p>What is over has been so for a day by the clock of the API and by that of the machine. So a clock that is set back over midnight finds what it left; and an
 * instance that nobody has asked anything since the clock of the sandbox was set to real time at another does no harm.
 */
@Component
public class Purge implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final String TURN = "purge";
  private static final Duration MARGIN = Duration.ofDays(1);
  private static final Duration LONGEST_FIRST_WAIT = Duration.ofMinutes(1);
  private static final int AT_ONCE = 200;

  private final List<Expiring> keepers;
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
      List<Expiring> keepers,
      Settings settings,
      Clock clock,
      @Value("${vicsee.purge-interval:15m}") Duration interval,
      PlatformTransactionManager transactions) {
    this.keepers = keepers;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
    long first = Math.min(interval.toMillis(), LONGEST_FIRST_WAIT.toMillis());
    thread.scheduleWithFixedDelay(this::run, first, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Removes what is over now. What cannot be removed is left for the next time. */
  public void run() {
    for (Expiring keeper : keepers) {
      try {
        removeRows(keeper);
        keeper.removeFiles();
      } catch (RuntimeException | IOException e) {
        LOG.warn("{} could not remove what is over: {}", keeper.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private void removeRows(Expiring keeper) {
    settings.agree(TURN, () -> "");
    Integer removed;
    do {
      removed = transaction.execute(status -> settings.takeTurn(TURN) ? keeper.removeRows(before(), AT_ONCE) : 0);
    } while (removed != null && removed == AT_ONCE);
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
