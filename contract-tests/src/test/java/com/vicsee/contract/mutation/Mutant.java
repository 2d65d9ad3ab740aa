package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A server with one fault.
 *
 * @param kind what is changed, in a few words; the same for all mutants of an operator
 * @param operation the operation whose answers are changed, or `*` for all
 * @param status the status of the answers that are changed, or `*` for all
 * @param place what of the answer is changed, and how
 * @param mutations makes the mutation of one run
 */
public record Mutant(String kind, String operation, String status, String place, Supplier<Mutation> mutations) {

  private static final Function<ApiRequest, Exchange> NO_SERVER = request -> {
    throw new IllegalStateException("No server answers " + request);
  };

  /** A mutant that one answer alone shows. */
  public static Mutant of(String kind, String operation, String status, String place, UnaryOperator<Exchange> change) {
    return new Mutant(kind, operation, status, place, () -> (original, server) -> change.apply(original));
  }

  /** The name of the mutant in every report. */
  public String id() {
    return operation + ' ' + status + ' ' + place;
  }

  /** Its class in the taxonomy. */
  public MutantClass group() {
    return MutantClass.of(kind);
  }

  /** Whether answers with a status are changed. */
  public boolean concerns(int answered) {
    return status.equals("*") || status.equals(Integer.toString(answered));
  }

  /** A recorded answer as the mutant sends it. */
  public Exchange apply(Exchange original) {
    return mutations.get().apply(original, NO_SERVER);
  }

  @Override
  public String toString() {
    return id();
  }
}
