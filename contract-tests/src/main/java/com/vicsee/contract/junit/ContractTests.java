package com.vicsee.contract.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.report.Redactor;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Outcome.CheckResult;
import com.vicsee.contract.suite.Progress;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * The checks as JUnit 5 tests, one for each, against a server that the build has started. Immutable.
 *
 * <pre>{@code
 * class ContractTest {
 *   @TestFactory
 *   Stream<DynamicTest> contract() {
 *     return ContractTests.of("http://127.0.0.1:8080/api/v1", "sk-mine").withSecondKey("sk-other").tests();
 *   }
 * }
 * }</pre>
 */
public final class ContractTests {

  private final String baseUrl;
  private final Settings settings;

  private ContractTests(String baseUrl, Settings settings) {
    this.baseUrl = baseUrl;
    this.settings = settings;
  }

  /**
   * Makes the checks with the default settings: no credits, a reserve of ten requests, ten minutes.
   *
   * @param baseUrl the base URL of the contract's paths
   * @param key an API key
   */
  public static ContractTests of(String baseUrl, String key) {
    return new ContractTests(baseUrl, Settings.of(key));
  }

  /** Returns a copy with the key of another user, who may not see the tasks of the first. Without it, some checks are skipped. */
  public ContractTests withSecondKey(String key) {
    return new ContractTests(baseUrl, settings.withSecondKey(key));
  }

  /** Returns a copy with credits that the run may spend on a server that is not the sandbox. The default is none. */
  public ContractTests withSpend(long credits) {
    return new ContractTests(baseUrl, settings.withSpend(credits));
  }

  /** Returns a copy with the seed of all random values. The default is 1. */
  public ContractTests withSeed(long seed) {
    return new ContractTests(baseUrl, settings.withSeed(seed));
  }

  /**
   * Returns one test for each check. The first test that JUnit executes runs the suite.
   *
   * @throws com.vicsee.contract.suite.CannotRun when a test executes and the server cannot be examined
   */
  public Stream<DynamicTest> tests() {
    Suite suite = Suite.of(Suite.builtInContract());
    Run run = new Run(suite);
    return suite.checks().stream().map(id -> dynamicTest(id, () -> run.check(id)));
  }

  /** One run, which all tests share. */
  private final class Run {
    private final Suite suite;
    private @Nullable Outcome outcome;

    Run(Suite suite) {
      this.suite = suite;
    }

    private synchronized Outcome outcome() {
      Outcome known = outcome;
      if (known == null) {
        known = suite.run(new HttpTarget(URI.create(baseUrl).getAuthority(), baseUrl), settings, Progress.none());
        outcome = known;
      }
      return known;
    }

    private void check(String id) {
      Outcome result = outcome();
      List<Finding> findings = result.findings().stream().filter(f -> f.check().equals(id)).toList();
      if (!findings.isEmpty()) {
        throw new AssertionError(findings.stream().map(redactor()::finding).map(Finding::toString).collect(Collectors.joining("\n", "\n", "")));
      }
      Optional<CheckResult> check = result.checks().stream().filter(c -> c.id().equals(id)).findFirst();
      boolean tried = check.map(c -> !c.scenario() || c.requests() > 0 || c.skipped().isEmpty()).orElse(false);
      assumeTrue(tried, () -> "Not tried: " + check.map(c -> String.join("; ", c.skipped())).orElse("the check did not run"));
    }

    private Redactor redactor() {
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put(settings.key(), "VICSEE_KEY");
      String second = settings.secondKey();
      if (second != null) {
        keys.putIfAbsent(second, "VICSEE_SECOND_KEY");
      }
      Set<String> published = suite.contract().root().path("x-personas").valueStream().map(p -> p.path("key").asString("")).collect(Collectors.toSet());
      return Redactor.of(keys, published);
    }
  }
}
