package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mutation operators for sequences of answers: between two answers, between two callers, or between an answer and its request. */
abstract class SequenceOperators {

  static final String KEY = "Idempotency-Key";
  static final String ID = "X-Request-Id";
  static final String ANY = "*";
  private static final Duration POLL = Duration.ofMillis(400);
  private static final int POLLS = 25;

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

  /**
   * Charges a caller once more: a purchase whose end is awaited, since a charge takes none of the places for generations.
   *
   * @param purchase the purchase, with the key of the caller
   */
  void charge(Function<ApiRequest, Exchange> server, ApiRequest purchase) {
    String id = server.apply(purchase.with(KEY, null)).data().path("id").asString("");
    ApiRequest read = SandboxRequest.changed(contract.operation("getTask"), SandboxRequest.parameter("id", id)).to(baseUrl)
        .with("Authorization", purchase.header("Authorization"));
    for (int i = 0; !id.isEmpty() && i < POLLS; i++) {
      LockSupport.parkNanos(POLL.toNanos());
      if (server.apply(read).data().path("completedAt").isString()) {
        return;
      }
    }
  }

  /** Adds a mutant that understands another request than the one that was sent. */
  void ask(String kind, Operation operation, String status, String place, UnaryOperator<ApiRequest> other) {
    add(kind, operation, status, place, () -> (original, server) -> {
      ApiRequest asked = other.apply(original.request());
      return asked.equals(original.request()) ? original : server.apply(asked);
    });
  }
}
