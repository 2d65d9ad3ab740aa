package com.vicsee.contract.check;

import com.vicsee.contract.support.ClassPath;
import java.util.Comparator;
import java.util.List;

/** All checks: whatever class of this package is a check. A new one is entered nowhere. */
public final class Checks {

  private static final List<ResponseCheck> OF_RESPONSES = find(ResponseCheck.class).stream()
      .sorted(Comparator.comparing(ResponseCheck::id)).toList();
  private static final List<Scenario> SCENARIOS = find(Scenario.class).stream()
      .sorted(Comparator.comparingInt(Scenario::turn).thenComparing(Scenario::id)).toList();

  private Checks() {}

  /** The checks that see every answer. */
  public static List<ResponseCheck> ofResponses() {
    return OF_RESPONSES;
  }

  /** The checks that drive a server, in the order in which they run. */
  public static List<Scenario> scenarios() {
    return SCENARIOS;
  }

  private static <T> List<T> find(Class<T> type) {
    return ClassPath.of(Checks.class).list(".class").stream().map(file -> load(file, type)).filter(c -> type.isAssignableFrom(c) && c != type)
        .map(c -> type.cast(make(c))).toList();
  }

  private static Class<?> load(String file, Class<?> type) {
    try {
      return Class.forName(type.getPackageName() + '.' + file.replace(".class", ""), false, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(file + " is no class", e);
    }
  }

  private static Object make(Class<?> check) {
    try {
      return check.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(check + " has no constructor without parameters", e);
    }
  }
}
