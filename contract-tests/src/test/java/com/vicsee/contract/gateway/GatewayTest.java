package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.gateway.Gateway.Plan;
import com.vicsee.contract.gateway.Gateway.Running;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.mutation.MutantProxy;
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
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
 * `-Dgateway.all` tries all checks over three seeds, with HTTP/1.1 and HTTP/2, with and without compression, and all mutants, and takes an hour or more.
 * `-Dgateway=REGEX` runs only the tests with a fitting name, such as `nginx` or `HTTP/2, compressed, seed 1`. `target/gateways.tsv` gets a line for each run.
 */
@ExtendWith(Run.Resolver.class)
@Timeout(3600)
@Execution(ExecutionMode.CONCURRENT)
class GatewayTest {

  static final boolean ALL = !"false".equals(System.getProperty("gateway.all", "false"));
  private static final Pattern ONLY = Pattern.compile(System.getProperty("gateway", ""), Pattern.CASE_INSENSITIVE);
  private static final Path RESULTS = Path.of(System.getProperty("vicsee.report", "target/proof")).resolveSibling("gateways.tsv");
  static final Set<String> SLOW = Set.of("negative-refused", "positive-accepted", "random-judged", "life-cycle-forward", "sequences-modelled");

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

    /** Whether it is the kind that the build tries. */
    boolean isUsual() {
      return http2 && compressed;
    }

    @Override
    public String toString() {
      return gateway + (http2 ? ", HTTP/2" : ", HTTP/1.1") + (compressed ? ", compressed" : "");
    }
  }

  private static Stream<Kind> kinds() {
    return Stream.of(Gateway.values()).flatMap(g -> Stream.of(true, false).flatMap(http2 -> Stream.of(true, false).map(compressed -> new Kind(g, http2, compressed))))
        .filter(kind -> ALL || kind.isUsual());
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> suite_sandboxBehindAGateway_findsNothing() {
    Suite whole = Suite.of(run.contract());
    Suite suite = ALL ? whole : whole.without(SLOW);
    return kinds().flatMap(kind -> LongStream.rangeClosed(1, ALL ? 3 : 1).mapToObj(seed -> dynamicTest(kind + ", seed " + seed, () -> {
      behind(kind, sandbox.baseUrl(), target -> {
        Outcome outcome = suite.run(target, settings().withSeed(seed), Progress.none());
        record(kind, "seed " + seed, outcome);
        assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
        assertThat(outcome.unreached()).as("checks that sent nothing").isEmpty();
        Findings.assertNone(outcome.findings());
      });
    }))).filter(GatewayTest::isWanted);
  }

  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  Stream<DynamicTest> suite_mutantsBehindAGateway_areKilledAndNamed() {
    SeededMutants mutants = new SeededMutants(run);
    List<String> operators = ALL ? SeededMutants.OPERATORS : SeededMutants.OPERATORS.subList(0, 1);
    return kinds().filter(Kind::isUsual).map(kind -> dynamicTest(kind + ", mutants", () -> {
      try (MutantProxy proxy = new MutantProxy(run.contract(), sandbox.baseUrl())) {
        behind(kind, proxy.baseUrl(), target -> {
          for (String operator : operators) {
            record(kind, operator, mutants.kill(operator, target, proxy, settings()));
          }
        });
      }
    })).filter(GatewayTest::isWanted);
  }

  private static boolean isWanted(DynamicTest test) {
    return ONLY.matcher(test.getDisplayName()).find();
  }

  private static synchronized void record(Kind kind, String run, Outcome outcome) throws IOException {
    String line = String.join("\t", kind.gateway().name(), kind.http2() ? "HTTP/2" : "HTTP/1.1", kind.compressed() ? "compressed" : "plain", run,
        outcome.findings().size() + " findings", outcome.took().toSeconds() + " s\n");
    Files.writeString(RESULTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Settings settings() {
    Settings settings = Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withBudget(Duration.ofHours(2));
    return ALL ? settings : settings.withTries(5);
  }

  static void require(Gateway gateway) {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(gateway.isInstalled(), () -> gateway + " is not installed; .ci/install-gateways installs it");
    }
    assertThat(gateway.isInstalled()).as(gateway + " is installed; .ci/install-gateways does so").isTrue();
  }

  private interface Trial {
    void run(HttpTarget target) throws IOException;
  }

  private void behind(Kind kind, String upstream, Trial trial) throws IOException, InterruptedException {
    require(kind.gateway());
    Path own = Files.createTempDirectory(folder, "gateway");
    int port = Gateway.freePort();
    Plan plan = new Plan(own, port, URI.create(upstream).getPort(), certificates, kind.http2(), kind.compressed());
    try (Running running = kind.gateway().run(plan)) {
      trial.run(new HttpTarget(running.toString(), "https://localhost:" + port + "/api/v1", certificates.trusted()));
    }
  }
}
