package com.vicsee.contract.report;

import com.vicsee.contract.coverage.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings in SARIF 2.1.0, which code hosts and editors show at the lines of the contract. */
final class Sarif {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Sarif() {}

  /** The log of one run. A fault that breaks several elements is one result. */
  static ObjectNode of(List<Finding> all) {
    Map<Finding, Finding> once = new LinkedHashMap<>();
    all.forEach(finding -> once.putIfAbsent(finding.of(""), finding));
    Collection<Finding> findings = once.values();
    ObjectNode log = JSON.createObjectNode().put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "vicsee-contract-tests");
    ArrayNode rules = driver.putArray("rules");
    findings.stream().map(Finding::check).distinct().sorted().forEach(check -> rules.addObject().put("id", check));
    ArrayNode results = run.putArray("results");
    findings.forEach(finding -> result(results.addObject(), finding));
    return log;
  }

  private static void result(ObjectNode result, Finding finding) {
    result.put("ruleId", finding.check()).put("level", "error").putObject("message").put("text", finding.toString());
    String place = finding.place();
    int colon = place.lastIndexOf(':');
    ObjectNode physical = result.putArray("locations").addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", place.substring(0, colon));
    physical.putObject("region").put("startLine", Integer.parseInt(place.substring(colon + 1)));
  }
}
