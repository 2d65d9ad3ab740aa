package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** All operations use one clock, and it runs: `Date` advances as fast as the clock of the caller. */
public final class ClocksAgree implements Scenario {

  /** The instances behind one address may have clocks that differ a little. */
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  /** An HTTP date has whole seconds. */
  private static final Duration TICK = Duration.ofMillis(2100);

  /** A time of the server and the time of the caller at which it was received. */
  private record Reading(Instant server, Instant caller, Exchange exchange) {

    Duration ahead() {
      return Duration.between(caller, server);
    }
  }

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    Map<String, Reading> before = read(probe);
    probe.pause(TICK);
    Map<String, Reading> after = read(probe);
    before.forEach((id, was) -> {
      Reading is = after.getOrDefault(id, was);
      boolean waited = Duration.between(was.caller(), is.caller()).compareTo(TICK) >= 0;
      Exchange exchange = is.exchange();
      expect(probe, id, exchange, !is.server().isBefore(was.server()) && (!waited || is.server().isAfter(was.server())),
          "Date " + is.server() + " of " + id + " after " + was.server());
      Reading other = before.values().iterator().next();
      expect(probe, id, exchange, was.ahead().minus(other.ahead()).abs().compareTo(TOLERANCE) < 0, "Date of " + id + " is "
          + was.ahead().minus(other.ahead()).toSeconds() + " s ahead of that of the first operation");
    });
  }

  private static Map<String, Reading> read(Probe probe) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    for (Operation operation : probe.contract().operations()) {
      Exchange exchange = probe.send(operation, probe.valid(operation));
      exchange.time("Date").ifPresent(date -> readings.put(operation.id(), new Reading(date, Instant.now(), exchange)));
    }
    return readings;
  }

  private static void expect(Probe probe, String id, Exchange exchange, boolean holds, String received) {
    probe.expect(holds, Elements.promise("clocks-agree"), exchange, received, "one clock that runs", probe.operation(id).pointer());
  }
}
