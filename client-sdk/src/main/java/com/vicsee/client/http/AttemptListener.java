package com.vicsee.client.http;

/** Is told each attempt of each call when it ends, for logs and metrics. What it throws is ignored. Thread-safe. */
@FunctionalInterface
public interface AttemptListener {

  /** Is called at the end of an attempt, on a thread of the client. It must not block. */
  void onAttempt(Attempt attempt);
}
