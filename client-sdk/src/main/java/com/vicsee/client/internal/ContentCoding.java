package com.vicsee.client.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Undoes the compression of a body, which a server may choose for a client that names no coding (RFC 9110, section 12.5.3). */
final class ContentCoding {

  static final String IDENTITY = "identity";

  private ContentCoding() {
  }

  /**
   * Returns the bytes as they were before they were compressed.
   *
   * @param limit the greatest size of the result, in bytes
   * @throws IOException when the coding is another one than gzip, the bytes are not of it, or the result is larger
   */
  static byte[] decode(HttpHeaders headers, byte[] body, int limit) throws IOException {
    String coding = headers.firstValue("Content-Encoding").orElse("").trim().toLowerCase(Locale.ROOT);
    if (body.length == 0 || coding.isEmpty() || coding.equals(IDENTITY)) {
      return body;
    }
    if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
      throw new IOException("The body has the coding " + coding + ", which was not requested");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] decoded = in.readNBytes((int) Math.min(limit + 1L, Integer.MAX_VALUE));
      if (decoded.length > limit) {
        throw new JsonBytes.TooLarge(limit);
      }
      return decoded;
    }
  }
}
