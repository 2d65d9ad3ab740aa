package com.vicsee.client.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How a sandbox is started. Immutable; equal options are shared by the tests of a run.
 *
 * @param generationTime how long a generation takes by the clock of the sandbox. Default 50 ms
 * @param timeLapse how many times faster time passes while a client of the sandbox waits between two polls or two
 *     tries, for the client and for the sandbox. Default 20, so that the published back-off begins with 50 ms; 1 is
 *     real time
 * @param arguments further options of the sandbox's command line, name and value: {@code --logging.level.com.vicsee} is
 *     {@code warn} by default
 */
public record SandboxOptions(Duration generationTime, int timeLapse, Map<String, String> arguments) {

  private static final SandboxOptions DEFAULT = new SandboxOptions(Duration.ofMillis(50), 20, Map.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when the generation time is negative, or the time lapse not positive
   */
  public SandboxOptions {
    if (generationTime.isNegative()) {
      throw new IllegalArgumentException("generationTime must not be negative: " + generationTime);
    }
    if (timeLapse < 1) {
      throw new IllegalArgumentException("timeLapse must be at least 1: " + timeLapse);
    }
    arguments = Map.copyOf(arguments);
  }

  /** Returns the options with the defaults. */
  public static SandboxOptions defaults() {
    return DEFAULT;
  }

  /** Returns these options with another time that a generation takes. */
  public SandboxOptions withGenerationTime(Duration value) {
    return new SandboxOptions(value, timeLapse, arguments);
  }

  /** Returns these options with another time lapse; 1 is real time. */
  public SandboxOptions withTimeLapse(int value) {
    return new SandboxOptions(generationTime, value, arguments);
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
    Map<String, String> all = new HashMap<>(arguments);
    all.put(name, value);
    return new SandboxOptions(generationTime, timeLapse, all);
  }
}
