package com.vicsee.contract.gateway;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.support.Findings;
import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The suite finds nothing behind a proxy that adds each field of the registry of HTTP and rewrites the case of all names. `-Dgateway.all` runs all checks, and the
 * build those that send the most kinds of requests.
 */
@ExtendWith(Run.Resolver.class)
@Timeout(900)
class RegistryTest {

  private static final Set<String> CHECKS = Set.of("examples-reproduced", "head-like-get", "methods-closed", "quota-counted", "request-id-echoed");

  private final Run run;

  RegistryTest(Run run) {
    this.run = run;
  }

  @Test
  void suite_fieldsOfTheRegistryInAnyCase_findsNothing() throws IOException {
    List<Field> fields = ClassPath.of(RegistryTest.class).read("fields.txt").lines().filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> new Field(l.split(": ", 2)[0], l.split(": ", 2)[1])).toList();
    String origin = run.stub().baseUrl().replace("/api/v1", "");
    try (LoopbackServer server = LoopbackServer.answering(origin, request -> rewritten(run.stub().send(request), fields))) {
      Suite suite = Suite.of(run.contract());
      Set<String> only = new HashSet<>(GatewayTest.ALL ? Set.of() : CHECKS);
      if (!only.isEmpty()) {
        suite.ofResponses().forEach(check -> only.add(check.id()));
      }
      Outcome outcome = suite.runSandbox(new HttpTarget("registry", server.baseUrl(), Duration.ofMinutes(2)),
          Settings.of("sk-sandbox-pro").withSecondKey("sk-sandbox-other").withTries(5).withOnly(only));
      Findings.assertNone(outcome.findings());
    }
  }

  private static Exchange rewritten(Exchange exchange, List<Field> more) {
    List<Field> fields = new ArrayList<>();
    exchange.headers().forEach(f -> fields.add(new Field(swapped(f.name()), f.value())));
    more.stream().filter(f -> exchange.values(f.name()).isEmpty()).forEach(fields::add);
    ApiRequest request = exchange.request();
    return exchange.fault().isPresent() ? exchange : new Exchange(request, exchange.status(), fields, exchange.body());
  }

  private static String swapped(String name) {
    return name.length() % 2 == 0 ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT);
  }
}
