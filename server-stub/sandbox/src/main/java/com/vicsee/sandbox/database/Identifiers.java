package com.vicsee.sandbox.database;

import java.security.SecureRandom;

/** Makes ids that cannot be guessed. */
public final class Identifiers {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
  /** 24 characters of 54 are 138 bits. */
  private static final int LENGTH = 24;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Identifiers() {}

  /** Returns a new id with a prefix that says what it is of. */
  public static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append('_');
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
