package com.vicsee.contract.probe;

import java.util.Locale;

/** The names of checks, made once, since each answer is judged by dozens of checks. */
final class CheckName extends ClassValue<String> {

  static final CheckName OF = new CheckName();

  @Override
  protected String computeValue(Class<?> check) {
    return check.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
