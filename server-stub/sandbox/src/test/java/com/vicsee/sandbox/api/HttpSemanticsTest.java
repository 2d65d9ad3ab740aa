package com.vicsee.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as RFC 9110 has it: negotiation, preconditions, repeated fields, codings, methods and odd paths. */
class HttpSemanticsTest {
  private static final String DOWNLOAD = "/tasks/task_sandbox_completed/download";
  private static final String PROXY = DOWNLOAD + "?mode=proxy";
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse\"}";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private Answer get(String path, String... headers) {
    return sandbox.send(sandbox.request(Sandbox.PRO, path).headers(headers).GET());
  }

  private Answer head(String path, String... headers) {
    return sandbox.send(sandbox.request(Sandbox.PRO, path).headers(headers).method("HEAD", BodyPublishers.noBody()));
  }

  private Answer method(String method, URI uri) {
    return sandbox.send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + Sandbox.PRO).method(method, BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=ISO-8859-1", "application/json;charset=utf-16, */*;q=0.1", "application/json;x=y",
      "application/json;charset=utf8mb4", "text/html, application/json; charset=\"no such\";q=0.5"})
  void generate_acceptingJsonWithParameters_isJsonInUtf8AndPaidOnce(String accept) {
    Answer first = sandbox.generate(Sandbox.PRO, IMAGE, "Accept", accept, "Idempotency-Key", "accept");
    Answer again = sandbox.generate(Sandbox.PRO, IMAGE, "Accept", accept, "Idempotency-Key", "accept");

    assertThat(first.data()).isEqualTo(again.data());
    assertThat(first.header("Content-Type")).isEqualTo("application/json");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000 - 15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png, application/json;q=0.5", "image/*", "image/png"})
  void download_acceptingAnyDeclaredType_isTheLink(String accept) {
    assertThat(get(DOWNLOAD, "Accept", accept).data().get("url").stringValue()).contains("/media/");
    assertThat(head(DOWNLOAD, "Accept", accept).status()).isEqualTo(200);
  }

  @Test
  void download_acceptingNoDeclaredType_isNotAcceptable() {
    get(DOWNLOAD, "Accept", "text/html").refusedWith(406, Message.NOT_ACCEPTABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-9", "bytes=99999999-"})
  void head_withARange_isAnsweredAsWithout(String range) {
    Answer answer = head(PROXY, "Range", range);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo(head(PROXY, "X-Request-Id", "a").header("Content-Length"));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=99999999999999999999-, 416", "bytes=0-99999999999999999999, 206", "Bytes=0-1, 206", "bytes=+0-1, 200", "bytes=9-3, 200", "'bytes=0-1,', 206",
    "bytes=-99999999999999999999, 206", "bytes=-0, 416", "bytes=-, 200", "bytes=, 200", "'bytes=0-1,3-4', 200", "lines=0-1, 200"})
  void range_ofEachForm_isTakenAsRfc9110Says(String range, int status) {
    assertThat(get(PROXY, "Range", range).status()).isEqualTo(status);
  }

  @Test
  void range_onTwoLines_isIgnored() {
    assertThat(get(PROXY, "Range", "bytes=0-1", "Range", "bytes=2-3").status()).isEqualTo(200);
  }

  @Test
  void ifMatch_ofOtherBytes_failsWithTheirValidator() {
    String etag = get(PROXY, "X-Request-Id", "a").header("ETag");

    Answer answer = get(PROXY, "If-Match", "\"stale\"", "Range", "bytes=10-");

    assertThat(answer.refusedWith(412, Message.PRECONDITION_FAILED).header("ETag")).isEqualTo(etag);
  }

  @Test
  void ifMatch_weakOrCurrentOrAny_isComparedStrongly() {
    String etag = get(PROXY, "X-Request-Id", "a").header("ETag");

    assertThat(get(PROXY, "If-Match", "W/" + etag).status()).isEqualTo(412);
    assertThat(get(PROXY, "If-Match", "\"other\", " + etag).status()).isEqualTo(200);
    assertThat(get(PROXY, "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void ifMatch_onALink_isIgnored() {
    assertThat(get(DOWNLOAD, "If-Match", "\"stale\"").status()).isEqualTo(200);
  }

  @Test
  void ifNoneMatch_onTwoLines_isOneList() {
    String etag = get(PROXY, "X-Request-Id", "a").header("ETag");

    assertThat(get(PROXY, "If-None-Match", "\"other\"", "If-None-Match", etag).status()).isEqualTo(304);
  }

  @Test
  void ifRange_repeated_matchesNothing() {
    String etag = get(PROXY, "X-Request-Id", "a").header("ETag");

    assertThat(get(PROXY, "If-Range", etag, "If-Range", "\"x\"", "Range", "bytes=0-1").status()).isEqualTo(200);
  }

  @Test
  void contentType_onTwoLines_isRejectedUnpaid() {
    Answer answer = sandbox.generate(Sandbox.PRO, IMAGE, "Content-Type", "text/plain");

    assertThat(answer.refusedWith(400, Message.INVALID_PARAMETER).message()).contains("Content-Type", "once");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);
  }

  @Test
  void idempotencyKey_onTwoLines_isRejectedAndIsNotTheKeyWithAComma() {
    sandbox.generate(Sandbox.PRO, IMAGE, "Idempotency-Key", "q1", "Idempotency-Key", "z").refusedWith(400, Message.INVALID_PARAMETER);

    Answer comma = sandbox.generate(Sandbox.PRO, IMAGE, "Idempotency-Key", "q1,z");

    assertThat(comma.header(HeaderNames.IDEMPOTENCY_REPLAYED)).isEmpty();
    assertThat(comma.status()).isEqualTo(200);
  }

  @Test
  void requestId_onTwoLines_isReplaced() {
    assertThat(get("/credits", "X-Request-Id", "a1", "X-Request-Id", "b2").header("X-Request-Id")).startsWith("req-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "identity, identity"})
  void body_withoutACoding_isTaken(String coding) {
    assertThat(sandbox.generate(Sandbox.PRO, IMAGE, "Content-Encoding", coding).status()).isEqualTo(200);
  }

  @Test
  void body_withACodingOnAnotherLine_isRejectedWithWhatIsTaken() {
    Answer answer = sandbox.generate(Sandbox.PRO, IMAGE, "Content-Encoding", "identity", "Content-Encoding", "gzip");

    assertThat(answer.refusedWith(415, Message.UNSUPPORTED_MEDIA_TYPE).message()).contains("Content-Encoding identity, gzip is");
    assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=1&&y=2", "&x=1", "x=1&", "&", "&&"})
  void query_withAnEmptyPair_isTaken(String query) {
    assertThat(sandbox.get(null, "/models?" + query).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "=1", "x=1&=2"})
  void query_withAPairWithoutAName_isRefusedWithTheQuery(String query) {
    assertThat(sandbox.get(null, "/models?" + query).refusedWith(400, Message.INVALID_PARAMETER).message())
        .isEqualTo("Invalid parameter query: must have a name before each =; received \"" + query + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%5Cb", "%00", "%FF", "%2F", "..%5C", "a%C0%AF"})
  void task_ofAnIdThatIsNoText_isUnknown(String id) {
    sandbox.get(Sandbox.PRO, "/tasks/" + id).refusedWith(404, Message.TASK_NOT_FOUND);
  }

  @Test
  void task_ofAnIdThatIsNoText_needsAKeyAndCounts() {
    sandbox.get(null, "/tasks/%FF").refusedWith(401, Message.MISSING_AUTH_HEADER);
    long before = sandbox.get(Sandbox.PRO, "/credits").remaining();

    assertThat(sandbox.get(Sandbox.PRO, "/tasks/%FF").remaining()).isEqualTo(before - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/%FF", "/media/%00", "/uploads/%5C"})
  void path_thatIsNoText_isNotFound(String path) {
    assertThat(sandbox.fetch(sandbox.origin() + path).refusedWith(404, Message.PATH_NOT_FOUND).message()).contains(path);
  }

  @Test
  void trace_isNamedAndCounts() {
    long before = sandbox.get(Sandbox.PRO, "/credits").remaining();

    Answer answer = method("TRACE", sandbox.api("/credits"));

    assertThat(answer.refusedWith(405, Message.METHOD_NOT_ALLOWED).message()).contains("Method TRACE");
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(answer.remaining()).isEqualTo(before - 1);
  }

  @Test
  void trace_ofAPathThatDoesNotExist_allowsNothing() {
    Answer answer = method("TRACE", sandbox.api("/nope"));

    answer.refusedWith(404, Message.PATH_NOT_FOUND);
    assertThat(answer.headers().firstValue("Allow")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"OPTIONS, /media/x, 'GET, HEAD'", "POST, /media/x, 'GET, HEAD'", "OPTIONS, /sandbox/clock, 'GET, POST, HEAD'"})
  void method_notAllowedBesideTheApi_hasAllowAndNoEmptyField(String method, String path, String allow) {
    Answer answer = method(method, URI.create(sandbox.origin() + path));

    assertThat(answer.refusedWith(405, Message.METHOD_NOT_ALLOWED).header("Allow").split(", ")).containsExactlyInAnyOrder(allow.split(", "));
    assertThat(answer.headers().map().values().stream().flatMap(java.util.List::stream)).isNotEmpty().doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/generate, sk-sandbox-pro, 413", "/api/v1/generate, sk-wrong, 401", "/api/v1/nope, sk-sandbox-pro, 404", "/api/v1/generate, sk-sandbox-exhausted, 429",
      "/sandbox/clock, none, 413"})
  void expect_ofABodyThatIsNotWanted_isAnsweredAtOnceWithoutContinue(String path, String key, int status) {
    String head = "POST " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key
        + "\r\nContent-Type: application/json\r\nContent-Length: 94371840\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";

    RawHttp.Response response = RawHttp.exchange(sandbox.port(), head.getBytes(StandardCharsets.US_ASCII));

    assertThat(response.status()).isEqualTo(status);
  }
}
