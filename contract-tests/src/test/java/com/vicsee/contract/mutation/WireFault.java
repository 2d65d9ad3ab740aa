package com.vicsee.contract.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A fault in the way an answer is sent: late, cut off, twice, or in a form that is not HTTP. */
@FunctionalInterface
public interface WireFault {

  /**
   * Sends an answer.
   *
   * @param head the status line and the headers, with the empty line at their end
   */
  void send(byte[] head, byte[] body, Socket socket) throws IOException, InterruptedException;

  /**
   * All faults, by name.
   *
   * @param patience how long the caller waits for an answer
   */
  static Map<String, WireFault> all(Duration patience) {
    long late = patience.toMillis() * 2;
    Map<String, WireFault> faults = new LinkedHashMap<>();
    faults.put("no answer, the connection closed", (head, body, socket) -> { });
    faults.put("no answer, the connection reset", (head, body, socket) -> socket.setSoLinger(true, 0));
    faults.put("no answer, the connection left open", (head, body, socket) -> Thread.sleep(late));
    faults.put("an answer that comes too late", (head, body, socket) -> {
      Thread.sleep(late);
      write(socket, head, body);
    });
    faults.put("a body that comes too late", (head, body, socket) -> {
      write(socket, head);
      Thread.sleep(late);
      write(socket, body);
    });
    faults.put("one byte at a time, too slowly", (head, body, socket) -> trickle(head, body, socket, late));
    faults.put("cut in the head", (head, body, socket) -> write(socket, Arrays.copyOf(head, head.length / 2)));
    faults.put("cut before the body", (head, body, socket) -> write(socket, head));
    faults.put("cut in the body", (head, body, socket) -> write(socket, head, Arrays.copyOf(body, body.length / 2)));
    faults.put("reset in the body", (head, body, socket) -> {
      write(socket, head, Arrays.copyOf(body, body.length / 2));
      socket.setSoLinger(true, 0);
    });
    faults.put("Content-Length one too many", (head, body, socket) -> write(socket, length(head, body.length + 1), body));
    faults.put("Content-Length one too few", (head, body, socket) -> write(socket, length(head, body.length - 1), body));
    faults.put("Content-Length that is none", (head, body, socket) -> write(socket, replaced(head, "Content-Length: \\d+", "Content-Length: some"), body));
    faults.put("garbage behind the body", (head, body, socket) -> write(socket, head, body, bytes("garbage")));
    faults.put("two answers for one request", (head, body, socket) -> write(socket, head, body, head, body));
    faults.put("chunks of a wrong size", (head, body, socket) -> write(socket, chunked(head), bytes(Integer.toHexString(body.length + 5) + "\r\n"), body,
        bytes("\r\n0\r\n\r\n")));
    faults.put("chunks without an end", (head, body, socket) -> write(socket, chunked(head), bytes(Integer.toHexString(body.length) + "\r\n"), body,
        bytes("\r\n")));
    faults.put("Content-Length beside chunks", (head, body, socket) -> write(socket, replaced(head, "\r\n\r\n$", "\r\nTransfer-Encoding: chunked\r\n\r\n"),
        bytes(Integer.toHexString(body.length) + "\r\n"), body, bytes("\r\n0\r\n\r\n")));
    faults.put("HTTP/1.0", (head, body, socket) -> write(socket, replaced(head, "^HTTP/1.1", "HTTP/1.0"), body));
    faults.put("a blank before a colon", (head, body, socket) -> write(socket, replaced(head, "\r\n\r\n$", "\r\nVary : Accept\r\n\r\n"), body));
    faults.put("lines without CR", (head, body, socket) -> write(socket, bytes(new String(head, StandardCharsets.ISO_8859_1).replace("\r", "")), body));
    faults.put("a status line without a status", (head, body, socket) -> write(socket, replaced(head, "^HTTP/1.1 \\d+.*", "HTTP/1.1 OK"), body));
    for (String coding : List.of("gzip", "br")) {
      faults.put("Content-Encoding: " + coding + " over plain bytes", (head, body, socket) -> write(socket,
          replaced(head, "\r\n\r\n$", "\r\nContent-Encoding: " + coding + "\r\n\r\n"), body));
    }
    faults.put("no HTTP at all", (head, body, socket) -> write(socket, bytes("220 mail ready\r\n")));
    faults.put("a header line without a colon", (head, body, socket) -> write(socket, replaced(head, "\r\n\r\n$", "\r\nnonsense\r\n\r\n"), body));
    faults.put("HTML in place of the head", (head, body, socket) -> write(socket, bytes("<html>Bad Gateway</html>")));
    return faults;
  }

  private static void trickle(byte[] head, byte[] body, Socket socket, long late) throws IOException, InterruptedException {
    byte[] all = join(head, body);
    int steps = 40;
    for (int i = 0; i < steps; i++) {
      write(socket, Arrays.copyOfRange(all, i, i + 1));
      Thread.sleep(late / steps);
    }
    write(socket, Arrays.copyOfRange(all, steps, all.length));
  }

  private static byte[] length(byte[] head, int length) {
    return replaced(head, "Content-Length: \\d+", "Content-Length: " + Math.max(0, length));
  }

  private static byte[] chunked(byte[] head) {
    return replaced(head, "Content-Length: \\d+", "Transfer-Encoding: chunked");
  }

  private static byte[] replaced(byte[] head, String regex, String by) {
    return new String(head, StandardCharsets.ISO_8859_1).replaceFirst(regex, by).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void write(Socket socket, byte[]... parts) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(join(parts));
    out.flush();
  }
}
