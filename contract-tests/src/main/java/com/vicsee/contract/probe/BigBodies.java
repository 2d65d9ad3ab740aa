package com.vicsee.contract.probe;

import com.vicsee.contract.input.Input;
import com.vicsee.contract.http.Exchange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A bound of megabytes is tried once for each keyword of the contract, and what that shows holds wherever the keyword is used. */
public final class BigBodies {

  private static final int BIG = 1_000_000;

  private final Map<String, Exchange> shown = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();

  /** Whether an input is to be sent. */
  public boolean wants(Input input) {
    if (input.size() < BIG) {
      return true;
    }
    String key = input.pointer() + input.valid();
    return !shown.containsKey(key) && waiting.add(key + input.element());
  }

  /** Notes what a big input has shown. */
  public void proven(Input input, Exchange exchange) {
    if (input.size() >= BIG) {
      shown.put(input.pointer() + input.valid(), light(exchange));
    }
  }

  /** What a big input has shown of the same keyword elsewhere, in place of one that was not sent. */
  public void inherit(Probe probe, Input input) {
    Exchange exchange = shown.get(input.pointer() + input.valid());
    if (input.size() >= BIG && exchange != null) {
      probe.proven(input.element(), exchange);
    }
  }

  /** An exchange that may be kept: of megabytes that were sent, what a report shows. */
  public static Exchange light(Exchange exchange) {
    return exchange.with(exchange.request().kept());
  }
}
