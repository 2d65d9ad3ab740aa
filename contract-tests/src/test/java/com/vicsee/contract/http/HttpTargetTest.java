package com.vicsee.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.support.HostileServer;
import com.vicsee.contract.support.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers as they travel: codings, fields that every request gets, and proxies. */
class HttpTargetTest {

  private static final String TEXT = "{\"success\":true}";

  @Test
  void send_compressedAnswer_isDecoded() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    Exchange exchange = answer(new Field("Content-Encoding", "gzip"), packed.toByteArray());

    assertThat(exchange.text()).isEqualTo(TEXT);
    assertThat(exchange.header("content-encoding")).contains("gzip");
  }

  @Test
  void send_plainAnswerDeclaredAsCompressed_isAFault() throws IOException {
    Exchange exchange = answer(new Field("Content-Encoding", "gzip"), TEXT.getBytes(StandardCharsets.UTF_8));

    assertThat(exchange.fault().orElse("")).contains("Content-Encoding: gzip", "RFC 9110, section 8.4");
  }

  @ParameterizedTest
  @CsvSource({
      "'Content-Length: 2|Transfer-Encoding: chunked', both Transfer-Encoding and Content-Length",
      "'Content-Length: 2|Vary : Accept', not a header line",
      "'Content-Length: 2|Vary: Accept#', a line that ends without CR"})
  void send_framingThatIsAmbiguous_isAFault(String fields, String fault) throws IOException {
    // A line feed in a field, as the only end of its line.
    String head = "HTTP/1.1 200 -\r\n" + fields.replace("#", "\nAge: 0").replace("|", "\r\n") + "\r\n\r\n";
    try (HostileServer server = HostileServer.sending((head + "2\r\n{}\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII))) {
      Exchange exchange = get(server.baseUrl());

      assertThat(exchange.fault().orElse("")).contains(fault);
    }
  }

  @Test
  void send_answerOfAnOldVersion_namesTheVersion() throws IOException {
    try (HostileServer server = HostileServer.sending("HTTP/1.0 200 -\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII))) {
      assertThat(get(server.baseUrl()).version()).isEqualTo("HTTP/1.0");
    }
  }

  private static Exchange get(String baseUrl) {
    return new HttpTarget("server", baseUrl).send(new ApiRequest("GET", baseUrl + "/credits", Map.of(), new byte[0]));
  }

  private static Exchange answer(Field field, byte[] body) throws IOException {
    try (LoopbackServer server = LoopbackServer.answering("", request -> new Exchange(request, 200, List.of(field), body))) {
      return get(server.baseUrl());
    }
  }

  @Test
  void send_anyRequest_hasUserAgentAndTheFieldsOfTheConnectionWhichNoReportShows() throws IOException {
    AtomicReference<ApiRequest> seen = new AtomicReference<>();
    try (LoopbackServer server = LoopbackServer.answering("", request -> seen(seen, request))) {
      Connection connection = new Connection(Duration.ofSeconds(20), null, null, Map.of("X-Gateway-Token", "secret"));

      Exchange exchange = new HttpTarget("server", server.baseUrl(), connection).send(new ApiRequest("GET", server.baseUrl() + "/credits", Map.of(), new byte[0]));

      assertThat(seen.get().header("User-Agent")).isEqualTo("vicsee-contract-tests");
      assertThat(seen.get().header("X-Gateway-Token")).isEqualTo("secret");
      assertThat(exchange.request().toCurl()).doesNotContain("secret");
    }
  }

  @Test
  void send_throughAProxy_namesTheWholeUrl() throws IOException {
    AtomicReference<ApiRequest> seen = new AtomicReference<>();
    try (LoopbackServer proxy = LoopbackServer.answering("", request -> seen(seen, request))) {
      InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", URI.create(proxy.origin()).getPort());
      Connection connection = new Connection(Duration.ofSeconds(20), address, null, Map.of());

      Exchange exchange = new HttpTarget("server", "http://api.invalid/api/v1", connection)
          .send(new ApiRequest("GET", "http://api.invalid/api/v1/credits", Map.of(), new byte[0]));

      assertThat(exchange.status()).isEqualTo(200);
      assertThat(seen.get().url()).isEqualTo("http://api.invalid/api/v1/credits");
    }
  }

  private static Exchange seen(AtomicReference<ApiRequest> seen, ApiRequest request) {
    seen.set(request);
    return new Exchange(request, 200, List.of(), TEXT.getBytes(StandardCharsets.UTF_8));
  }
}
