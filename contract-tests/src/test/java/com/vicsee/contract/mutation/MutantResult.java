package com.vicsee.contract.mutation;

import java.util.List;

/**
 * The result of a mutant.
 *
 * @param checks the ids of the checks that killed it; empty when it survived
 * @param where where the mutant ran
 */
public record MutantResult(Mutant mutant, List<String> checks, Where where) {

  /** Where a mutant ran. */
  public enum Where {
    /** No answer of the run has what the mutant changes. */
    NOT_REACHED,
    /** On recorded answers, which the checks judged again. */
    RECORDED,
    /** In front of a server. */
    LIVE
  }

  /** Whether a check killed the mutant. */
  public boolean killed() {
    return !checks.isEmpty();
  }
}
