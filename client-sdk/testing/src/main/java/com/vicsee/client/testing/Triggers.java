package com.vicsee.client.testing;

import java.time.Duration;

/**
 * Words that tell the sandbox what to do with a generation. Put one into the prompt, or into the URL of an input:
 * {@code "A lighthouse " + Triggers.fail()}.
 */
public final class Triggers {

  private static final String PREFIX = "sandbox:";

  private Triggers() {
  }

  /** Returns the word for a submission that is rejected because the provider is not available; the client retries it. */
  public static String providerError() {
    return PREFIX + "provider-error";
  }

  /** Returns the word for a submission that is rejected because the generation failed; the client retries it. */
  public static String generationFailed() {
    return PREFIX + "generation-failed";
  }

  /** Returns the word for a submission that fails inside the server. */
  public static String internalError() {
    return PREFIX + "internal-error";
  }

  /** Returns the word for a task that fails without a particular reason. Its credits are refunded. */
  public static String fail() {
    return PREFIX + "fail";
  }

  /**
   * Returns the word for a task that fails with an error code. Its credits are refunded.
   *
   * @param code a code of tasks, such as {@code IMAGE_TOO_LARGE}, or any other: the list is open
   */
  public static String fail(String code) {
    return fail() + "=" + code;
  }

  /** Returns the word for a task that ends without a result. */
  public static String noResult() {
    return PREFIX + "no-result";
  }

  /** Returns the word for a task that takes a time, in whole seconds of the sandbox's clock. */
  public static String slow(Duration duration) {
    return PREFIX + "slow=" + duration.toSeconds() + "s";
  }
}
