package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.gateway.Gateway.Plan;
import com.vicsee.contract.gateway.Gateway.Running;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.AnswerOperators;
import com.vicsee.contract.mutation.Mutant;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Progress;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The suite finds nothing on the sandbox behind gateways, and kills the same mutants there. The build tries each gateway that is installed once, with HTTP/2 and
 * compression, without the slow checks and with one mutant; with `CI=true` in the environment all of them have to be installed (`.ci/install-gateways`).
 * `-Dgateway.all` tries all checks over three seeds, with HTTP/1.1 and HTTP/2, with and without compression, and all mutants, and takes an hour.
 * `-Dgateway=NAME` tries one gateway only.
 */
@ExtendWith(Run.Resolver.class)
@Timeout(3600)
@Execution(ExecutionMode.CONCURRENT)
class GatewayTest {

  static final boolean ALL = !"false".equals(System.getProperty("gateway.all", "false"));
  private static final String ONLY = System.getProperty("gateway", "all");
  private static final Set<String> OPERATIONS = Set.of("getCredits", "createUpload", "listModels");

  /** An operator of each kind that no gateway repairs. */
  private static final List<String> KINDS = List.of("envelope broken", "property dropped", "property retyped", "header dropped", "header off", "date form",
      "status undeclared", "status swapped", "code swapped, same status", "code unknown", "message form", "media type replaced");
  private static final Set<String> SLOW = Set.of("negative-refused", "positive-accepted", "random-judged", "life-cycle-forward", "sequences-modelled");

  @TempDir
  private static Path folder;
  private static Certificates certificates;
  private static Sandbox sandbox;

  private final Run run;

  GatewayTest(Run run) {
    this.run = run;
  }

  /** One gateway after another uses the same sandbox and certificate. */
  @BeforeAll
  static void start() throws IOException, InterruptedException {
    certificates = Certificates.make(folder);
    sandbox = Sandbox.start("--server.forward-headers-strategy=native");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private record Kind(Gateway gateway, boolean http2, boolean compressed) {

    @Override
    public String toString() {
      return gateway + (http2 ? ", HTTP/2" : ", HTTP/1.1") + (compressed ? ", compressed" : "");
    }
  }

  private static Stream<Gateway> gateways() {
    return Stream.of(Gateway.values()).filter(g -> ONLY.equals("all") || g.name().equalsIgnoreCase(ONLY));
  }

  private static Stream<Kind> kinds() {
    Stream<Kind> all = gateways().flatMap(g -> Stream.of(true, false).flatMap(http2 -> Stream.of(true, false).map(compressed -> new Kind(g, http2, compressed))));
    return ALL ? all : all.filter(kind -> kind.http2() && kind.compressed());
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> suite_sandboxBehindAGateway_findsNothing() {
    Suite whole = Suite.of(run.contract());
    Suite suite = ALL ? whole : whole.without(SLOW);
    return kinds().flatMap(kind -> LongStream.rangeClosed(1, ALL ? 3 : 1).mapToObj(seed -> dynamicTest(kind + ", seed " + seed, () -> {
      require(kind.gateway());
      behind(kind, sandbox.baseUrl(), target -> {
        Outcome outcome = suite.run(target, settings().withSeed(seed), Progress.none());
        assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
        Findings.assertNone(outcome.findings());
      });
    })));
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> suite_mutantsBehindAGateway_areKilledAndNamed() {
    List<String> operators = ALL ? KINDS : KINDS.subList(0, 1);
    return gateways().map(gateway -> dynamicTest(gateway.toString(), () -> {
      require(gateway);
      try (MutantProxy proxy = new MutantProxy(run.contract(), sandbox.baseUrl())) {
        behind(new Kind(gateway, true, true), proxy.baseUrl(), target -> operators.forEach(operator -> assertKilled(operator, target, proxy)));
      }
    }));
  }

  /** The first mutant of an operator that changes an answer at all is killed, by a finding at its operation and status. */
  private void assertKilled(String operator, HttpTarget target, MutantProxy proxy) {
    for (Mutant mutant : mutants(operator)) {
      proxy.activate(mutant);
      Outcome outcome = Suite.of(run.contract().only(Set.of(mutant.operation()))).without(SLOW).runSandbox(target, settings());
      if (proxy.mutated() > 0) {
        assertThat(outcome.findings()).as("%s: %s", operator, mutant).anySatisfy(f -> assertThat(f.element()).startsWith(mutant.operation() + ' '));
        return;
      }
    }
    throw new AssertionError("No mutant of the operator " + operator + " has changed an answer");
  }

  private List<Mutant> mutants(String operator) {
    List<Mutant> all = new AnswerOperators(run.contract(), run.schemas()).all().stream()
        .filter(m -> OPERATIONS.contains(m.operation()) && m.kind().equals(operator)).collect(Collectors.toList());
    Collections.shuffle(all, new Random(1));
    return all;
  }

  private static Settings settings() {
    Settings settings = Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other");
    return ALL ? settings : settings.withTries(5);
  }

  private static void require(Gateway gateway) {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(gateway.isInstalled(), () -> gateway + " is not installed; .ci/install-gateways installs it");
    }
    assertThat(gateway.isInstalled()).as(gateway + " is installed; .ci/install-gateways does so").isTrue();
  }

  private interface Trial {
    void run(HttpTarget target) throws IOException;
  }

  private void behind(Kind kind, String upstream, Trial trial) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(folder, "gateway");
    int port = Gateway.freePort();
    Plan plan = new Plan(own, port, URI.create(upstream).getPort(), certificates, kind.http2(), kind.compressed());
    try (Running running = kind.gateway().run(plan)) {
      trial.run(new HttpTarget(running.toString(), "https://localhost:" + port + "/api/v1", certificates.trusted()));
    }
  }
}
