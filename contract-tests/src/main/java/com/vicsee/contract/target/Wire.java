package com.vicsee.contract.target;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTP/1.1 on a bare socket, one connection per request. Other than a client library it sends what a caller may not (a malformed
 * target, any header, any method) and shows what a library hides: the case of names, duplicates, and the body as it came.
 */
final class Wire {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LIMIT = 256 * 1024 * 1024;

  Exchange send(ApiRequest request) throws IOException {
    try (Socket socket = connect(request.origin())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      Thread writer = new Thread(() -> write(socket, request), "wire-writer");
      writer.setDaemon(true);
      if (request.body().length < 8192) {
        write(socket, request);
      } else {
        // A server may refuse a long body before it has read it; its answer is read meanwhile.
        writer.start();
      }
      return read(socket, request);
    }
  }

  private static Socket connect(URI origin) throws IOException {
    boolean tls = "https".equals(origin.getScheme());
    int port = origin.getPort() > 0 ? origin.getPort() : tls ? 443 : 80;
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(origin.getHost(), port), (int) PATIENCE.toMillis());
    if (!tls) {
      return socket;
    }
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure = (SSLSocket) factory.createSocket(socket, origin.getHost(), port, true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static void write(Socket socket, ApiRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.requestTarget()).append(" HTTP/1.1\r\n");
    if (request.header("Host").isEmpty()) {
      head.append("Host: ").append(request.origin().getAuthority()).append("\r\n");
    }
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    boolean chunked = request.header("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked");
    if (!chunked && request.header("Content-Length").isEmpty()
        && (request.body().length > 0 || request.method().matches("POST|PUT|PATCH"))) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    if (request.header("Connection").isEmpty()) {
      head.append("Connection: close\r\n");
    }
    head.append("\r\n");
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 65536);
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      if (chunked) {
        writeChunks(out, request.body());
      } else {
        out.write(request.body());
      }
      out.flush();
    } catch (IOException e) {
      // The server has closed its side; what it said before is what counts, and the reader finds out when it said nothing.
      Thread.yield();
    }
  }

  private static void writeChunks(OutputStream out, byte[] body) throws IOException {
    int size = Math.max(1, body.length / 3);
    for (int from = 0; from < body.length; from += size) {
      int length = Math.min(size, body.length - from);
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, from, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static Exchange read(Socket socket, ApiRequest request) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream(), 65536);
    while (true) {
      String statusLine = line(in);
      String[] parts = statusLine.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
        throw new IOException("not an HTTP status line: " + statusLine);
      }
      int status = Integer.parseInt(parts[1]);
      List<Exchange.Field> headers = new ArrayList<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
          throw new IOException("not a header line: " + line);
        }
        headers.add(new Exchange.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
      if (status >= 200) {
        Exchange head = new Exchange(request, status, List.copyOf(headers), new byte[0]);
        boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
        return bodiless ? rest(head, in) : new Exchange(request, status, head.headers(), body(head, in));
      }
    }
  }

  /** What follows an answer that may have no body, so that a body which is there all the same is seen. */
  private static Exchange rest(Exchange head, InputStream in) throws IOException {
    boolean closes = head.values("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    return closes ? new Exchange(head.request(), head.status(), head.headers(), in.readAllBytes()) : head;
  }

  private static byte[] body(Exchange head, InputStream in) throws IOException {
    if (head.header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked")) {
      return chunks(in);
    }
    String length = head.header("Content-Length").orElse("");
    if (length.isEmpty()) {
      return in.readNBytes(LIMIT);
    }
    byte[] body = in.readNBytes(Integer.parseInt(length));
    if (body.length < Integer.parseInt(length)) {
      throw new EOFException("the body ended after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
          Thread.yield();
        }
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended within the head of the answer");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
