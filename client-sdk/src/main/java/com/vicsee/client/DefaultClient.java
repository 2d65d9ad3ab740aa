package com.vicsee.client;

import com.vicsee.client.internal.AsyncApi;
import com.vicsee.client.internal.BlockingApi;
import com.vicsee.client.internal.Dispatcher;
import com.vicsee.client.internal.Settings;
import com.vicsee.client.ratelimit.RateLimit;
import java.util.Optional;

/** The client: one dispatcher, and both faces on it. */
final class DefaultClient extends BlockingApi implements VicSeeClient {

  private final Dispatcher dispatcher;
  private final Async async;

  private static final class Async extends AsyncApi implements VicSeeAsyncClient {
    Async(Dispatcher dispatcher) {
      super(dispatcher);
    }
  }

  DefaultClient(Settings settings) {
    this(new Dispatcher(settings));
  }

  private DefaultClient(Dispatcher dispatcher) {
    this(dispatcher, new Async(dispatcher));
  }

  private DefaultClient(Dispatcher dispatcher, Async async) {
    super(dispatcher, async);
    this.dispatcher = dispatcher;
    this.async = async;
  }

  @Override
  public VicSeeAsyncClient async() {
    return async;
  }

  @Override
  public Optional<RateLimit> lastRateLimit() {
    return dispatcher.lastRateLimit();
  }

  @Override
  public void close() {
    dispatcher.close();
  }

  /** Returns where the client calls, without its key. */
  @Override
  public String toString() {
    return "VicSeeClient[" + dispatcher.settings().baseUrl() + "]";
  }
}
