package com.vicsee.contract.mutation;

import java.util.List;

/**
 * What became of a lie.
 *
 * @param checks the ids of the checks that noticed it, none when it survived
 * @param how where it was told: to recorded answers, or to a run over the wire
 */
public record MutantResult(Mutant lie, List<String> checks, How how, String detail) {

  /** Where a lie was told. */
  public enum How {
    /** No answer of the run has what the lie is about. */
    NOT_TOLD,
    /** In place of the answers that were recorded; the checks judged them again. */
    RECORDED,
    /** By a server between the scenarios and the true one. */
    LIVE
  }

  /** Whether a check noticed. */
  public boolean killed() {
    return !checks.isEmpty();
  }
}
