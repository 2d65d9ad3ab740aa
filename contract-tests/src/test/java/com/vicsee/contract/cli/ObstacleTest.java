package com.vicsee.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.support.HostileServer;
import com.vicsee.contract.support.LoopbackServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not the API ends with exit code 2 and one sentence that says what to do. */
class ObstacleTest {

  private record Ended(int code, String out, String err) {}

  private static Ended main(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true), name -> null);
    return new Ended(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "301 | Location     | https://vicsee.com/api/v1/models | ''                               | use --target https://vicsee.com/api/v1.",
      "302 | Location     | /login?next=/api/v1/models       | ''                               | redirects to /login?next=/api/v1/models, such as a login page",
      "302 | Location     | https://sso.example/?to=/models  | ''                               | such as a login page",
      "302 | Server       | any                              | ''                               | redirects to no place",
      "200 | Content-Type | text/html                        | <!doctype html><h1>Parked</h1>    | a web page, such as a login or parking page",
      "200 | X-Request-Id | 7                                | <html>Parked</html>              | is not the API of the contract",
      "401 | Content-Type | text/html                        | <html>Sign in</html>             | a web page, such as a login or parking page",
      "401 | Content-Type | application/json                 | {\"message\":\"Unauthorized\"}     | is not the API of the contract",
      "400 | Server       | nginx                            | <title>400 The plain HTTP request was sent to HTTPS port</title> | use https:// in --target",
      "429 | Server       | cloudflare                       | <html>Slow down</html>           | takes no more requests at the moment",
      "500 | Content-Type | text/html                        | <html>Oops</html>                | fails (HTTP 500 for /models); see its log",
      "502 | Server       | nginx                            | <html>Bad Gateway</html>         | does not reach the API",
      "511 | Content-Type | text/html                        | <html>Sign in</html>             | The network asks for a login",
      "200 | Content-Type | application/json                 | {\"success\":true}                | is not the API of the contract",
      "200 | Content-Type | application/json                 | {\"success\":true,\"data\":{}}     | is not the API of the contract",
      "200 | Content-Type | application/json                 | {\"swagger\":\"2.0\"}               | is not the API of the contract"})
  void main_answersOfAnotherServer_areExplained(int status, String name, String value, String body, String explanation) throws IOException {
    Ended ended = against(status, List.of(new Field(name, value)), body);

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains(explanation);
    assertThat(ended.out()).doesNotContain("Passed");
  }

  @Test
  void main_answersThatAreNoValidHttp_areExplained() throws IOException {
    try (HostileServer server = HostileServer.sending("HTTP/1.1 200 -\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII))) {
      Ended ended = main("--target", server.baseUrl() + "/api/v1", "--key", "sk-any");

      assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
      assertThat(ended.err()).contains("no valid HTTP: both Transfer-Encoding and Content-Length (RFC 9112, section 6.2)");
    }
  }

  private static Ended against(int status, List<Field> fields, String body) throws IOException {
    try (LoopbackServer server = LoopbackServer.answering("", request -> new Exchange(request, status, fields, body.getBytes(StandardCharsets.UTF_8)))) {
      return main("--target", server.baseUrl(), "--key", "sk-any", "--only", "models-listed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi: 3.1.0\npaths: {/pets: {get: {operationId: listPets, responses: {}}}}", "openapi: 3.1.0\npaths: {/pets: {get: {responses: {}}}}",
      "[1, 2", "openapi: 3.1.0\npaths: 7", "", "swagger: '2.0'", "a: &x [*x]", "<html>Not found</html>", "openapi: 3.1.0\npaths: {/models: {get: {operationId: listModels, "
          + "responses: {}}}, /credits: {get: {operationId: getCredits, responses: {}}}, /tasks: {get: {operationId: getTask, responses: {}}}}"})
  void main_contractOfAnotherApi_isExplainedInOneSentence(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pets.yaml"), text);

    Ended ended = main("--target", "http://127.0.0.1:1/api/v1", "--key", "sk-any", "--spec", file.toString());

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err().strip()).startsWith("The contract ").contains("pets.yaml", "--spec takes the openapi.yaml of this API").doesNotContain("Exception", "\n");
  }

  @ParameterizedTest
  @CsvSource({".,is a folder", "no-such-file.yaml,there is no file", "https://vicsee.com/openapi.yaml,there is no file"})
  void main_contractThatIsNoFile_isExplained(String file, String reason) {
    Ended ended = main("--target", "http://127.0.0.1:1/api/v1", "--key", "sk-any", "--spec", file);

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains(reason);
  }

  @Test
  void main_serverWithoutTls_isExplained() throws IOException {
    try (LoopbackServer server = LoopbackServer.answering("", request -> new Exchange(request, 200, List.of(), new byte[0]))) {
      Ended ended = main("--target", server.baseUrl().replace("http:", "https:"), "--key", "sk-any");

      assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
      assertThat(ended.err()).contains("There is no TLS at");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--proxy nonsense", "--proxy host:99999", "--ca /no/such/file", "--header nonsense"})
  void main_invalidConnection_isExplained(String options) {
    String[] more = options.split(" ");

    Ended ended = main("--target", "http://127.0.0.1:1/api/v1", "--key", "sk-any", more[0], more[1]);

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains("Invalid value for option '" + more[0] + "'");
  }

  @Test
  void main_options_areInTheHelp() {
    assertThat(main("--help").out()).contains("--ca", "--proxy", "--header");
  }
}
