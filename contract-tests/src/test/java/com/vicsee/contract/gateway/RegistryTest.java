package com.vicsee.contract.gateway;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.mutation.MutantProxy;
import com.vicsee.contract.spec.ClassPath;
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

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Run run;

  RegistryTest(Run run) {
    this.run = run;
  }

  @Test
  void suite_fieldsOfTheRegistryInAnyCase_findsNothing() throws IOException {
    Suite suite = Suite.of(run.contract());
    Set<String> only = new HashSet<>(GatewayTest.ALL ? Set.of() : CHECKS);
    if (!only.isEmpty()) {
      suite.ofResponses().forEach(check -> only.add(check.id()));
    }
    try (LoopbackServer registry = inFrontOf(run.stub())) {
      Findings.assertNone(suite.runSandbox(target(registry), settings().withOnly(only)).findings());
    }
  }

  @Test
  void suite_mutantsBehindTheFieldsOfTheRegistry_areKilledAndNamed() throws IOException {
    try (MutantProxy proxy = new MutantProxy(run.contract(), run.stub().baseUrl());
        LoopbackServer registry = inFrontOf(new HttpTarget("mutant", proxy.baseUrl(), PATIENCE))) {
      SeededMutants mutants = new SeededMutants(run);
      SeededMutants.OPERATORS.forEach(operator -> mutants.kill(operator, target(registry), proxy, settings()));
    }
  }

  private static Settings settings() {
    return Settings.of(Persona.PRO.key()).withSecondKey(Persona.OTHER.key()).withTries(5).withBudget(Duration.ofHours(2));
  }

  private static HttpTarget target(LoopbackServer server) {
    return new HttpTarget("registry", server.baseUrl(), PATIENCE);
  }

  /** A proxy that adds the fields of the registry to the answers of a server. */
  private static LoopbackServer inFrontOf(Target server) throws IOException {
    List<Field> fields = ClassPath.of(RegistryTest.class).read("fields.txt").lines().filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> new Field(l.split(": ", 2)[0], l.split(": ", 2)[1])).toList();
    return LoopbackServer.answering(server.baseUrl().replace("/api/v1", ""), request -> rewritten(server.send(request), fields));
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
