package com.vicsee.sandbox.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a server and its database, and can be cut: then connections break and new ones are refused, or nothing comes through any more. */
final class Relay implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket listener;
  private volatile boolean silent;

  Relay(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    this.port = listener.getLocalPort();
    listen(listener);
  }

  int port() {
    return port;
  }

  /** Breaks all connections, and refuses new ones. */
  void cut() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Lets nothing through, and says so to nobody. */
  void fallSilent() {
    silent = true;
  }

  /** Lets everything through again. What was open before is broken. */
  void mend() throws IOException {
    silent = false;
    for (Socket socket : open) {
      socket.close();
    }
    if (listener.isClosed()) {
      listener = new ServerSocket(port, 200, InetAddress.getByName("127.0.0.1"));
      listen(listener);
    }
  }

  private void listen(ServerSocket on) {
    daemon(() -> {
      while (!on.isClosed()) {
        try {
          Socket near = on.accept();
          open.add(near);
          Socket far = new Socket("127.0.0.1", target);
          open.add(far);
          daemon(() -> pass(near, far));
          daemon(() -> pass(far, near));
        } catch (IOException e) {
          // Cut.
        }
      }
    });
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (from; to; InputStream in = from.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!silent) {
          to.getOutputStream().write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // Cut.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
