package com.vicsee.sandbox.operations;

import com.vicsee.sandbox.generation.GenerationJobs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
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

  private static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final GenerationJobs jobs;
  private @Nullable Figures last;
  private long readAt;

  private record Figures(double underWay, double due, double running, double reserved) {}

  GenerationMetrics(GenerationJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "vicsee.generations.under.way", "Generations that have not ended", Figures::underWay);
    gauge(registry, "vicsee.jobs.due", "Steps of generations that wait for a thread", Figures::due);
    gauge(registry, "vicsee.jobs.running", "Steps of generations that a thread is carrying out", Figures::running);
    gauge(registry, "vicsee.credits.reserved", "Credits reserved for generations under way", Figures::reserved);
  }

  private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, () -> figure.applyAsDouble(read())).description(description).register(registry);
  }

  private synchronized Figures read() {
    long now = System.nanoTime();
    if (last == null || now - readAt > VALIDITY.toNanos()) {
      last = query();
      readAt = System.nanoTime();
    }
    return last;
  }

  private Figures query() {
    try {
      GenerationJobs.Figures figures = jobs.figures();
      return new Figures(figures.all(), figures.due(), figures.running(), figures.reservedCredits());
    } catch (DataAccessException | TransactionException e) {
      return UNKNOWN;
    }
  }
}
