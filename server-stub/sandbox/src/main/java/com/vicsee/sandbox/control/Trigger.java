package com.vicsee.sandbox.control;

import java.util.List;

/**
 * A word that controls how the sandbox handles a generation.
 *
 * @param word the word, as it is written in the prompt or in the URL of an input
 * @param description its effect, in a sentence
 */
public record Trigger(String word, String description) {
  /** All words. */
  public static final List<Trigger> ALL = List.of(
      new Trigger("sandbox:provider-error", "Rejects the submission: 502 PROVIDER_ERROR, with Retry-After"),
      new Trigger("sandbox:generation-failed", "Rejects the submission: 500 GENERATION_FAILED"),
      new Trigger("sandbox:internal-error", "Rejects the submission: 500 INTERNAL_ERROR"),
      new Trigger("sandbox:fail", "The task fails with GENERATION_FAILED, and its credits are refunded"),
      new Trigger("sandbox:fail=IMAGE_TOO_LARGE", "The task fails with this code; any code is possible"),
      new Trigger("sandbox:no-result", "The task completes without a result"),
      new Trigger("sandbox:slow=30s", "The task takes at least so many seconds of the sandbox clock"));
}
