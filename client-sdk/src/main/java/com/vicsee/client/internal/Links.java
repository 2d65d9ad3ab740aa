package com.vicsee.client.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Reads the URLs of answers, which may have characters that {@link URI} refuses, such as {@code |}, braces or a space. */
final class Links {

  private Links() {
  }

  /**
   * Returns the URL of a link.
   *
   * @throws IllegalArgumentException when it is no HTTP URL
   */
  static URI parse(String link) {
    URI uri = tolerant(link);
    // The query of a signed URL is a secret.
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("A link must be an HTTP URL; received " + link.split("\\?", 2)[0]);
    }
    return uri;
  }

  /** Returns the target of a redirect. */
  static URI parse(URI from, String location) {
    return parse(from.resolve(tolerant(location)).toString());
  }

  /** Escapes what {@link URI} refuses, byte by byte, as browsers do. What it accepts stays as it is. */
  private static URI tolerant(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException refused) {
      StringBuilder escaped = new StringBuilder();
      for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
        char character = (char) (each & 0xFF);
        boolean legal = character < 0x80
            && (Character.isLetterOrDigit(character) || "-._~:/?#@!$&'()*+,;=".indexOf(character) >= 0);
        escaped.append(legal ? String.valueOf(character) : String.format("%%%02X", (int) character));
      }
      return URI.create(escaped.toString().replaceAll("%25(?=[0-9A-Fa-f]{2})", "%"));
    }
  }
}
