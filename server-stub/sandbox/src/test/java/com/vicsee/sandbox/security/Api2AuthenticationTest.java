package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API2, broken authentication: nothing but a whole, good key in the right place lets anybody in, and a refusal tells nothing of keys. */
class Api2AuthenticationTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private RawHttp.Response raw(String headers) {
    return RawHttp.exchange(sandbox.port(), ("GET /api/v1/credits HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void refusal_ofUnknownRevokedAndAlmostGoodKeys_isTheSame() {
    Answer unknown = sandbox.get("sk-nobody-has-this-key", "/credits").refusedWith(401, Message.INVALID_API_KEY);
    Set<String> names = new TreeSet<>(unknown.headers().map().keySet());

    for (String key : List.of("sk-sandbox-inactive", "sk-sandbox-pro0", "sk-sandbox-pr", "sk-sandbox-Pro", "sk-", "sk-sandbox-pro%", "sk-%", "sk-' or '1'='1",
        "sk-sandbox-pro'--", "sk-sandbox-pro\u00a0", "sk-" + "x".repeat(253))) {
      Answer answer = sandbox.send(sandbox.request(null, "/credits").header("Authorization", "Bearer " + key));
      assertThat(answer.status()).as(key).isEqualTo(401);
      assertThat(answer.text()).as(key).isEqualTo(unknown.text());
      assertThat(new TreeSet<>(answer.headers().map().keySet())).as(key).isEqualTo(names);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Api-Key: sk-sandbox-pro", "Cookie: Authorization=Bearer sk-sandbox-pro; token=sk-sandbox-pro", "Proxy-Authorization: Bearer sk-sandbox-pro",
      "Authorization: Basic c2stc2FuZGJveC1wcm86", "Authorization: sk-sandbox-pro", "Authorization: Bearer", "Authorization: Bearersk-sandbox-pro",
      "Authorization: Bearer sk-sandbox-pro, Bearer sk-nobody", "Authorization: Bearer sk-nobody\r\nAuthorization: Bearer sk-sandbox-pro",
      "Authorization: Bearer sk-sandbox-pro\r\nAuthorization: Bearer sk-sandbox-pro", "Authorization: Bearer \"sk-sandbox-pro\"", "Authorization: Bearer sk-sandbox-pro sk-x",
      "Authorization: Token sk-sandbox-pro", "Authorization: Bearer sk-sandbox-pro;", "X-Forwarded-Authorization: Bearer sk-sandbox-pro"})
  void key_inAnotherPlaceOrForm_letsNobodyIn(String headers) {
    RawHttp.Response answer = raw(headers + "\r\n");

    assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
  }

  @Test
  void key_inTheQuery_letsNobodyIn() {
    for (String query : List.of("key", "api_key", "access_token", "token", "authorization")) {
      sandbox.get(null, "/credits?" + query + "=" + Sandbox.PRO).refusedWith(401, Message.MISSING_AUTH_HEADER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1;x/credits", "/api/v1;/credits", "/api;x/v1/credits", "/%61pi/v1/credits", "/api/%76%31/credits", "/;x/api/v1/credits", "/./api/v1/credits",
      "//api/v1/credits", "/api//v1/credits", "/x/../api/v1/credits", "/api/v1/credits;x", "/api/v1/%63redits", "/api/v1/credits/.", "/api/v1/x/../credits", "/API/v1/credits"})
  void path_writtenOtherwise_doesNotGetPastTheGate(String path) {
    RawHttp.Response nobody = RawHttp.exchange(sandbox.port(), ("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(nobody.status()).as(nobody.toString()).isIn(400, 401, 404);
    assertThat(nobody.header("x-ratelimit-limit")).as("it counts").isNotEmpty();
  }

  @Test
  void keys_inTheDatabase_areHashesOnly() {
    List<String> kept = sandbox.sql().sql("select key_hash from api_keys").query(String.class).list();

    assertThat(kept).hasSizeGreaterThanOrEqualTo(Persona.values().length - 1).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    for (String table : List.of("users", "api_keys", "accounts", "ledger", "tasks", "media", "uploads", "idempotency")) {
      assertThat(sandbox.sql().sql("select * from " + table).query().listOfRows().toString()).as(table).doesNotContain("sk-sandbox");
    }
  }

  @Test
  void hash_inPlaceOfTheKey_letsNobodyIn() {
    for (String hash : sandbox.sql().sql("select key_hash from api_keys").query(String.class).list()) {
      sandbox.get("sk-" + hash, "/credits").refusedWith(401, Message.INVALID_API_KEY);
      sandbox.get(hash, "/credits").refusedWith(401, Message.INVALID_KEY_FORMAT);
    }
  }

  @Test
  void guesses_ofKeys_useUpTheAllowanceOfTheAddress() {
    long before = sandbox.get("sk-guess-0", "/credits").remaining();
    for (int i = 1; i <= 5; i++) {
      assertThat(sandbox.get("sk-guess-" + i, "/credits").remaining()).isEqualTo(before - i);
    }
  }

  @Test
  void signature_tamperedWith_writesNothing() {
    var upload = sandbox.post(Sandbox.PRO, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":4}").data();
    String url = upload.get("uploadUrl").stringValue();
    String signature = url.substring(url.lastIndexOf('=') + 1);
    String expires = url.replaceFirst(".*expires=(\\d+).*", "$1");
    String base = url.substring(0, url.indexOf('?'));

    for (String query : List.of("", "?expires=" + expires, "?signature=" + signature, "?expires=" + expires + "&signature=",
        "?expires=" + expires + "&signature=" + "0".repeat(64), "?expires=" + expires + "&signature=" + signature.substring(1),
        "?expires=" + expires + "&signature=" + flip(signature, 0), "?expires=" + expires + "&signature=" + flip(signature, 63),
        "?expires=" + expires + "&signature=" + signature.toUpperCase(java.util.Locale.ROOT), "?expires=" + (Long.parseLong(expires) + 86_400_000) + "&signature=" + signature,
        "?expires=0" + expires + "&signature=" + signature, "?expires=" + expires + "&signature=" + signature + "&signature=x")) {
      Answer put = sandbox.send(HttpRequest.newBuilder(URI.create(base + query)).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(new byte[4])));
      assertThat(put.status()).as(query).isEqualTo(403);
    }
    assertThat(sandbox.fetch(upload.get("publicUrl").stringValue()).status()).as("nothing was written").isEqualTo(404);
  }

  private static String flip(String hex, int at) {
    return hex.substring(0, at) + (hex.charAt(at) == '0' ? '1' : '0') + hex.substring(at + 1);
  }
}
