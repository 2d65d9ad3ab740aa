package com.vicsee.server.gate;

import java.util.Arrays;

/** Tells which controllers implement the contract: those with one of the generated interfaces. */
public final class ApiHandlers {
  private static final String INTERFACES = "com.vicsee.server.api";

  private ApiHandlers() {}

  /** Tells whether a class implements a generated interface. */
  public static boolean contains(Class<?> controller) {
    for (Class<?> type = controller; type != null; type = type.getSuperclass()) {
      if (Arrays.stream(type.getInterfaces()).anyMatch(it -> it.getPackageName().equals(INTERFACES))) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a type is one of the generated records that hold the query and header parameters of an operation. */
  static boolean isParameters(Class<?> type) {
    return type.isRecord() && type.getPackageName().equals(INTERFACES);
  }
}
