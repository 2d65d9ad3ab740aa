package com.vicsee.sandbox.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no client would, and reads what comes back. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 25_000;

  private RawHttp() {}

  /** A response; status 0 when there was none. */
  public record Response(int status, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Response response && status == response.status && Arrays.equals(body, response.body);
    }

    @Override
    public int hashCode() {
      return status;
    }

    @Override
    public String toString() {
      return status + " " + headers + " " + new String(body, 0, Math.min(500, body.length), StandardCharsets.UTF_8);
    }
  }

  /** Sends bytes over a connection of their own, and reads until the server closes it. */
  public static Response exchange(int port, byte[] request) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        // The server has heard enough; its answer may be there all the same.
      }
      var received = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(received);
      } catch (SocketException e) {
        // Reset after the answer, because not all was read.
      }
      return parse(received.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response parse(byte[] received) {
    String text = new String(received, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      return new Response(0, Map.of(), received);
    }
    int status = Integer.parseInt(text.substring(9, 12));
    if (status == 100) {
      return parse(text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line : text.substring(0, end).split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    byte[] body = Arrays.copyOfRange(received, end + 4, received.length);
    return new Response(status, headers, "chunked".equals(headers.get("transfer-encoding")) ? unchunked(body) : body);
  }

  private static byte[] unchunked(byte[] body) {
    var whole = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int line = at;
      while (body[line] != '\r') {
        line++;
      }
      int size = Integer.parseInt(new String(body, at, line - at, StandardCharsets.US_ASCII), 16);
      whole.write(body, line + 2, size);
      at = line + 2 + size + 2;
    }
    return whole.toByteArray();
  }
}
