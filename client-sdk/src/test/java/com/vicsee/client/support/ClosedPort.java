package com.vicsee.client.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A loopback address that refuses connections. No other program can get its port until this is closed. */
public final class ClosedPort implements AutoCloseable {

  private final Socket taken = new Socket();

  /** Takes a port, on which nothing will listen. */
  public ClosedPort() throws IOException {
    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Returns the address. */
  public InetSocketAddress address() {
    return (InetSocketAddress) taken.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    taken.close();
  }
}
