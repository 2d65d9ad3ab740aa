package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.util.Optional;

/** A true server behind one lie. What is asked beside the API, such as the control of a sandbox, passes as it is. Of one thread. */
public final class MutantTarget implements Target {

  private final Contract contract;
  private final Target truth;
  private final Mutant lie;
  private final Mutation teller;
  private boolean told;

  /** Puts a lie before a true server. */
  public MutantTarget(Contract contract, Target truth, Mutant lie) {
    this.contract = contract;
    this.truth = truth;
    this.lie = lie;
    this.teller = lie.tellers().get();
  }

  @Override
  public String name() {
    return truth.name();
  }

  @Override
  public String baseUrl() {
    return truth.baseUrl();
  }

  @Override
  public Exchange send(ApiRequest request) {
    Exchange answer = truth.send(request);
    if (answer.fault().isPresent() || !request.url().startsWith(baseUrl()) || !concerns(request, answer)) {
      return answer;
    }
    Exchange otherwise = teller.tell(answer, truth::send);
    if (otherwise == answer) {
      return answer;
    }
    told = true;
    return new Exchange(request, otherwise.status(), otherwise.headers(), otherwise.body(), otherwise.fault());
  }

  /** Whether the lie was told at all. */
  public boolean told() {
    return told;
  }

  /** A path that is of no operation may be asked for any; the lie is told there too. */
  private boolean concerns(ApiRequest request, Exchange answer) {
    Optional<String> operation = Routes.of(contract, request);
    return lie.concerns(answer.status()) && operation.map(o -> o.equals(lie.operation()) || lie.operation().equals("*")).orElse(true);
  }
}
