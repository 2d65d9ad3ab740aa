package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.spec.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A correct server behind one mutant. What is not part of the API, such as the control of a sandbox, passes unchanged. Of one thread. */
public final class MutantTarget implements Target {

  private final Contract contract;
  private final Target original;
  private final Mutant mutant;
  private final Mutation mutation;
  private boolean reached;
  private boolean asks;

  /** Puts a mutant in front of a correct server. */
  public MutantTarget(Contract contract, Target original, Mutant mutant) {
    this.contract = contract;
    this.original = original;
    this.mutant = mutant;
    this.mutation = mutant.mutations().get();
  }

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public String baseUrl() {
    return original.baseUrl();
  }

  @Override
  public Exchange send(ApiRequest request) {
    return changed(request, original.send(request));
  }

  @Override
  public List<Exchange> sendTogether(List<ApiRequest> requests) {
    List<Exchange> answers = original.sendTogether(requests);
    List<Exchange> changed = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Exchange answer = answers.get(i);
      if (mutation instanceof Race race && i > 0 && concerns(requests.get(i), answer)) {
        reached = true;
        changed.add(race.later(answers.get(0), answer, this::ask));
      } else {
        changed.add(changed(requests.get(i), answer));
      }
    }
    return changed;
  }

  private Exchange changed(ApiRequest request, Exchange answer) {
    if (answer.fault().isPresent() || !request.url().startsWith(baseUrl()) || !concerns(request, answer)) {
      return answer;
    }
    Exchange changed = mutation.apply(answer, this::ask);
    if (changed == answer) {
      return answer;
    }
    reached = true;
    return new Exchange(request, changed.status(), changed.headers(), changed.body(), changed.fault());
  }

  private Exchange ask(ApiRequest request) {
    asks = true;
    return original.send(request);
  }

  /** Whether the mutant has sent requests of its own, which count. */
  public boolean asks() {
    return asks;
  }

  /** Whether an answer was changed at all. */
  public boolean reached() {
    return reached;
  }

  /** A path of no operation may be requested for any of them, so the mutant changes that answer too. */
  private boolean concerns(ApiRequest request, Exchange answer) {
    Optional<String> operation = Routes.of(contract, request);
    return mutant.concerns(answer.status()) && operation.map(o -> o.equals(mutant.operation()) || mutant.operation().equals("*")).orElse(true);
  }
}
