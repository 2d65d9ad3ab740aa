package com.vicsee.contract.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.http.ApiRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Findings as code hosts read them. */
class SarifTest {

  private static final Finding FAULT = new Finding("headers-declared", "host", "getTask 404 header Date", "none", "a Date", "openapi.yaml:12",
      new ApiRequest("GET", "http://127.0.0.1/api/v1/tasks/x", Map.of(), new byte[0]));

  @Test
  void of_fault_isAResultAtItsLineOfTheContract() {
    ObjectNode log = Sarif.of(List.of(FAULT));

    assertThat(log.at("/version").stringValue()).isEqualTo("2.1.0");
    assertThat(log.at("/runs/0/tool/driver/rules/0/id").stringValue()).isEqualTo("headers-declared");
    assertThat(log.at("/runs/0/results/0/ruleId").stringValue()).isEqualTo("headers-declared");
    assertThat(log.at("/runs/0/results/0/message/text").stringValue()).contains("getTask 404 header Date", "curl -i");
    assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").stringValue()).isEqualTo("openapi.yaml");
    assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine").intValue()).isEqualTo(12);
  }

  @Test
  void of_faultThatBreaksTwoElements_isOneResult() {
    assertThat(Sarif.of(List.of(FAULT, FAULT.of("getTask promise headers-declared"))).at("/runs/0/results")).hasSize(1);
  }

  @Test
  void of_noFault_hasNoResults() {
    assertThat(Sarif.of(List.of()).at("/runs/0/results")).isEmpty();
  }
}
