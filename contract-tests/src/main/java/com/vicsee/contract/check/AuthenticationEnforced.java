package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Only public operations answer without a valid key. The case of the scheme does not matter. */
public final class AuthenticationEnforced implements Scenario {

  @Override
  public void run(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      boolean all = probe.some(bad(probe.world().key())).stream()
          .map(b -> refuses(probe, operation, b.what(), b.value())).reduce(true, Boolean::logicalAnd);
      if (operation.anonymous()) {
        all &= takes(probe, operation, null, "no key at all");
      } else {
        all &= refuses(probe, operation, "no key at all", null) && refusesKeyElsewhere(probe, operation);
      }
      for (String scheme : probe.some(List.of("bearer", "BEARER"))) {
        all &= takes(probe, operation, scheme + ' ' + probe.world().key(), "the scheme `" + scheme + '`');
      }
      if (all) {
        probe.proven(Elements.security(operation.id()), probe.send(operation, probe.valid(operation)));
      }
    }
  }

  private record Bad(String what, String value) {}

  private static List<Bad> bad(String key) {
    String basic = Base64.getEncoder().encodeToString("user:password".getBytes(StandardCharsets.UTF_8));
    return List.of(new Bad("an unknown key", "Bearer sk-nobody-has-this-one"), new Bad("another scheme", "Basic " + basic),
        new Bad("a key as the user of Basic", "Basic " + Base64.getEncoder().encodeToString((key + ':').getBytes(StandardCharsets.UTF_8))),
        new Bad("a key without a scheme", key), new Bad("an empty key", "Bearer "), new Bad("two keys", "Bearer " + key + ", Bearer " + key),
        new Bad("a valid key with one more character", "Bearer " + key + 'x'),
        new Bad("a valid key in capitals", "Bearer " + key.toUpperCase(Locale.ROOT)));
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
    String key = probe.world().key();
    ApiRequest bare = probe.valid(operation).with("Authorization", null).with("X-Api-Key", key).with("Cookie", "key=" + key);
    String separator = bare.url().contains("?") ? "&" : "?";
    // A real key must not be in a URL, because servers log URLs.
    String url = probe.world().isSandbox() ? bare.url() + separator + "key=" + key : bare.url();
    Exchange exchange = probe.send(operation, bare.withUrl(url));
    boolean refused = exchange.status() == 401;
    if (!refused) {
      probe.broken(Elements.security(operation.id()), exchange, exchange.summary(), "HTTP 401 for a key in another place",
          "/components/securitySchemes/bearerAuth");
    }
    return refused;
  }

  private static boolean takes(Probe probe, Operation operation, @Nullable String value, String what) {
    Exchange exchange = probe.send(operation, probe.valid(operation).with("Authorization", value));
    boolean taken = exchange.status() == probe.usual(operation);
    if (!taken) {
      probe.broken(Elements.security(operation.id()), exchange, exchange.summary(), "HTTP " + probe.usual(operation) + " with " + what,
          "/components/securitySchemes/bearerAuth");
    }
    return taken;
  }
}
