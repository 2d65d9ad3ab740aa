package com.vicsee.contract.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.gateway.Gateway.Plan;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite finds nothing on the sandbox behind gateways, and kills the same mutants there. A build tries each gateway once, with TLS, HTTP/2 and
 * compression where it has them; `-Dgateway.all` tries HTTP/1.1 and HTTP/2, with and without compression, over three seeds. A gateway that is
 * not installed is skipped, and required with `CI=true`; `.ci/install-gateways` installs them all.
 */
@ExtendWith(Run.Resolver.class)
@Timeout(1800)
class GatewayTest {

  private static final boolean ALL = !"false".equals(System.getProperty("gateway.all", "false"));
  private static final int SEEDS = 3;
  private static final int MUTANTS = 12;
  private static final Set<String> OPERATIONS = Set.of("getCredits", "createUpload", "listModels");
  private static final Set<String> KINDS = Set.of("envelope broken", "property dropped", "property retyped", "header dropped", "header off", "date form");
  private static final Set<String> SLOW = Set.of("negative-refused", "positive-accepted", "random-judged", "life-cycle-forward", "sequences-modelled");
  private static final String ONLY = System.getProperty("gateway", "");

  private final Run run;

  @TempDir
  private Path folder;

  GatewayTest(Run run) {
    this.run = run;
  }

  private record Kind(Gateway gateway, boolean http2, boolean compressed) {

    @Override
    public String toString() {
      return gateway + (http2 ? ", HTTP/2" : ", HTTP/1.1") + (compressed ? ", compressed" : "");
    }
  }

  private static Stream<Kind> kinds() {
    return Stream.of(Gateway.values()).filter(g -> ONLY.isEmpty() || g.name().equalsIgnoreCase(ONLY)).flatMap(gateway -> ALL
        ? Stream.of(false, true).flatMap(http2 -> Stream.of(false, true).map(compressed -> new Kind(gateway, http2, compressed)))
            .filter(kind -> gateway.hasTls() || !kind.http2())
        : Stream.of(new Kind(gateway, gateway.hasTls(), true)));
  }

  @TestFactory
  Stream<DynamicTest> suite_sandboxBehindAGateway_findsNothing() {
    return kinds().map(kind -> dynamicTest(kind.toString(), () -> behind(kind, (target, proxy) -> {
      for (long seed = 1; seed <= (ALL ? SEEDS : 1); seed++) {
        Outcome outcome = Suite.of(run.contract()).run(target, settings().withSeed(seed), Progress.none());
        assertThat(outcome.sandbox()).as(outcome.why()).isTrue();
        Findings.assertNone(outcome.findings());
      }
    })));
  }

  @TestFactory
  Stream<DynamicTest> suite_mutantBehindAGateway_isKilled() {
    List<Mutant> mutants = mutants();
    return kinds().filter(kind -> kind.http2() == kind.gateway().hasTls() && kind.compressed()).map(kind -> dynamicTest(kind.toString(), () -> behind(kind, (target, proxy) -> {
      for (Mutant mutant : mutants) {
        proxy.activate(mutant);
        Outcome outcome = Suite.of(run.contract().only(Set.of(mutant.operation()))).without(SLOW).runSandbox(target, settings().stoppingAtFirst());
        assertThat(outcome.brokenChecks()).as(mutant + ", " + proxy.mutated() + " answers changed").isNotEmpty();
      }
    })));
  }

  /** Twelve mutants whose fault a gateway does not repair, each of another kind. */
  private List<Mutant> mutants() {
    List<Mutant> all = new ArrayList<>(new AnswerOperators(run.contract(), run.schemas()).all().stream()
        .filter(m -> OPERATIONS.contains(m.operation()) && m.status().equals("200") && KINDS.contains(m.kind())).toList());
    Collections.shuffle(all, new Random(1));
    return KINDS.stream().sorted().flatMap(kind -> all.stream().filter(m -> m.kind().equals(kind)).limit(2)).limit(MUTANTS).toList();
  }

  private static Settings settings() {
    return Settings.of(SandboxRequest.KEY).withSecondKey("sk-sandbox-other").withTries(5);
  }

  private interface Trial {
    void run(HttpTarget target, MutantProxy proxy) throws Exception;
  }

  private void behind(Kind kind, Trial trial) throws Exception {
    assumeTrue(kind.gateway().find().isPresent() || "true".equals(System.getenv("CI")), () -> kind.gateway() + " is not installed");
    int port = Gateway.freePort();
    String origin = kind.gateway().origin(port);
    Path own = Files.createTempDirectory(folder, "gateway");
    Certificates certificates = Certificates.make(own);
    try (Sandbox sandbox = Sandbox.start("--vicsee.public-url=" + origin); MutantProxy proxy = new MutantProxy(run.contract(), sandbox.baseUrl())) {
      Process gateway = kind.gateway().run(new Plan(own, port, URI.create(proxy.baseUrl()).getPort(), certificates, kind.http2(), kind.compressed()));
      try {
        trial.run(new HttpTarget(kind.toString(), origin + "/api/v1", certificates.trusted()), proxy);
      } finally {
        Gateway.stop(gateway);
      }
    }
  }
}
