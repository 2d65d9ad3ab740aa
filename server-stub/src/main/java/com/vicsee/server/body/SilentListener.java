package com.vicsee.server.body;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** A listener of asynchronous requests that does nothing. */
abstract class SilentListener implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) throws IOException {}

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
