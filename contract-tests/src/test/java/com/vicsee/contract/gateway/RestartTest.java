package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.gateway.Gateway.Plan;
import com.vicsee.contract.gateway.Gateway.Running;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.mutation.WireFault;
import com.vicsee.contract.suite.CannotRun;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Outcome.CheckResult;
import com.vicsee.contract.suite.Progress;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Line;
import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.Sandbox;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A gateway that restarts is no fault. A server that answers one request never is one. */
@ExtendWith(Run.Resolver.class)
@Execution(ExecutionMode.CONCURRENT)
class RestartTest {

  private static final Set<String> CHECKS = Set.of("quota-counted", "credits-add-up", "refusals-free", "replay-equal", "upload-arrives", "methods-closed",
      "answered-whole");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Suite suite;

  RestartTest(Run run) {
    this.suite = Suite.of(run.contract());
  }

  private static Settings settings() {
    return Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withOnly(CHECKS);
  }

  private static HttpTarget target(String url) {
    return new HttpTarget("server", url, PATIENCE);
  }

  @Test
  void run_sandboxBehindALineThatRestarts_findsNothing() throws IOException {
    try (Sandbox sandbox = Sandbox.start(); Line line = Line.restarting(sandbox.baseUrl(), part -> part == 59 || part % 150 == 149 && part < 700)) {
      Outcome outcome = suite.run(target(line.url()), settings(), Progress.none());

      Findings.assertNone(outcome.findings());
      assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
      assertThat(outcome.unreached()).isEmpty();
      assertThat(line.restarts()).isGreaterThan(3);
    }
  }

  @Test
  void run_gatewayOverHttp2ThatRestarts_findsNothing(@TempDir Path folder) throws IOException, InterruptedException {
    GatewayTest.require(Gateway.NGINX);
    Certificates certificates = Certificates.make(folder);
    int port = Gateway.freePort();
    try (Sandbox sandbox = Sandbox.start("--server.forward-headers-strategy=native");
        Running gateway = Gateway.NGINX.run(new Plan(folder, port, URI.create(sandbox.baseUrl()).getPort(), certificates, true, true));
        Line line = Line.restarting("https://127.0.0.1:" + port + "/api/v1", part -> part == 99 || part % 300 == 299 && part < 1000)) {
      Outcome outcome = suite.run(new HttpTarget(gateway.toString(), line.url(), certificates.trusted()), settings(), Progress.none());

      Findings.assertNone(outcome.findings());
      assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
      assertThat(outcome.unreached()).isEmpty();
      assertThat(line.restarts()).isGreaterThan(2);
    }
  }

  @Test
  void run_serverBehindALineThatRestarts_findsNothing() throws IOException {
    try (Sandbox sandbox = Sandbox.start(); Line line = Line.restarting(sandbox.baseUrl(), part -> part % 30 == 29)) {
      Outcome outcome = suite.runElsewhere(target(line.url()), settings().withSpend(2000));

      Findings.assertNone(outcome.findings());
      assertThat(line.restarts()).isGreaterThan(2);
    }
  }

  @Test
  void run_serverThatResetsOneOperationForEver_isFound() throws IOException {
    try (Sandbox sandbox = Sandbox.start(); MutantProxy proxy = new MutantProxy(suite.contract(), sandbox.baseUrl())) {
      proxy.activate("getTask", WireFault.all(PATIENCE).get("no answer, the connection reset"));

      Outcome outcome = suite.runSandbox(target(proxy.baseUrl()), settings().stoppingAtFirst());

      assertThat(outcome.findings()).anySatisfy(finding -> assertThat(finding.element()).startsWith("getTask"));
    }
  }

  @Test
  void run_serverThatDoesNotComeBack_isFound() throws IOException {
    try (LoopbackServer server = LoopbackServer.start("", RestartTest::reset)) {
      Outcome outcome = suite.runSandbox(target(server.baseUrl()), impatient());

      assertThat(outcome.findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding.received()).contains("the connection ended before an answer"));
      assertThat(outcome.checks()).filteredOn(CheckResult::scenario).allSatisfy(check -> assertThat(check.skipped()).asString().contains("does not answer any more"));
    }
  }

  @Test
  void run_gatewayThatDoesNotReachTheApiAgain_saysThatThereIsNoVerdict() throws IOException {
    try (LoopbackServer gateway = LoopbackServer.answering("", request -> new Exchange(request, 502, List.of(new Field("Via", "1.1 gate")), new byte[0]))) {
      HttpTarget target = target(gateway.baseUrl());

      assertThatThrownBy(() -> suite.runSandbox(target, impatient())).isInstanceOf(CannotRun.class).hasMessageContaining("does not answer any more", "HTTP 502 (Via: 1.1 gate)");
    }
  }

  /** Answers the control of the sandbox, which is beside the API, and nothing else. */
  private static void reset(ApiRequest request, Socket connection) throws IOException {
    if (request.url().endsWith("/reset")) {
      LoopbackServer.write(connection, "HTTP/1.1 200 -\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Settings impatient() {
    return settings().withTime(Clock.systemUTC(), time -> { });
  }
}
