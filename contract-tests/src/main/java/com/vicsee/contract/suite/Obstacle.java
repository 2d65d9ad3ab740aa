package com.vicsee.contract.suite;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a server cannot be examined, and what to do, in one sentence. */
final class Obstacle {

  private static final String EXAMPLE = "; --target is the URL that the contract's paths are below, as in http://127.0.0.1:8080/api/v1";

  /** What servers answer to a request without TLS at a port with it. */
  private static final Pattern TLS_ONLY = Pattern.compile("HTTPS (?:server|port)|SSL-enabled");
  private static final Pattern MODELS = Pattern.compile("(https?://[^?#]+)/models/?");

  private Obstacle() {}

  /** The sentence for an answer that does not come from the API. */
  static String of(String baseUrl, Exchange exchange) {
    String fault = exchange.fault().orElse("");
    if (fault.contains("PKIX") || fault.contains("ertificate") || fault.contains("subject alternative")) {
      return "The certificate of " + baseUrl + " is not trusted (" + fault.replaceFirst(Exchange.TLS, "") + "); name the file of its authority with --ca FILE.";
    }
    if (fault.startsWith(Exchange.TLS)) {
      return "There is no TLS at " + baseUrl + " (" + fault.replaceFirst(Exchange.TLS, "") + "); use http:// in --target, or correct its port.";
    }
    if (fault.contains("(RFC ")) {
      return "The answers of " + baseUrl + " are no valid HTTP: " + fault + "; correct the server or what is in front of it, and run the suite again.";
    }
    if (!fault.isEmpty()) {
      boolean proxy = fault.contains("proxy") || fault.contains("Tunnel");
      return "There is no answer from " + baseUrl + " (" + fault + "); start the server, or correct " + (proxy ? "--proxy." : "--target.");
    }
    String status = "HTTP " + exchange.status();
    if (exchange.status() / 100 == 3) {
      return redirect(baseUrl, exchange, status);
    }
    if (exchange.status() == 400 && baseUrl.startsWith("http:") && TLS_ONLY.matcher(exchange.text()).find()) {
      return baseUrl + " speaks TLS only (" + status + "); use https:// in --target.";
    }
    if (exchange.status() == 429) {
      return baseUrl + " takes no more requests at the moment (" + status + "); wait, or let its gateway take those of the suite.";
    }
    if (Gateway.isPassing(exchange)) {
      return "A gateway at " + baseUrl + " does not reach the API (" + status + ", " + Gateway.evidence(exchange).orElse("") + "); start the API behind it.";
    }
    if (exchange.status() == 407) {
      return "The proxy asks for credentials (" + status + "); pass them with --header 'Proxy-Authorization: …'.";
    }
    if (exchange.status() == 511) {
      return "The network asks for a login (" + status + ", RFC 6585, section 6); log in to it, and run the suite again.";
    }
    if (exchange.status() / 100 == 5) {
      return baseUrl + " fails (" + status + " for /models); see its log, and run the suite again.";
    }
    if (exchange.mediaType().equals("text/html")) {
      return baseUrl + " answers with a web page, such as a login or parking page (" + status + ')' + EXAMPLE + ", and --header passes what a login needs.";
    }
    return baseUrl + " is not the API of the contract (" + status + ", " + (exchange.mediaType().isEmpty() ? "no Content-Type" : exchange.mediaType())
        + " for /models)" + EXAMPLE + '.';
  }

  /** The place of a redirect is that of the API only if its path is. */
  private static String redirect(String baseUrl, Exchange exchange, String status) {
    String location = exchange.header("Location").orElse("");
    Matcher absolute = MODELS.matcher(location);
    if (absolute.matches()) {
      return baseUrl + " redirects to " + absolute.group(1) + " (" + status + "); use --target " + absolute.group(1) + '.';
    }
    return baseUrl + " redirects to " + (location.isEmpty() ? "no place" : location) + ", such as a login page (" + status + ')' + EXAMPLE
        + ", and --header passes what a login needs.";
  }
}
