package com.vicsee.sandbox.database;

import java.security.SecureRandom;

/**
 * Makes ids that cannot be guessed. Each begins with its time, so that new rows are neighbours in every index: a database that changes a few pages for many rows is
 * much faster than one that changes a page for each. The random part alone is the secret.
 */
public final class Identifiers {
  /** How many characters of an id, after its prefix, are the time: milliseconds in base 36, in the same length until 2059. */
  public static final int TIME_LENGTH = 8;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
  /** 24 characters of 54 are 138 bits. */
  private static final int LENGTH = 24;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Identifiers() {}

  /** Returns a new id with a prefix that says what it is of. */
  public static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append('_').append(Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
