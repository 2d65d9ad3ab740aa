package com.vicsee.contract.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checks as JUnit tests: one each, which fails with the findings of its check. */
@ExtendWith(Run.Resolver.class)
class ContractTestsTest {

  private final Run run;

  ContractTestsTest(Run run) {
    this.run = run;
  }

  @Test
  void tests_serverWithAFault_failTheCheckThatFindsItAndNoOther() throws IOException {
    run.resetStub();
    String origin = run.stub().baseUrl().replace("/api/v1", "");
    try (LoopbackServer server = LoopbackServer.answering(origin, request -> request.url().contains("/sandbox/") ? none(request) : without(run.stub().send(request)))) {
      Map<String, DynamicTest> tests = ContractTests.of(server.baseUrl(), "sk-sandbox-pro").tests()
          .collect(Collectors.toMap(DynamicTest::getDisplayName, Function.identity()));
      assertThatThrownBy(tests.get("methods-closed").getExecutable()::execute).isInstanceOf(AssertionError.class)
          .hasMessageContaining("[methods-closed]").hasMessageContaining("$VICSEE_KEY").satisfies(e -> assertThat(e.getMessage()).doesNotContain("Bearer sk-sandbox-pro"));
      assertThatCode(tests.get("head-like-get").getExecutable()::execute).doesNotThrowAnyException();
    }
  }

  private static Exchange none(ApiRequest request) {
    return new Exchange(request, 404, List.of(), new byte[0]);
  }

  private static Exchange without(Exchange exchange) {
    return new Exchange(exchange.request(), exchange.status(), exchange.headers().stream().filter(f -> !f.name().equals("Allow")).toList(), exchange.body());
  }

  @Test
  void tests_each_isNamedByItsCheck() {
    assertThat(ContractTests.of("http://127.0.0.1:1/api/v1", "sk-any").tests()).extracting(DynamicTest::getDisplayName)
        .contains("methods-closed", "headers-declared").doesNotHaveDuplicates();
  }
}
