package com.vicsee.sandbox.control;

import java.util.List;

/**
 * A word that tells the sandbox what to do with a generation.
 *
 * @param word the word, as it is written in the prompt or in the URL of an input
 * @param what what comes of it, in a sentence
 */
public record Trigger(String word, String what) {
  /** All words. */
  public static final List<Trigger> ALL = List.of(
      new Trigger("sandbox:provider-error", "The submission is refused: 502 PROVIDER_ERROR, with Retry-After"),
      new Trigger("sandbox:generation-failed", "The submission is refused: 500 GENERATION_FAILED"),
      new Trigger("sandbox:internal-error", "The submission is refused: 500 INTERNAL_ERROR"),
      new Trigger("sandbox:fail", "The task is accepted and fails with GENERATION_FAILED; the credits come back"),
      new Trigger("sandbox:fail=IMAGE_TOO_LARGE", "The task is accepted and fails with that code, or any other that is named"),
      new Trigger("sandbox:no-result", "The task is accepted, and ends without a result"),
      new Trigger("sandbox:slow=30s", "The task takes that many seconds; see also the clock"));
}
