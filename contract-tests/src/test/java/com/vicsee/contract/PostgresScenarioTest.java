package com.vicsee.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.support.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The stub passes all scenarios on PostgreSQL, as on its own database. */
@ExtendWith(Run.Resolver.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the sandbox on PostgreSQL")
class PostgresScenarioTest {

  /** For a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static EmbeddedPostgres postgres;
  private static Sandbox sandbox;

  private final Run run;

  PostgresScenarioTest(Run run) {
    this.run = run;
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setPGStartupWait(LIMIT).start();
    sandbox = Sandbox.start("--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres") + "&socketTimeout=" + LIMIT.toSeconds());
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.close();
    postgres.close();
  }

  @TestFactory
  Stream<DynamicTest> stub_everyScenarioOnPostgres_isPassed() {
    Target stub = Run.target("stub on PostgreSQL", sandbox);
    // Its own ledger: what is proven here is proven of the stub already.
    Examiner examiner = new Examiner(run.contract(), run.schemas(), new Ledger(new Elements(run.contract(), run.schemas())), Checks.ofResponses());
    return Checks.scenarios().stream().map(scenario -> dynamicTest(
        scenario.id(), () -> Findings.assertNone(Probe.run(examiner, stub, scenario, Run.world(run.contract(), run.world().seed(), stub)).findings())));
  }
}
