package com.vicsee.client.http;

/** Receives each attempt of each call when it ends, for logs and metrics. The client ignores exceptions of a listener. Thread-safe. */
@FunctionalInterface
public interface AttemptListener {

  /** Called at the end of an attempt, on the thread of the caller or one of the client. It must not block. */
  void onAttempt(Attempt attempt);
}
