package com.vicsee.contract.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers count as those of a gateway. */
class AnsweredBeforeApiTest {

  private static final ApiRequest PLAIN = get("/api/v1/credits");
  private static final Optional<String> KNOWN = Optional.of("Server: nginx");

  private static ApiRequest get(String path) {
    return new ApiRequest("GET", "http://host" + path, Map.of(), new byte[0]);
  }

  private static Exchange answer(ApiRequest request, int status, String server) {
    List<Field> fields = server.isEmpty() ? List.of() : List.of(new Field("Server", server));
    return new Exchange(request, status, fields, "<html>page</html>".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/%zz, 400, nginx", "/api/v1//credits, 404, Caddy", "/api/v1/tasks/%2e%2e, 403, Apache", "/api/v1/%00, 502, Varnish"})
  void isBeforeApi_irregularPathAtAGateway_isTrue(String path, int status, String server) {
    assertThat(Gateway.isBeforeApi(answer(get(path), status, server), Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/nope, 404, nginx", "/api/v1/%zz, 400, ''", "/api/v1/%zz, 500, nginx"})
  void isBeforeApi_regularPathOrNoGatewayOrInternalError_isFalse(String path, int status, String server) {
    assertThat(Gateway.isBeforeApi(answer(get(path), status, server), Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"bytes=9-3, true", "nonsense, true", "bytes=0-9, false", "bytes=5-, false", "bytes=-7, false"})
  void isBeforeApi_range_isTrueWhereItHasNotTheFormOfOne(String range, boolean before) {
    assertThat(Gateway.isBeforeApi(answer(PLAIN.with("Range", range), 503, "Varnish"), KNOWN)).isEqualTo(before);
  }

  @Test
  void isBeforeApi_longBodyThatTheGatewayCannotPassOn_isTrue() {
    ApiRequest request = PLAIN.withMethod("POST").withBody(new byte[100_000]);

    assertThat(Gateway.isBeforeApi(answer(request, 503, "Varnish"), Optional.empty())).isTrue();
    assertThat(Gateway.isBeforeApi(answer(request, 404, "Varnish"), Optional.empty())).isFalse();
  }

  /** The page of nginx when its cache refuses a condition, with the fields of the API's answer. */
  private static Exchange page(String software, ApiRequest request, int status) {
    List<Field> fields = List.of(new Field("Server", "nginx"), new Field("Content-Type", "text/html"), new Field("X-RateLimit-Limit", "500"));
    return new Exchange(request, status, fields, ("<html><h1>" + status + "</h1><hr>" + software + "</html>").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"nginx/1.22.1, If-Match, 412, true", "nginx, Range, 416, true", "nginx, Range, 404, false", "nginx, Accept, 412, false",
      "Apache Tomcat/11, If-Match, 412, false", "'', Range, 416, false"})
  void isBeforeApi_pageForACondition_isTrueWhereItNamesTheGateway(String software, String field, int status, boolean before) {
    assertThat(Gateway.isBeforeApi(page(software, PLAIN.with(field, "bytes=0-9"), status), Optional.empty())).isEqualTo(before);
  }

  @Test
  void isBeforeApi_pageOfAGatewayInGo_isTrueForAMalformedPathOnly() {
    List<Field> text = List.of(new Field("Content-Type", "text/plain; charset=utf-8"));
    byte[] body = "400 Bad Request".getBytes(StandardCharsets.UTF_8);

    assertThat(Gateway.isBeforeApi(new Exchange(get("/api/v1/%"), 400, text, body), Optional.empty())).isTrue();
    assertThat(Gateway.isBeforeApi(new Exchange(PLAIN, 400, text, body), Optional.empty())).isFalse();
  }

  @Test
  void isBeforeApi_longFieldThatTheGatewayRefuses_isTrue() {
    assertThat(Gateway.isBeforeApi(page("nginx", PLAIN.with("Accept", "x".repeat(1001)), 400), Optional.empty())).isTrue();
    assertThat(Gateway.isBeforeApi(page("nginx", PLAIN, 400), Optional.empty())).isFalse();
  }
}
