package com.vicsee.sandbox.generation;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Holds each generation whose prompt has the word "hold" until the test lets it go, in the order of their coming. */
class BlockingProvider implements GenerationProvider {
  /** Told of each that has come. */
  final BlockingQueue<SynchronousQueue<Boolean>> held = new LinkedBlockingQueue<>();

  @Override
  public void accept(Specification specification, List<Input> inputs) {
    if (!String.valueOf(specification.prompt()).contains("hold")) {
      return;
    }
    var gate = new SynchronousQueue<Boolean>();
    held.add(gate);
    try {
      if (gate.poll(120, TimeUnit.SECONDS) == null) {
        throw new IllegalStateException("never let go");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Progress advance(Generation generation) {
    return new Working(1, java.time.Duration.ofHours(1));
  }

  /** Waits for the next to come, and returns how to let it go. */
  SynchronousQueue<Boolean> next() throws InterruptedException {
    var gate = held.poll(120, TimeUnit.SECONDS);
    if (gate == null) {
      throw new AssertionError("nobody came");
    }
    return gate;
  }
}
