package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.Connection;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Progress;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jspecify.annotations.Nullable;

/** The suite finds nothing on a sandbox at an address of IPv6, directly and through a proxy. */
@ExtendWith(Run.Resolver.class)
@Timeout(900)
class Ipv6Test {

  private static final String LOOPBACK = "::1";
  private static final Set<String> CHECKS = Set.of("examples-reproduced", "head-like-get", "methods-closed", "ranges-served", "upload-arrives");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Run run;

  Ipv6Test(Run run) {
    this.run = run;
  }

  @BeforeAll
  static void requireLoopback() {
    boolean present;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      present = socket.isBound();
    } catch (IOException e) {
      present = false;
    }
    assumeTrue(present, "This machine has no loopback interface for IPv6");
  }

  @Test
  void suite_sandboxAtIpv6_findsNothing() {
    assertNothingFound(null);
  }

  @Test
  void suite_sandboxAtIpv6ThroughAProxy_findsNothing() throws IOException {
    try (LoopbackServer proxy = LoopbackServer.answering("", request -> new HttpTarget("sandbox", "", PATIENCE).send(request))) {
      assertNothingFound(new InetSocketAddress("127.0.0.1", URI.create(proxy.origin()).getPort()));
    }
  }

  private void assertNothingFound(@Nullable InetSocketAddress proxy) {
    Suite suite = Suite.of(run.contract());
    Set<String> only = new HashSet<>(CHECKS);
    suite.ofResponses().forEach(check -> only.add(check.id()));
    try (Sandbox sandbox = Sandbox.start("--server.address=" + LOOPBACK)) {
      String url = "http://[" + LOOPBACK + "]:" + URI.create(sandbox.baseUrl()).getPort() + "/api/v1";
      Outcome outcome = suite.run(new HttpTarget("IPv6", url, new Connection(PATIENCE, proxy, null, Map.of())),
          Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5).withOnly(only), Progress.none());
      assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
      Findings.assertNone(outcome.findings());
    }
  }
}
