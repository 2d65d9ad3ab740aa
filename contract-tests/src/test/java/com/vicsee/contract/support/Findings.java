package com.vicsee.contract.support;

import com.vicsee.contract.coverage.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asserts that the checks found nothing. */
public final class Findings {

  private static final int SHOWN = 25;

  private Findings() {}

  /** Fails with what was found. */
  public static void assertNone(List<Finding> findings) {
    // Many answers have the same fault; one of them is enough to see it.
    Map<String, Finding> distinct = new LinkedHashMap<>();
    findings.forEach(f -> distinct.putIfAbsent(f.check() + f.element() + f.documented(), f));
    if (!distinct.isEmpty()) {
      String more = distinct.size() > SHOWN ? "\n… and " + (distinct.size() - SHOWN) + " more" : "";
      throw new AssertionError(distinct.size() + " found\n"
          + distinct.values().stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n")) + more);
    }
  }
}
