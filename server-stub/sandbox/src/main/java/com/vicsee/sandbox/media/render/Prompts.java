package com.vicsee.sandbox.media.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** Makes prompts safe to draw and to store, and derives randomness from them. */
final class Prompts {
  private Prompts() {
  }

  /**
   * Returns the prompt as well-formed text: control characters become spaces, invisible formatting characters go,
   * unpaired surrogates become U+FFFD, and line ends become {@code \n}.
   *
   * <p>The ranges are listed rather than asked of {@link Character}, whose tables change between Java releases.
   */
  static String clean(String prompt, int maxCodePoints) {
    StringBuilder out = new StringBuilder(Math.min(prompt.length(), maxCodePoints) + 16);
    int kept = 0;
    for (int i = 0; i < prompt.length() && kept < maxCodePoints; ) {
      int codePoint = prompt.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint == '\r' && i < prompt.length() && prompt.charAt(i) == '\n') {
        continue;
      }
      if (isInvisible(codePoint)) {
        continue;
      }
      out.appendCodePoint(replacement(codePoint));
      kept++;
    }
    return out.toString();
  }

  private static int replacement(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == 0x85 || codePoint == 0x2028 || codePoint == 0x2029) {
      return '\n';
    }
    if (codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0) {
      return ' ';
    }
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    return surrogate || noncharacter ? 0xFFFD : codePoint;
  }

  private static boolean isInvisible(int c) {
    return c == 0xAD || c >= 0x200B && c <= 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2060 && c <= 0x206F
        || c >= 0xFE00 && c <= 0xFE0F || c == 0xFEFF || c >= 0xFFF9 && c <= 0xFFFB || c >= 0xE0000 && c <= 0xE0FFF;
  }

  /**
   * Returns a generator that depends on the exact prompt and the purpose only. {@link Random} is used because its
   * sequence is part of its specification.
   */
  static Random random(String prompt, String purpose) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    digest.update(purpose.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    // The code units themselves, because any encoding would make all unpaired surrogates equal.
    ByteBuffer units = ByteBuffer.allocate(prompt.length() * Character.BYTES);
    units.asCharBuffer().put(prompt);
    return new Random(ByteBuffer.wrap(digest.digest(units.array())).getLong());
  }
}
