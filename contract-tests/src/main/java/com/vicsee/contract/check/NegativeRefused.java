package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.input.Input;
import com.vicsee.contract.input.Inputs;
import com.vicsee.contract.probe.BigBodies;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The server refuses a body that breaks its schema with 400, and the message names the field. */
public final class NegativeRefused implements Scenario {

  private static final int BIG = 1_000_000;

  @Override
  public int turn() {
    return 80;
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent()) {
        probe.asAnyUser();
        run(probe, operation);
      }
    }
  }

  private static void run(Probe probe, Operation operation) {
    Inputs inputs = new Inputs(probe.contract(), probe.schemas(), operation);
    Map<String, Exchange> refused = new LinkedHashMap<>();
    Set<String> taken = new LinkedHashSet<>();
    Set<String> sent = new HashSet<>();
    BigBodies big = new BigBodies();
    for (Input input : chosen(probe, inputs.of(operation.body().orElseThrow().first()))) {
      if (!input.valid() && !big.wants(input)) {
        big.inherit(probe, input);
      } else if (!input.valid() && sent.add(input.element() + input.what())) {
        Exchange exchange = probe.send(operation, probe.request(operation, input));
        if (refuses(probe, exchange, input)) {
          refused.put(input.element(), probe.kept(exchange));
          big.proven(probe, input, exchange);
        } else {
          taken.add(input.element());
          probe.broken(input.element(), exchange, exchange.summary() + " for " + input.field() + ' ' + input.what(),
              "HTTP 400 that names " + input.field(), input.pointer());
        }
      }
    }
    Exchange empty = probe.send(operation, probe.valid(operation).withBody(new byte[0]));
    probe.expect(empty.status() == 400, Elements.constraint(Elements.body(operation.id(), "$"), "required"), empty,
        "HTTP 400 for no body at all", operation.pointer() + "/requestBody/required");
    refused.keySet().removeAll(taken);
    refused.forEach(probe::proven);
  }

  /** The invalid inputs. With few requests left, a part of them: first one of each element. */
  private static List<Input> chosen(Probe probe, List<Input> all) {
    Map<String, Integer> seen = new HashMap<>();
    Map<Integer, List<Input>> rounds = new TreeMap<>();
    all.stream().filter(i -> !i.valid() && (i.size() < BIG || probe.world().limits().takesBigBodies())).forEach(
        i -> rounds.computeIfAbsent(seen.merge(i.element(), 1, Integer::sum), k -> new ArrayList<>()).add(i));
    long share = probe.share();
    List<Input> chosen = rounds.values().stream().flatMap(List::stream).limit(share).toList();
    if (chosen.size() == share) {
      probe.skip("the quota allows only some of the invalid bodies");
    }
    return chosen;
  }

  private static boolean refuses(Probe probe, Exchange exchange, Input input) {
    String code = exchange.errorCode().orElse("");
    // The code of a missing field names the field; with the general code the message must.
    boolean named = !code.equals(probe.contract().code("invalidParameter")) || exchange.text().contains(input.field());
    return exchange.status() == 400 && named;
  }
}
