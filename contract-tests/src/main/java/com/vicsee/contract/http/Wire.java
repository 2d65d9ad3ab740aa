package com.vicsee.contract.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTP/1.1 on a bare socket, one connection per request. Unlike a client library it sends malformed requests (any target, header or method)
 * and shows what a library hides: the case of names, duplicates, and the framing of the body.
 */
final class Wire {

  /** How long a server may take to close a connection after `Connection: close`. */
  private static final Duration CLOSING = Duration.ofMillis(500);

  /** A field name, with nothing between it and the colon (RFC 9112, section 5.1). */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final int LINE = 1024 * 1024;
  private static final int SHOWN = 100;
  private static final int LIMIT = 256 * 1024 * 1024;

  private final Connection connection;

  Wire(Connection connection) {
    this.connection = connection;
  }

  Exchange send(ApiRequest request) throws IOException {
    long deadline = connection.deadline(request);
    try (Socket socket = connect(request.origin())) {
      socket.setTcpNoDelay(true);
      Thread writer = new Thread(() -> write(socket, request), "wire-writer");
      writer.setDaemon(true);
      if (request.body().length < 8192) {
        write(socket, request);
      } else {
        // A server may refuse a long body before it has read it; its answer is read meanwhile.
        writer.start();
      }
      return read(socket, request, deadline);
    } catch (SocketTimeoutException e) {
      throw new IOException(Exchange.TOO_SLOW + connection.patience().toMillis() + " ms", e);
    }
  }

  private Socket connect(URI origin) throws IOException {
    boolean tls = "https".equals(origin.getScheme());
    int port = origin.getPort() > 0 ? origin.getPort() : tls ? 443 : 80;
    // An IPv6 address is in brackets in a URL (RFC 3986, section 3.2.2).
    String host = origin.getHost().replaceAll("[\\[\\]]", "");
    Socket socket = new Socket();
    InetSocketAddress proxy = connection.proxy();
    try {
      socket.connect(proxy == null ? new InetSocketAddress(host, port) : new InetSocketAddress(proxy.getHostString(), proxy.getPort()),
          (int) connection.patience().toMillis());
    } catch (UnknownHostException e) {
      throw new IOException(Exchange.NO_CONNECTION + "unknown host " + (proxy == null ? host : proxy.getHostString()), e);
    } catch (IOException e) {
      throw new IOException(Exchange.NO_CONNECTION + (proxy == null ? "" : "to the proxy: ") + e.getMessage(), e);
    }
    socket.setSoTimeout((int) connection.patience().toMillis());
    if (!tls) {
      return socket;
    }
    if (proxy != null) {
      tunnel(socket, origin.getHost() + ':' + port);
    }
    SSLContext trusted = connection.tls();
    SSLSocketFactory factory = trusted == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : trusted.getSocketFactory();
    SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Opens a tunnel through the proxy (RFC 9110, section 9.3.6). */
  private static void tunnel(Socket socket, String authority) throws IOException {
    socket.getOutputStream().write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String status = line(in);
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      Thread.yield();
    }
    if (!status.matches("HTTP/1\\.\\d 2\\d\\d.*")) {
      throw new IOException(Exchange.NO_CONNECTION + "the proxy refuses " + authority + ": " + status);
    }
  }

  private void write(Socket socket, ApiRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(target(request)).append(" HTTP/1.1\r\n");
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
      // The server has closed the connection. The reader reports a missing answer.
      Thread.yield();
    }
  }

  /** Behind a proxy, a request without a tunnel names its whole URL (RFC 9112, section 3.2.2). */
  private String target(ApiRequest request) {
    return connection.proxy() != null && request.url().startsWith("http:") ? request.url() : request.requestTarget();
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

  private static Exchange read(Socket socket, ApiRequest request, long deadline) throws IOException {
    Timed timed = new Timed(socket, deadline);
    try {
      return read(timed, request);
    } catch (EOFException | SocketException e) {
      throw timed.begun ? e : new IOException(Exchange.NO_ANSWER + (e instanceof EOFException ? "closed" : e.getMessage()), e);
    }
  }

  private static Exchange read(Timed timed, ApiRequest request) throws IOException {
    InputStream in = new BufferedInputStream(timed, 65536);
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
        if (colon <= 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
          throw new IOException("not a header line (RFC 9112, section 5): " + line);
        }
        headers.add(new Exchange.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
      if (status >= 200) {
        Exchange head = new Exchange(request, status, List.copyOf(headers), new byte[0]);
        boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
        Exchange whole = bodiless ? rest(head, in) : new Exchange(request, status, head.headers(), body(head, in));
        timed.endWithin(CLOSING);
        nothingMore(whole, in);
        return whole.over(parts[0]);
      }
    }
  }

  /** Reads on after an answer that must not have a body, to see whether it has one. */
  private static Exchange rest(Exchange head, InputStream in) throws IOException {
    boolean closes = head.values("Connection").stream().anyMatch("close"::equalsIgnoreCase);
    return closes ? new Exchange(head.request(), head.status(), head.headers(), in.readAllBytes()) : head;
  }

  /** One request has one answer; what comes behind it would be taken for the answer to the next. */
  private static void nothingMore(Exchange whole, InputStream in) throws IOException {
    int more = -1;
    try {
      if (in.available() > 0 || whole.values("Connection").stream().anyMatch("close"::equalsIgnoreCase)) {
        more = in.read();
      }
    } catch (IOException e) {
      // A server that closes before it has read a long request resets the connection; the answer was complete.
      more = -1;
    }
    if (more >= 0) {
      throw new IOException("more bytes after the end of the answer");
    }
  }

  private static byte[] body(Exchange head, InputStream in) throws IOException {
    boolean coded = head.header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked");
    String length = head.header("Content-Length").orElse("");
    if (!length.isEmpty() && coded) {
      // The two may differ, and a gateway may believe the other one.
      throw new IOException("both Transfer-Encoding and Content-Length (RFC 9112, section 6.2)");
    }
    if (coded) {
      return chunks(in);
    }
    if (length.isEmpty()) {
      return in.readNBytes(LIMIT);
    }
    if (!length.matches("\\d{1,9}")) {
      throw new IOException("not a Content-Length: " + length);
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
      String head = line(in).split(";", 2)[0].strip();
      if (!head.matches("[0-9A-Fa-f]{1,7}")) {
        throw new IOException("not the size of a chunk: " + head);
      }
      int size = Integer.parseInt(head, 16);
      if (size == 0) {
        for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
          Thread.yield();
        }
        return body.toByteArray();
      }
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size || !line(in).isEmpty()) {
        throw new EOFException("a chunk ended after " + chunk.length + " of " + size + " bytes");
      }
      body.write(chunk);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int before = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended within a line of the answer");
      }
      if (line.size() > LINE) {
        throw new IOException("a line of more than " + LINE + " bytes");
      }
      line.write(b);
      before = b;
    }
    if (before != '\r') {
      throw new IOException("a line that ends without CR (RFC 9112, section 2.2): " + Excerpt.of(line.toString(StandardCharsets.UTF_8), SHOWN));
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** The input of a socket until a point in time, however slowly it drips. */
  private static final class Timed extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private long deadline;
    private boolean ending;
    private boolean begun;

    Timed(Socket socket, long deadline) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.deadline = deadline;
    }

    void endWithin(Duration time) {
      ending = true;
      deadline = Math.min(deadline, System.nanoTime() + time.toNanos());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("too slow");
      }
      socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      int read = in.read(bytes, from, length);
      begun |= read > 0;
      // A slow line is no fault, as long as bytes arrive.
      deadline += read > 0 && !ending ? Connection.nanosFor(read) : 0;
      return read;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }
  }
}
