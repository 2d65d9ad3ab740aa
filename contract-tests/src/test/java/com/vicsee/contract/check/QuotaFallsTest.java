package com.vicsee.contract.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway may send a safe request again when it fails, so that it counts more than once (RFC 9110, section 9.2.2). */
class QuotaFallsTest {

  private final Contract contract = Suite.builtInContract();
  private final Schemas schemas = new Schemas(contract);

  @ParameterizedTest
  @CsvSource({"GET, 500, Via, 7, 0", "GET, 500, X-Any, 7, 1", "POST, 500, Via, 7, 1", "GET, 200, Via, 7, 1", "GET, 500, Via, 10, 1", "GET, 500, Via, 9, 0"})
  void examine_quotaThatFallsFromTen_isAFaultUnlessAGatewayRetried(String method, int status, String field, int left, int findings) {
    Examiner examiner = new Examiner(contract, schemas, new Ledger(new Elements(contract, schemas)), List.of(new QuotaFalls()));

    assertThat(examiner.examine("server", contract.operation("getCredits"), Optional.empty(), answer(method, status, field, left),
        Optional.of(answer("GET", 200, field, 10)), false)).hasSize(findings);
  }

  private Exchange answer(String method, int status, String field, int left) {
    return new Exchange(new ApiRequest(method, "http://host/api/v1/credits", Map.of(), new byte[0]), status,
        List.of(new Field(contract.fields().remaining(), Integer.toString(left)), new Field(contract.fields().reset(), "2026-11-30T00:00:00Z"), new Field(field, "1.1 edge")),
        new byte[0]);
  }
}
