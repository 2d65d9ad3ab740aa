package com.vicsee.contract.suite;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import java.time.Duration;
import java.util.List;

/**
 * What a run has come to.
 *
 * @param target the name of the server
 * @param sandbox whether it is the sandbox
 * @param why by what it was known to be the sandbox, or not to be
 * @param findings the lies, each once
 * @param checks what each check has come to, in the order in which they ran
 * @param requests how many requests were sent
 * @param spent how many credits were taken, as far as the server says
 */
public record Outcome(String target, boolean sandbox, String why, Ledger ledger, List<Finding> findings, List<CheckResult> checks,
    long requests, long spent, Duration took) {

  /**
   * What a check has come to.
   *
   * @param scenario whether it drives the server itself, rather than seeing the answers to all others
   * @param findings how many lies it found
   * @param skipped why some of it was not tried; empty when all was
   */
  public record CheckResult(String id, String about, boolean scenario, long findings, List<String> skipped, long requests, Duration took) {}

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /** The ids of the checks that found something. */
  public List<String> brokenChecks() {
    return findings.stream().map(Finding::check).distinct().toList();
  }
}
