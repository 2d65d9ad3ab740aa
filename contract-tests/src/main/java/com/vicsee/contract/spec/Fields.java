package com.vicsee.contract.spec;

import com.vicsee.contract.http.Exchange;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The names of the header fields that have a role in this API beyond HTTP's own. The contract gives each its role by `x-role`, so a field
 * that is renamed there needs no edit here.
 *
 * @param limit the requests per day that the caller may make
 * @param remaining the requests that are left
 * @param reset when the count starts again
 * @param requestId the id of a request, in the request and in its answer
 * @param idempotencyKey the caller's name for a paid request
 * @param replayed what marks the first answer when it is sent again
 */
public record Fields(String limit, String remaining, String reset, String requestId, String idempotencyKey, String replayed) {

  private static final String HEADERS = "/components/headers";

  /**
   * Reads the names from a contract.
   *
   * @throws IllegalArgumentException if a role has no field
   */
  static Fields of(JsonNode root) {
    return new Fields(name(root, "quota-limit"), name(root, "quota-remaining"), name(root, "quota-reset"), name(root, "request-id"),
        name(root, "idempotency-key"), name(root, "replayed"));
  }

  private static String name(JsonNode root, String role) {
    Stream<String> headers = root.at(HEADERS).properties().stream().filter(h -> has(h.getValue(), role)).map(h -> h.getKey());
    Stream<String> parameters = root.at("/components/parameters").valueStream().filter(p -> has(p, role)).map(p -> p.path("name").asString(""));
    return Stream.concat(headers, parameters).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no header field has the x-role " + role));
  }

  private static boolean has(JsonNode node, String role) {
    return node.path("x-role").asString("").equals(role);
  }

  /** Where a header of responses is described. */
  public static String pointer(String name) {
    return Pointers.child(HEADERS, name);
  }

  /** The requests that are left after an answer, if it states them. */
  public Optional<Long> left(Exchange exchange) {
    return exchange.number(remaining);
  }

  /** Whether two answers count in the same day, by the reset that they state. */
  public boolean sameReset(Exchange one, Exchange other) {
    return one.header(reset).equals(other.header(reset));
  }

  /** Whether an answer says that it is the first answer again. */
  public boolean isReplay(Exchange exchange) {
    return exchange.header(replayed).isPresent();
  }
}
