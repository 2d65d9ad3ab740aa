package com.vicsee.client.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Ways in which a {@link TestServer} speaks as badly as a test wants. */
public final class Wire {

  private Wire() {
  }

  /** Closes the connection without an answer. */
  public static TestServer.Behaviour drop() {
    return (server, connection) -> { };
  }

  /** Says nothing, and keeps the connection. */
  public static TestServer.Behaviour silence() {
    return (server, connection) -> server.awaitClose();
  }

  /** Says something, and closes the connection. */
  public static TestServer.Behaviour text(String head, String body) {
    return (server, connection) ->
        connection.getOutputStream().write((head.replace("\n", "\r\n") + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
  }

  /** Says something, and then nothing more, but keeps the connection. */
  public static TestServer.Behaviour stall(String head, String body) {
    return (server, connection) -> {
      text(head, body).answer(server, connection);
      connection.getOutputStream().flush();
      server.awaitClose();
    };
  }

  /** Begins to say something, and keeps the connection. */
  public static TestServer.Behaviour stallInHeaders(String head) {
    return (server, connection) -> {
      connection.getOutputStream().write((head.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
      server.awaitClose();
    };
  }

  /** Says something, and repeats a piece for ever. */
  public static TestServer.Behaviour endless(String head, byte[] piece) {
    return (server, connection) -> {
      text(head, "").answer(server, connection);
      while (true) {
        connection.getOutputStream().write(piece);
        server.wrote(piece.length);
      }
    };
  }

  /** Begins a head, and repeats a piece of it for ever. */
  public static TestServer.Behaviour endlessHead(String head, String piece) {
    return (server, connection) -> {
      connection.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      while (true) {
        connection.getOutputStream().write(bytes);
        server.wrote(bytes.length);
      }
    };
  }

  /** Answers with JSON. */
  public static TestServer.Behaviour json(int status, String body) {
    return text("HTTP/1.1 " + status + " X\nContent-Type: application/json\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\nConnection: close", body);
  }

  /** Says nothing, and waits until the client hangs up. */
  public static TestServer.Behaviour awaitHangUp(CompletableFuture<Void> hungUp) {
    return (server, connection) -> {
      InputStream in = connection.getInputStream();
      try {
        while (in.read() >= 0) {
          Thread.onSpinWait();
        }
      } catch (IOException reset) {
        // A reset is a way to hang up.
      }
      hungUp.complete(null);
    };
  }

  /** Says something, repeats a piece until the client hangs up, and tells of it. */
  public static TestServer.Behaviour endlessUntilHangUp(String head, byte[] piece, CompletableFuture<Void> hungUp) {
    return (server, connection) -> {
      try {
        endless(head, piece).answer(server, connection);
      } catch (IOException reset) {
        hungUp.complete(null);
      }
    };
  }
}
