package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.support.Operation;
import com.vicsee.contract.support.SandboxRequest;
import com.vicsee.contract.target.ApiRequest;
import com.vicsee.contract.target.Exchange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No operation answers without a good key, but those that are public; and a key is a key whatever the case of its scheme. */
public final class AuthenticationEnforced implements Scenario {

  private static final Map<String, String> BAD = Map.of(
      "a key that nobody has", "Bearer sk-sandbox-nobody-has-this-one",
      "another scheme", "Basic c2stc2FuZGJveC1wcm86",
      "a key without a scheme", SandboxRequest.KEY,
      "an empty key", "Bearer ",
      "two keys", "Bearer sk-sandbox-pro, Bearer sk-sandbox-pro",
      "a good key with more behind it", "Bearer sk-sandbox-prox",
      "a good key in capitals", "Bearer SK-SANDBOX-PRO");

  @Override
  public String id() {
    return "authentication-enforced";
  }

  @Override
  public String about() {
    return "Refuses each call without a good key, per operation, and takes the scheme in any case.";
  }

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      boolean all = BAD.entrySet().stream()
          .map(e -> refuses(probe, operation, e.getKey(), e.getValue())).reduce(true, Boolean::logicalAnd);
      if (operation.anonymous()) {
        all &= takes(probe, operation, null, "no key at all");
      } else {
        all &= refuses(probe, operation, "no key at all", null) && refusesKeyElsewhere(probe, operation);
      }
      for (String scheme : new String[] {"bearer", "BEARER"}) {
        all &= takes(probe, operation, scheme + ' ' + SandboxRequest.KEY, "the scheme `" + scheme + '`');
      }
      if (all) {
        probe.proven(Elements.security(operation.id()), probe.send(operation, probe.valid(operation)));
      }
    }
  }

  private static boolean refuses(Probe probe, Operation operation, String what, @Nullable String value) {
    Exchange exchange = probe.send(operation, probe.valid(operation).with("Authorization", value));
    boolean refused = exchange.status() == 401;
    if (!refused) {
      probe.broken(Elements.security(operation.id()), exchange, exchange.summary(), "HTTP 401 with " + what,
          operation.pointer() + "/security");
    }
    return refused;
  }

  private static boolean refusesKeyElsewhere(Probe probe, Operation operation) {
    ApiRequest bare = probe.valid(operation).with("Authorization", null).with("X-Api-Key", SandboxRequest.KEY);
    String separator = bare.url().contains("?") ? "&" : "?";
    Exchange exchange = probe.send(operation, bare.withUrl(bare.url() + separator + "key=" + SandboxRequest.KEY));
    boolean refused = exchange.status() == 401;
    if (!refused) {
      probe.broken(Elements.security(operation.id()), exchange, exchange.summary(), "HTTP 401 with a key in another place",
          "/components/securitySchemes/bearerAuth");
    }
    return refused;
  }

  private static boolean takes(Probe probe, Operation operation, @Nullable String value, String what) {
    Exchange exchange = probe.send(operation, probe.valid(operation).with("Authorization", value));
    boolean taken = exchange.status() == 200;
    if (!taken) {
      probe.broken(Elements.security(operation.id()), exchange, exchange.summary(), "HTTP 200 with " + what,
          "/components/securitySchemes/bearerAuth");
    }
    return taken;
  }
}
