package com.vicsee.client.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is started. Immutable; equal options are shared by the tests of a run.
 */
public final class SandboxOptions {

  private static final SandboxOptions DEFAULT = new SandboxOptions(Duration.ofMillis(50), 20, Map.of());

  private record Values(Duration generationTime, int timeLapse, Map<String, String> arguments) {
  }

  private final Values values;

  private SandboxOptions(Duration generationTime, int timeLapse, Map<String, String> arguments) {
    this.values = new Values(generationTime, timeLapse, Map.copyOf(arguments));
  }

  /** Returns the options with the defaults. */
  public static SandboxOptions defaults() {
    return DEFAULT;
  }

  /** Returns how long a generation takes by the clock of the sandbox. Default 50 ms. */
  public Duration generationTime() {
    return values.generationTime;
  }

  /**
   * Returns how many times faster time passes while a client of the sandbox waits between two polls or two attempts, for the client and
   * for the sandbox. Default 20, so that the published back-off begins with 50 ms; 1 is real time.
   */
  public int timeLapse() {
    return values.timeLapse;
  }

  /** Returns further options of the sandbox's command line, name and value. Default: {@code --logging.level.com.vicsee} is {@code warn}. */
  public Map<String, String> arguments() {
    return values.arguments;
  }

  /**
   * Returns these options with another time that a generation takes.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public SandboxOptions withGenerationTime(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("generationTime must not be negative; received " + value);
    }
    return new SandboxOptions(value, timeLapse(), arguments());
  }

  /**
   * Returns these options with another time lapse; 1 is real time.
   *
   * @throws IllegalArgumentException when it is below 1
   */
  public SandboxOptions withTimeLapse(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("timeLapse must be at least 1; received " + value);
    }
    return new SandboxOptions(generationTime(), value, arguments());
  }

  /**
   * Returns these options with a further option of the sandbox's command line.
   *
   * @throws IllegalArgumentException when the name does not begin with {@code --}
   */
  public SandboxOptions withArgument(String name, String value) {
    if (!name.startsWith("--")) {
      throw new IllegalArgumentException("Not the name of an option: " + name);
    }
    Map<String, String> all = new HashMap<>(arguments());
    all.put(name, value);
    return new SandboxOptions(generationTime(), timeLapse(), all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SandboxOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "SandboxOptions" + values.toString().substring("Values".length());
  }
}
