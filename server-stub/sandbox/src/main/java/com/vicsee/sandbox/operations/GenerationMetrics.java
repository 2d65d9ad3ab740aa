package com.vicsee.sandbox.operations;

import com.vicsee.sandbox.generation.GenerationJobs;
import com.vicsee.sandbox.generation.GenerationJobs.Figures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Gauges of the generations under way. The figures come from the database, so all instances report the same. They are read on each scrape, and are NaN while the
 * database is away.
 */
@Component
final class GenerationMetrics implements MeterBinder {
  /** One query serves all gauges of a scrape. */
  private static final Duration VALIDITY = Duration.ofSeconds(1);

  private final GenerationJobs jobs;
  private Optional<Figures> last = Optional.empty();
  private long readAt = System.nanoTime() - 2 * VALIDITY.toNanos();

  GenerationMetrics(GenerationJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "vicsee.generations.under.way", "Generations that have not ended", Figures::all);
    gauge(registry, "vicsee.jobs.due", "Steps of generations that wait for a thread", Figures::due);
    gauge(registry, "vicsee.jobs.running", "Steps of generations that a thread is carrying out", Figures::running);
    gauge(registry, "vicsee.credits.reserved", "Credits reserved for generations under way", Figures::reservedCredits);
  }

  private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, () -> read().map(figure::applyAsDouble).orElse(Double.NaN)).description(description).register(registry);
  }

  /** Returns the figures; empty while the database is away. */
  private synchronized Optional<Figures> read() {
    long now = System.nanoTime();
    if (now - readAt > VALIDITY.toNanos()) {
      last = query();
      readAt = System.nanoTime();
    }
    return last;
  }

  private Optional<Figures> query() {
    try {
      return Optional.of(jobs.figures());
    } catch (DataAccessException | TransactionException e) {
      return Optional.empty();
    }
  }
}
