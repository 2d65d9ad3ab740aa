package com.vicsee.contract.probe;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Excerpt;
import com.vicsee.contract.http.Exchange;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the answers of a gateway from those of the API behind it. A gateway may refuse a malformed request or a long body, normalise a path,
 * and fail to reach the API for a moment. None of that is a fault of the API. An answer counts as the gateway's only with evidence of a gateway
 * in it, and only for such requests: a well-formed request that is answered by anything but the API is a fault.
 */
public final class Gateway {

  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final Set<Integer> TOO_LONG = Set.of(408, 413, 414, 431, 494);

  /** What a gateway answers when a condition or a range does not fit what it has of the API (RFC 9110, sections 13 and 14; RFC 9111, section 4.3). */
  private static final Set<Integer> NOT_SERVED = Set.of(412, 416);
  private static final int BAD_REQUEST = 400;

  /** What no gateway answers because of the request. */
  private static final int INTERNAL_ERROR = 500;

  private static final Pattern SERVER = Pattern.compile("(?i)\\b(?:nginx|openresty|tengine|haproxy|caddy|apache(?!-coyote| tomcat)|varnish|envoy|traefik|kong|cloudflare|"
      + "cloudfront|awselb|akamai\\w*|google frontend|microsoft-azure-application-gateway|fastly|vercel|netlify|squid|ats)\\b");

  /** The pages of a gateway that names itself in no field: of HAProxy, and of gateways in Go such as Caddy and Traefik. */
  private static final Pattern PAGE = Pattern.compile("(?s)^<html>\\s*<body>\\s*<h1>\\d{3} [\\w -]+</h1>.{0,200}</body>\\s*</html>\\s*$"
      + "|^(?:400 Bad Request|431 Request Header Fields Too Large|501 Not Implemented|505 HTTP Version Not Supported)(?:: [\\w ,'-]{1,80})?$");

  /** What gateways refuse or normalise: invalid escapes, encoded separators, dots and controls, repeated slashes, characters that a URL may not have. */
  private static final Pattern IRREGULAR = Pattern.compile(
      "%(?![0-9A-Fa-f]{2})|%2[EeFf]|%[01][0-9A-Fa-f]|%5[Cc]|%[89A-Fa-f][0-9A-Fa-f]|//|/\\.{1,2}(?:/|$)|[\\\\^`{|}<>\"\\x00-\\x20\\x7F-\\uFFFF]");
  private static final Pattern RANGE = Pattern.compile("(?i)bytes=(?:(\\d+)-(\\d+)|\\d+-|-\\d+)");
  private static final int LONG_URL = 2000;
  private static final int LONG_BODY = 64 * 1024;
  private static final int LONG_FIELD = 1000;

  private Gateway() {}

  /** Whether a gateway says that it cannot reach the API or take a request at the moment, or there was no connection, or it ended before an answer. */
  public static boolean isPassing(Exchange exchange) {
    return exchange.isLost() || PASSING.contains(exchange.status()) && !isOfApi(exchange) && evidence(exchange).isPresent();
  }

  /**
   * Whether the answer comes from a gateway, or from the API to a request that the gateway has changed.
   *
   * @param known the evidence of a gateway in an earlier answer of the run
   */
  static boolean isBeforeApi(Exchange exchange, Optional<String> known) {
    if (exchange.fault().isPresent() || exchange.status() == INTERNAL_ERROR || evidence(exchange).or(() -> known).isEmpty()) {
      return false;
    }
    ApiRequest request = exchange.request();
    if (isOwnPage(exchange) && (isConditional(request) && NOT_SERVED.contains(exchange.status()) || isLong(request) && exchange.status() == BAD_REQUEST)) {
      return true;
    }
    if (isOfApi(exchange)) {
      // The API has answered a normalised path, or the gateway serves a part of what the API has answered whole.
      return isIrregular(request) && exchange.status() < 400 || isPart(exchange);
    }
    boolean method = request.method().equals("TRACE") || request.method().equals("OPTIONS");
    boolean tooLong = isLong(request) && (TOO_LONG.contains(exchange.status()) || isPassing(exchange));
    return tooLong || method || isMalformed(request);
  }

  /** Whether an answer is a part, or the refusal of one, although the API answers such a request whole. A gateway may do that (RFC 9110, section 14). */
  private static boolean isPart(Exchange exchange) {
    String range = exchange.request().header("Range");
    boolean whole = exchange.request().method().equals("HEAD") || !isRange(range) || exchange.mediaType().endsWith("json");
    return !range.isEmpty() && whole && (exchange.status() == 206 || exchange.status() == 416 && exchange.request().method().equals("HEAD"));
  }

  /** Whether a gateway may answer a request itself, whatever the API does. */
  static boolean isUnusual(ApiRequest request) {
    return isLong(request) || isMalformed(request);
  }

  private static boolean isLong(ApiRequest request) {
    return request.body().length >= LONG_BODY || request.url().length() > LONG_URL || request.headers().values().stream().anyMatch(v -> v.length() > LONG_FIELD);
  }

  private static boolean isMalformed(ApiRequest request) {
    // Gateways refuse repeated lines, of lists too (RFC 9110, section 5.3).
    boolean repeated = request.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() < request.headers().size();
    return repeated || isIrregular(request) || !isRange(request.header("Range")) || request.headers().values().stream().anyMatch(v -> v.chars().anyMatch(c -> c < 0x20 || c > 0x7E));
  }

  /** Whether a value has the form of a range, or is absent. A range whose end is before its start has not (RFC 9110, section 14.1.1). */
  private static boolean isRange(String value) {
    Matcher range = RANGE.matcher(value);
    return value.isEmpty() || range.matches() && (range.group(1) == null || new BigInteger(range.group(1)).compareTo(new BigInteger(range.group(2))) <= 0);
  }

  private static boolean isConditional(ApiRequest request) {
    return request.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(name -> name.equals("range") || name.startsWith("if-"));
  }

  /** Whether a page names the gateway that has made it. Some gateways leave the fields of the API's answer on it. */
  private static boolean isOwnPage(Exchange exchange) {
    return exchange.mediaType().equals("text/html") && SERVER.matcher(exchange.text()).find();
  }

  /** Whether an answer has what every answer of the API has. Some gateways put a request id on their own pages too. */
  private static boolean isOfApi(Exchange exchange) {
    return !isOwnPage(exchange) && ( exchange.header("X-Request-Id").isPresent() && !exchange.mediaType().equals("text/html") || exchange.header("X-RateLimit-Limit").isPresent()
        || exchange.json().map(j -> j.path("success").isBoolean()).orElse(false));
  }

  /** What in an answer shows that a gateway was involved. */
  public static Optional<String> evidence(Exchange exchange) {
    Optional<String> via = exchange.header("Via").map(v -> "Via: " + v);
    Optional<String> server = exchange.header("Server").filter(v -> SERVER.matcher(v).find()).map(v -> "Server: " + v);
    Matcher page = PAGE.matcher(exchange.text());
    return via.or(() -> server).or(() -> page.matches() ? Optional.of("the error page of a gateway") : Optional.empty());
  }

  /** Whether a gateway that compresses has made the `ETag` weak. It need not do so where it has nothing to compress (RFC 9110, section 8.8.1). */
  public static boolean isWeakened(Exchange exchange) {
    return exchange.header("ETag").orElse("").startsWith("W/") && evidence(exchange).isPresent();
  }

  /** The `ETag` that the API itself has given; `none` when there is none. */
  public static String ownTag(Exchange exchange) {
    String tag = exchange.header("ETag").orElse("none");
    return isWeakened(exchange) ? tag.substring(2) : tag;
  }

  /** One line for the report. */
  static String line(Exchange exchange, Optional<String> known) {
    String answer = exchange.fault().orElse("HTTP " + exchange.status());
    return answer + " (" + evidence(exchange).or(() -> known).orElse("no sign of a gateway") + ") to " + exchange.request().method() + ' '
        + Excerpt.of(exchange.request().requestTarget(), 60);
  }

  private static boolean isIrregular(ApiRequest request) {
    String path = request.requestTarget().split("\\?", 2)[0];
    return IRREGULAR.matcher(path).find() || path.length() > LONG_URL;
  }
}
