package com.vicsee.contract.suite;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import java.time.Duration;
import java.util.List;

/**
 * The result of a run.
 *
 * @param target the name of the server
 * @param sandbox whether it is the sandbox
 * @param why the evidence that it is the sandbox, or that it is not
 * @param findings the faults, each once
 * @param checks the result of each check, in the order in which they ran
 * @param requests how many requests were sent
 * @param spent how many credits were taken, as far as the server says
 */
public record Outcome(String target, boolean sandbox, String why, Ledger ledger, List<Finding> findings, List<CheckResult> checks,
    long requests, long spent, Duration took) {

  /**
   * The result of a check.
   *
   * @param scenario whether it drives the server itself; otherwise it examines the answers to the requests of all scenarios
   * @param findings how many faults it found
   * @param skipped why parts of it were not tried; empty when all were
   */
  public record CheckResult(String id, String about, boolean scenario, long findings, List<String> skipped, long requests, Duration took) {}

  /** Whether no check found a fault. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /** The ids of the checks that drive the server and could send it nothing. */
  public List<String> unreached() {
    return checks.stream().filter(c -> c.scenario() && c.requests() == 0).map(CheckResult::id).toList();
  }

  /** The ids of the checks that found something. */
  public List<String> brokenChecks() {
    return findings.stream().map(Finding::check).distinct().toList();
  }
}
