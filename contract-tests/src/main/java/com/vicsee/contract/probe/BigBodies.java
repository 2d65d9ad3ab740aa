package com.vicsee.contract.probe;

import com.vicsee.contract.input.Input;
import com.vicsee.contract.http.Exchange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tries a bound of megabytes once for each keyword of the contract. The result holds wherever the keyword is used. */
public final class BigBodies {

  private static final int BIG = 1_000_000;

  private final Map<String, Exchange> shown = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();

  /** Whether to send an input. */
  public boolean wants(Input input) {
    if (input.size() < BIG) {
      return true;
    }
    String key = input.pointer() + input.valid();
    return !shown.containsKey(key) && waiting.add(key + input.element());
  }

  /** Records the result of a big input. */
  public void proven(Probe probe, Input input, Exchange exchange) {
    if (input.size() >= BIG) {
      shown.put(input.pointer() + input.valid(), probe.kept(exchange));
    }
  }

  /** Uses the result of the same keyword elsewhere for an input that was not sent. */
  public void inherit(Probe probe, Input input) {
    Exchange exchange = shown.get(input.pointer() + input.valid());
    if (input.size() >= BIG && exchange != null) {
      probe.proven(input.element(), exchange);
    }
  }
}
