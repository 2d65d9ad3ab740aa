package com.vicsee.client.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for a response, as a future that can be cancelled: that wakes the thread by an interrupt, which
 * nobody sees once it is {@linkplain #release() released}.
 */
final class BlockedThread extends CompletableFuture<Void> {

  private @Nullable Thread thread = Thread.currentThread();
  private boolean cancelled;

  @Override
  public synchronized boolean cancel(boolean mayInterrupt) {
    if (thread == null) {
      return false;
    }
    cancelled = true;
    thread.interrupt();
    return true;
  }

  /** Ends the wait, on the thread that waited. Returns whether it was cancelled. */
  synchronized boolean release() {
    thread = null;
    if (cancelled) {
      Thread.interrupted();
    }
    return cancelled;
  }
}
