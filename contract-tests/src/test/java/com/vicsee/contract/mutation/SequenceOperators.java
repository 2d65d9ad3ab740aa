package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mutation operators for sequences of answers: between two answers, between two callers, or between an answer and its request. */
abstract class SequenceOperators {

  static final String KEY = "Idempotency-Key";
  static final String ID = "X-Request-Id";
  static final String ANY = "*";

  final Contract contract;
  final String baseUrl;
  private final List<Mutant> mutants = new ArrayList<>();

  SequenceOperators(Contract contract, String baseUrl) {
    this.contract = contract;
    this.baseUrl = baseUrl;
  }

  /** All mutants of the sandbox at a URL. */
  static List<Mutant> all(Contract contract, String baseUrl) {
    return Stream.of(new QuotaOperators(contract, baseUrl), new IdentityOperators(contract, baseUrl), new RequestOperators(contract, baseUrl),
        new MoneyOperators(contract, baseUrl), new StateOperators(contract, baseUrl), new MediaOperators(contract, baseUrl),
        new ClockOperators(contract, baseUrl), new CallerOperators(contract, baseUrl), new OrderOperators(contract, baseUrl), new FormOperators(contract, baseUrl),
        new FieldOperators(contract, baseUrl), new RaceOperators(contract, baseUrl))
        .flatMap(operators -> operators.mutants().stream()).toList();
  }

  private List<Mutant> mutants() {
    make();
    return List.copyOf(mutants);
  }

  /** Makes the mutants, by the methods below. */
  abstract void make();

  /** Adds a mutant that keeps state during a run. */
  void add(String kind, Operation operation, String status, String place, Supplier<Mutation> mutations) {
    mutants.add(new Mutant(kind, operation.id(), status, place, mutations));
  }

  /** Adds a mutant that changes each answer in the same way. */
  void change(String kind, String operation, String status, String place, UnaryOperator<Exchange> change) {
    mutants.add(Mutant.of(kind, operation, status, place, change));
  }

  /** Adds a mutant that understands another request than the one that was sent. */
  void ask(String kind, Operation operation, String status, String place, UnaryOperator<ApiRequest> other) {
    add(kind, operation, status, place, () -> (original, server) -> {
      ApiRequest asked = other.apply(original.request());
      return asked.equals(original.request()) ? original : server.apply(asked);
    });
  }
}
