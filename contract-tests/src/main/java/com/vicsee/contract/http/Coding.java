package com.vicsee.contract.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Decodes the content codings of an answer (RFC 9110, section 8.4), so that checks see the representation. */
final class Coding {

  private static final int LIMIT = 256 * 1024 * 1024;

  private Coding() {}

  /**
   * The answer with its content decoded, and all its fields as they came. An answer in a coding that is unknown, or whose content does not
   * have it, becomes a fault.
   */
  static Exchange decoded(Exchange exchange) {
    List<String> codings = new ArrayList<>(exchange.list("Content-Encoding"));
    // A part of a coded representation cannot be decoded by itself.
    if (codings.isEmpty() || exchange.body().length == 0 || exchange.status() == 206) {
      return exchange;
    }
    Collections.reverse(codings);
    byte[] body = exchange.body();
    for (String coding : codings) {
      try {
        body = decode(coding.toLowerCase(Locale.ROOT), body);
      } catch (IOException e) {
        return new Exchange(exchange.request(), 0, exchange.headers(), exchange.body(),
            Optional.of("Content-Encoding: " + coding + ", but the content does not have that coding (RFC 9110, section 8.4): " + e.getMessage()));
      }
    }
    return new Exchange(exchange.request(), exchange.status(), exchange.headers(), body).over(exchange.version());
  }

  private static byte[] decode(String coding, byte[] body) throws IOException {
    if (coding.equals("identity")) {
      return body;
    }
    if (!Set.of("gzip", "x-gzip", "deflate").contains(coding)) {
      throw new IOException("a coding that the request did not accept");
    }
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    try (InputStream in = coding.equals("deflate") ? new InflaterInputStream(bytes) : new GZIPInputStream(bytes)) {
      return in.readNBytes(LIMIT);
    }
  }
}
