package com.vicsee.client.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Answers to a request that offers HTTP/2 by an upgrade. The request is stream 1 of the new connection (RFC 9113). */
public final class Http2 {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte STATUS_200 = (byte) 0x88;
  private static final int REFUSED_STREAM = 7;

  /** How a connection ends. */
  public enum End {
    /** The server goes away, and says that it has not processed the request. */
    UNPROCESSED,
    /** The server refuses the stream, and keeps the connection. */
    REFUSED_STREAM,
    /** The server goes away after the headers and half of the body. */
    WITHIN_THE_BODY,
    /** The server says that it goes away, and then completes the response. */
    AFTER_GOING_AWAY
  }

  private Http2() {
  }

  /** Returns an answer over HTTP/2 during which the server shuts down. */
  public static TestServer.Behaviour ending(End end, Answer answer) {
    return (server, connection) -> {
      OutputStream out = connection.getOutputStream();
      out.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      frame(out, SETTINGS, 0, 0, new byte[0]);
      byte[] body = answer.body();
      switch (end) {
        case UNPROCESSED -> goAway(out, 0);
        case REFUSED_STREAM -> frame(out, RST_STREAM, 0, 1, ByteBuffer.allocate(4).putInt(REFUSED_STREAM).array());
        case WITHIN_THE_BODY -> {
          frame(out, HEADERS, END_HEADERS, 1, head(answer));
          frame(out, DATA, 0, 1, Arrays.copyOf(body, body.length / 2));
          goAway(out, 1);
        }
        case AFTER_GOING_AWAY -> {
          goAway(out, 1);
          frame(out, HEADERS, END_HEADERS, 1, head(answer));
          frame(out, DATA, END_STREAM, 1, body);
        }
      }
      out.flush();
      connection.shutdownOutput();
      server.awaitClose();
    };
  }

  private static void goAway(OutputStream out, int lastStream) throws IOException {
    frame(out, GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
  }

  private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
    byte[] head = ByteBuffer.allocate(10).putInt(payload.length).put((byte) type).put((byte) flags).putInt(stream).array();
    // The length has three bytes.
    out.write(head, 1, 9);
    out.write(payload);
  }

  /** Returns status 200 and the headers of an answer, each as a literal that is not compressed (RFC 7541, section 6.2.2). */
  private static byte[] head(Answer answer) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(STATUS_200);
    answer.with("Content-Length", String.valueOf(answer.body().length)).headers().forEach((name, value) -> {
      head.write(0);
      text(head, name.toLowerCase(Locale.ROOT));
      text(head, value);
    });
    return head.toByteArray();
  }

  private static void text(ByteArrayOutputStream head, String text) {
    head.write(text.length());
    head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
