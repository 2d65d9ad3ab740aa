package com.vicsee.contract.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The measurement of one server at one number of connections.
 *
 * @param good the expected answers
 * @param bad other answers, and requests without one
 * @param cpu the processor time that the server used
 * @param residentMiB the memory that it held at the end
 */
record Sample(long good, long bad, double seconds, Histogram latencies, Duration cpu, long residentMiB) {

  /** Good answers a second. */
  double rate() {
    return good / seconds;
  }

  /** The time within which that share of the answers arrived, in milliseconds. */
  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  /** The server's processor time for one answer, in microseconds. */
  double cpuMicros() {
    return cpu.toNanos() / 1e3 / Math.max(1, good + bad);
  }
}
