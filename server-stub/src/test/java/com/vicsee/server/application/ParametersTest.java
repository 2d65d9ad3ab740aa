package com.vicsee.server.application;

import static com.vicsee.server.application.EnvelopeTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode.Message;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The query and header parameters of an operation reach its handler as one record, checked against the contract. */
class ParametersTest {
  private static final String DOWNLOAD = "/tasks/task_1/download";

  private static Started server;

  @BeforeAll
  static void start() {
    server = Started.of(SmallServer.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void queryAndHeader_areComponents() {
    assertThat(read(DOWNLOAD + "?mode=proxy", "Range", "bytes=0-1")).isEqualTo("proxy bytes=0-1");
  }

  @Test
  void absentParameters_areTheDefaultOrNull() {
    assertThat(read(DOWNLOAD)).isEqualTo("link null");
  }

  @Test
  void headerInTheQuery_isNoHeader() {
    assertThat(read(DOWNLOAD + "?Range=bytes=0-1&range=bytes=0-1")).isEqualTo("link null");
  }

  @Test
  void constantOfAnEnum_isNoValue() {
    HttpResponse<String> response = server.get(DOWNLOAD + "?mode=PROXY");

    assertError(response, Message.INVALID_PARAMETER);
    assertThat(response.body()).contains("mode: must be one of link, proxy; received \\\"PROXY\\\"");
  }

  @Test
  void longHeader_namesTheHeaderAndTheBound() {
    HttpResponse<String> response = send(DOWNLOAD, "If-Match", "x".repeat(1025));

    assertError(response, Message.INVALID_PARAMETER);
    assertThat(response.body()).contains("If-Match: must have 1 to 1024 characters; received 1025");
  }

  @Test
  void severalBrokenHeaders_areToldInTheOrderOfTheContract() {
    HttpResponse<String> response = send(DOWNLOAD, "If-None-Match", "x".repeat(1025), "Range", "x".repeat(256));

    assertThat(response.body()).contains("Range: must have 1 to 255 characters; received 256");
  }

  @Test
  void brokenIdAndBrokenHeader_isAnUnknownTask() {
    assertError(send("/tasks/a!b/download", "Range", "x".repeat(256)), Message.TASK_NOT_FOUND);
  }

  private static String read(String path, String... headers) {
    return send(path, headers).headers().firstValue("X-Read").orElseThrow();
  }

  private static HttpResponse<String> send(String path, String... headers) {
    var request = server.api(path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Started.send(request);
  }
}
