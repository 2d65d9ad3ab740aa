package com.vicsee.contract.support;

import com.vicsee.contract.coverage.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Asserts that nothing was found, and says what was in the one form that all reports share. */
public final class Lies {

  private static final int SHOWN = 25;

  private Lies() {}

  /** Fails with what was found. */
  public static void assertNone(List<Finding> findings) {
    if (!findings.isEmpty()) {
      String more = findings.size() > SHOWN ? "\n… and " + (findings.size() - SHOWN) + " more" : "";
      throw new AssertionError(findings.size() + " found\n"
          + findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n")) + more);
    }
  }
}
