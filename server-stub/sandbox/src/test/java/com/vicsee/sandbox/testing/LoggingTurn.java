package com.vicsee.sandbox.testing;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Lets applications that are started at once set up their logging one after the other: there is one for all of them, and Boot does it without a lock. */
final class LoggingTurn implements ApplicationListener<SpringApplicationEvent>, Ordered {
  private static final ReentrantLock TURN = new ReentrantLock();

  @Override
  public void onApplicationEvent(SpringApplicationEvent event) {
    if (event instanceof ApplicationStartingEvent) {
      TURN.lock();
    } else if ((event instanceof ApplicationPreparedEvent || event instanceof ApplicationFailedEvent) && TURN.isHeldByCurrentThread()) {
      TURN.unlock();
    }
  }

  /** Before the listener that sets up the logging. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
