package com.vicsee.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.support.LoopbackServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not the API ends with exit code 2 and one sentence that says what to do. */
@Timeout(120)
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
      "200 | Content-Type | text/html                        | <!doctype html><h1>Parked</h1>    | a web page, such as a login or parking page",
      "401 | Content-Type | text/html                        | <html>Sign in</html>             | a web page, such as a login or parking page",
      "502 | Server       | nginx                            | <html>Bad Gateway</html>         | does not reach the API",
      "200 | Content-Type | application/json                 | {\"swagger\":\"2.0\"}               | is not the API of the contract"})
  void main_answersOfAnotherServer_areExplained(int status, String name, String value, String body, String explanation) throws IOException {
    Ended ended = against(status, List.of(new Field(name, value)), body);

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains(explanation);
    assertThat(ended.out()).doesNotContain("Passed");
  }

  private static Ended against(int status, List<Field> fields, String body) throws IOException {
    try (LoopbackServer server = LoopbackServer.answering("", request -> new Exchange(request, status, fields, body.getBytes(StandardCharsets.UTF_8)))) {
      return main("--target", server.baseUrl(), "--key", "sk-any", "--only", "models-listed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi: 3.1.0\npaths: {/pets: {get: {operationId: listPets, responses: {}}}}", "openapi: 3.1.0\npaths: {/pets: {get: {responses: {}}}}",
      "[1, 2", "openapi: 3.1.0\npaths: 7"})
  void main_contractOfAnotherApi_isExplainedInOneSentence(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pets.yaml"), text);

    Ended ended = main("--target", "http://127.0.0.1:1/api/v1", "--key", "sk-any", "--spec", file.toString());

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err().strip()).startsWith("The contract ").contains("pets.yaml").doesNotContain("Exception", "\n");
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
