package com.vicsee.server.cluster;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Remembers for a moment that the database did not answer, so that one request waits for it once. */
@Component
public class Outage {
  private static final long MOMENT = Duration.ofSeconds(2).toNanos();

  private volatile long over = System.nanoTime();

  /** Notes that the database has just failed to answer. */
  public void note() {
    over = System.nanoTime() + MOMENT;
  }

  /** Tells whether it failed a moment ago. */
  public boolean isRecent() {
    return System.nanoTime() - over < 0;
  }
}
