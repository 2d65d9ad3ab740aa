package com.vicsee.contract.suite;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;

/** Says why a server cannot be examined, and what to do, in one sentence. */
final class Obstacle {

  private static final String EXAMPLE = "; --target is the URL that the contract's paths are below, as in http://127.0.0.1:8080/api/v1";

  private Obstacle() {}

  /** The sentence for an answer that does not come from the API. */
  static String of(String baseUrl, Exchange exchange) {
    String fault = exchange.fault().orElse("");
    if (fault.startsWith(Exchange.TLS) || fault.contains("PKIX") || fault.contains("certificate")) {
      return "The certificate of " + baseUrl + " is not trusted (" + fault.replaceFirst(Exchange.TLS, "") + "); name the file of its authority with --ca FILE.";
    }
    if (!fault.isEmpty()) {
      return "There is no answer from " + baseUrl + " (" + fault + "); start the server, or correct --target.";
    }
    String status = "HTTP " + exchange.status();
    if (exchange.status() / 100 == 3) {
      String to = exchange.header("Location").orElse("another place").replaceFirst("/models/?$", "");
      return baseUrl + " redirects to " + to + " (" + status + "); use --target " + to + '.';
    }
    if (Gateway.isPassing(exchange)) {
      return "A gateway at " + baseUrl + " does not reach the API (" + status + ", " + Gateway.evidence(exchange).orElse("") + "); start the API behind it.";
    }
    if (exchange.status() == 407) {
      return "The proxy asks for credentials (" + status + "); pass them with --header 'Proxy-Authorization: …'.";
    }
    if (exchange.mediaType().equals("text/html")) {
      return baseUrl + " answers with a web page, such as a login or parking page (" + status + ')' + EXAMPLE + '.';
    }
    return baseUrl + " is not the API of the contract (" + status + ", " + (exchange.mediaType().isEmpty() ? "no Content-Type" : exchange.mediaType())
        + " for /models)" + EXAMPLE + '.';
  }
}
