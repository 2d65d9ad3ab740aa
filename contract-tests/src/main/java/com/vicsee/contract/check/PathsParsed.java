package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.spec.SandboxRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A path parameter that breaks its schema, or is spelt differently, names no resource, so the answer is 404. */
public final class PathsParsed implements Scenario {

  private static final List<String> UNKNOWN = List.of("a", "x".repeat(64), "A-_9", "x".repeat(65), "a b", "ä", "a.b", "%", "a%00", "'--",
      "${x}", "../credits", "*");

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    for (Operation operation : probe.contract().operations()) {
      for (Parameter parameter : operation.parameters()) {
        if (parameter.in().equals("path")) {
          run(probe, operation, parameter);
        }
      }
    }
  }

  private static void run(Probe probe, Operation operation, Parameter parameter) {
    String element = Elements.parameter(operation.id(), parameter);
    boolean all = true;
    for (String value : probe.some(UNKNOWN)) {
      Exchange exchange = probe.send(operation, probe.changed(operation, SandboxRequest.parameter(parameter.name(), value)));
      all &= probe.expect(exchange.status() == 404 || exchange.status() == 400 && value.contains("%"), element, exchange,
          "HTTP 404 for " + parameter.name() + " \"" + value + '"', parameter.pointer());
    }
    all &= spelling(probe, operation, parameter, element);
    Exchange known = probe.send(operation, probe.valid(operation));
    all &= probe.expect(known.status() == probe.usual(operation), element, known, "HTTP " + probe.usual(operation) + " for the example",
        parameter.pointer());
    if (all && probe.succeeds(operation)) {
      probe.contract().at(parameter.schema()).propertyNames().forEach(k -> probe.proven(Elements.constraint(element, k), known));
    }
  }

  /** An id in other letters is that of no task, and a letter that is percent-encoded is the same letter (RFC 9110, section 4.2.3). */
  private static boolean spelling(Probe probe, Operation operation, Parameter parameter, String element) {
    JsonNode example = parameter.example();
    if (!probe.succeeds(operation) || example == null) {
      return true;
    }
    String id = probe.world().task().filter(task -> !probe.world().isSandbox()).orElse(example.asString());
    boolean all = true;
    String otherLetters = otherLetters(id);
    if (!otherLetters.equals(id)) {
      Exchange other = probe.send(operation, probe.changed(operation, SandboxRequest.parameter(parameter.name(), otherLetters)));
      all = probe.expect(other.status() == 404, element, other, "HTTP 404 for an id in other letters (RFC 9110, section 4.2.3)", parameter.pointer());
    }
    ApiRequest plain = probe.changed(operation, SandboxRequest.parameter(parameter.name(), id));
    String encoded = '%' + HexFormat.of().toHexDigits((byte) id.charAt(0)) + id.substring(1);
    Exchange same = probe.send(operation, plain.withUrl(plain.url().replace('/' + id, '/' + encoded)));
    return all & probe.expect(same.status() == 200, element, same, "HTTP 200 for the id with a letter that is percent-encoded (RFC 9110, section 4.2.3)",
        parameter.pointer());
  }

  private static String otherLetters(String id) {
    String upper = id.toUpperCase(Locale.ROOT);
    return upper.equals(id) ? id.toLowerCase(Locale.ROOT) : upper;
  }
}
