package com.vicsee.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A request is shown so that it can be repeated, and without the key of a person. */
class ApiRequestTest {

  private static final String URL = "http://127.0.0.1:8080/api/v1/upload";

  @Test
  void toCurl_bodyThatIsNoText_isWrittenInBase64() {
    ApiRequest request = new ApiRequest("POST", URL, Map.of("Content-Encoding", "gzip"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    assertThat(request.toCurl()).isEqualTo("printf %s H4sIAA== | base64 -d | curl -i -X POST --path-as-is " + URL
        + " -H 'Content-Encoding: gzip' --data-binary @-");
  }

  @Test
  void summary_bodyThatIsNoText_isCounted() {
    assertThat(new ApiRequest("POST", URL, Map.of(), new byte[] {0x1f, (byte) 0x8b}).summary()).isEqualTo("POST /api/v1/upload\n\n(2 bytes)");
  }

  @Test
  void summary_longBody_isCut() {
    byte[] body = "a".repeat(1000).getBytes(StandardCharsets.UTF_8);

    assertThat(new ApiRequest("POST", URL, Map.of(), body).summary()).endsWith("aaa… (1000 bytes)").hasSizeLessThan(700);
  }

  @Test
  void summaryAndCurl_keyOfAPerson_isNotShown() {
    ApiRequest request = new ApiRequest("GET", URL, Map.of("Authorization", "Bearer sk-secret"), new byte[0]);

    assertThat(request.summary() + request.toCurl()).doesNotContain("secret");
  }

  @Test
  void kept_bodyOfMegabytes_isItsBeginningLengthAndACommandThatMakesIt() {
    byte[] body = ("{\"prompt\":\"" + "a".repeat(33_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    ApiRequest request = new ApiRequest("POST", URL, Map.of(), body);
    ApiRequest kept = request.kept();
    assertThat(kept.body()).hasSizeLessThan(1000);
    assertThat(kept.summary()).startsWith("POST /api/v1/upload\n\n{\"prompt\":\"aaa").endsWith("… (33000013 bytes)").hasSizeLessThan(1000);
    assertThat(kept.toCurl()).isEqualTo(request.toCurl());
    assertThat(kept.kept()).isSameAs(kept);
  }

  @Test
  void kept_longBodyThatNoCommandMakes_namesAFileByItsHash() {
    byte[] body = new byte[5000];
    new Random(1).nextBytes(body);
    assertThat(new ApiRequest("POST", URL, Map.of(), body).kept().toCurl()).matches("cat body-of-5000-bytes-with-sha256-[0-9a-f]{64} \\| curl .*");
  }

  @Test
  void kept_shortBody_isTheRequestItself() {
    ApiRequest request = new ApiRequest("POST", URL, Map.of(), new byte[600]);
    assertThat(request.kept()).isSameAs(request);
  }
}
