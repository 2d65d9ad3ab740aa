package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One thing that a server says otherwise than it should.
 *
 * @param kind what is lied about, in a few words, the same for all lies of a kind
 * @param operation the operation whose answers are lies
 * @param status the status of the answers that are lies, or `*` for all
 * @param place what of the answer, and how
 * @param tellers makes a teller, which may remember what it has told; a new one for each trial
 * @param timed whether one answer alone does not show it
 */
public record Mutant(String kind, String operation, String status, String place, Supplier<Mutation> tellers, boolean timed) {

  private static final Function<ApiRequest, Exchange> NOBODY = request -> {
    throw new IllegalStateException("No server is there to answer " + request);
  };

  /** A lie that one answer alone shows. */
  public static Mutant of(String kind, String operation, String status, String place, UnaryOperator<Exchange> change) {
    return new Mutant(kind, operation, status, place, () -> (truth, server) -> change.apply(truth), false);
  }

  /** A lie that shows over time, or between callers. */
  public static Mutant timed(String kind, String operation, String status, String place, Supplier<Mutation> tellers) {
    return new Mutant(kind, operation, status, place, tellers, true);
  }

  /** The name that the lie has in every report. */
  public String id() {
    return operation + ' ' + status + ' ' + place;
  }

  /** Whether answers of a status are lies. */
  public boolean concerns(int answered) {
    return status.equals("*") || status.equals(Integer.toString(answered));
  }

  /** The lie in place of an answer that was recorded. */
  public Exchange tell(Exchange truth) {
    return tellers.get().tell(truth, NOBODY);
  }

  @Override
  public String toString() {
    return id();
  }
}
