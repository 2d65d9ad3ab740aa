package com.vicsee.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.contract.support.LoopbackServer;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, over real HTTP: its exit codes, that it shows no key, and that it costs nothing that is not allowed. */
@ExtendWith(Run.Own.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the sandbox of MainTest")
class MainTest {

  private static final String LIVE = "sk-live-0123456789abcdef";
  private static final String OTHER_LIVE = "sk-live-fedcba9876543210";
  private static final Map<String, String> PERSONAS = Map.of(LIVE, "sk-sandbox-pro", OTHER_LIVE, "sk-sandbox-other");

  private final Run run;

  MainTest(Run run) {
    this.run = run;
  }

  private record Ended(int code, String out, String err) {}

  private static Ended main(String... arguments) {
    return main(Map.of(), arguments);
  }

  private static Ended main(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    // Also a busy machine answers within that.
    String[] all = Stream.concat(Stream.of("--patience=2m"), Stream.of(arguments)).toArray(String[]::new);
    int code = Main.run(all, new PrintWriter(out, true), new PrintWriter(err, true), environment::get);
    return new Ended(code, out.toString(), err.toString());
  }

  @Test
  void main_correctSandbox_passes(@TempDir Path folder) throws IOException {
    Ended ended = main("--target", run.stub().baseUrl(), "--key", "sk-sandbox-pro", "--second-key", "sk-sandbox-other",
        "--only", "methods-closed,headers-declared", "--report", folder.toString());

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.PASSED);
    assertThat(ended.out()).contains("This is the sandbox", "Passed", "checks per second");
    assertThat(Files.list(folder).map(f -> f.getFileName().toString())).contains("index.html", "score.json", "junit.xml");
    assertShowsNoKey(ended, folder, "sk-sandbox-pro", "sk-sandbox-other");
  }

  @Test
  void main_keyInTheEnvironment_isTaken() {
    Ended ended = main(Map.of("VICSEE_KEY", "sk-sandbox-pro"), "--target", run.stub().baseUrl(), "--only", "headers-once", "--only",
        "head-like-get");

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.PASSED);
  }

  @Test
  void main_serverWithAFault_failsAndReportsIt(@TempDir Path folder) throws IOException {
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> without(forward(r), "Allow"))) {
      Ended ended = main("--target", server.baseUrl(), "--key", "sk-sandbox-pro", "--only", "methods-closed", "--report", folder.toString());

      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.FAILED);
      assertThat(ended.out()).contains("[methods-closed]", "received: ", "documented: ", "at openapi.yaml:", "repeat: ", "curl -i",
          "$VICSEE_KEY", "Failed");
      assertShowsNoKey(ended, folder, "sk-sandbox-pro");
    }
  }

  @Test
  void main_sandboxWithPlainBytesDeclaredAsGzip_isRecognisedAndReported() throws IOException {
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> r.url().endsWith("/credits") ? declaredAsGzip(forward(r)) : forward(r))) {
      Ended ended = main("--target", server.baseUrl(), "--key", "sk-sandbox-pro", "--second-key", "sk-sandbox-other", "--only", "head-like-get,answered-whole");

      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.FAILED);
      assertThat(ended.out()).contains("This is the sandbox", "[answered-whole]", "Content-Encoding: gzip, but the content does not have that coding");
    }
  }

  @Test
  void main_serverThatIsNotTheSandbox_isNotChargedAndNoKeyIsShown(@TempDir Path folder) throws IOException {
    run.resetStub();
    Set<String> bought = ConcurrentHashMap.newKeySet();
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> live(r, bought))) {
      Ended ended = main("--target", server.baseUrl(), "--key", LIVE, "--second-key", OTHER_LIVE, "--report", folder.toString());

      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.PASSED);
      assertThat(ended.out()).contains("This is not the sandbox", "Not tried:", "0 credits spent of 0 allowed");
      assertThat(bought).isEmpty();
      assertShowsNoKey(ended, folder, LIVE, OTHER_LIVE, "sk-live-");
    }
  }

  @Test
  void main_serverWithTheKeysOfTheSandboxButNoControl_isNotCharged() throws IOException {
    run.resetStub();
    Set<String> bought = ConcurrentHashMap.newKeySet();
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> bought(r.url().contains("/sandbox") ? nothing(r) : forward(r), bought))) {
      Ended ended = main("--target", server.baseUrl(), "--key", "sk-sandbox-pro", "--second-key", "sk-sandbox-other", "--only",
          "authentication-enforced,credits-add-up,replay-equal,life-cycle-forward");

      assertThat(ended.out()).contains("This is not the sandbox: there is no control").doesNotContain("0 requests left");
      assertThat(bought).isEmpty();
    }
  }

  @Test
  void main_creditsToSpend_limitTheSpending() throws IOException {
    run.resetStub();
    Set<String> bought = ConcurrentHashMap.newKeySet();
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> live(r, bought))) {
      Ended ended = main("--target", server.baseUrl(), "--key", LIVE, "--second-key", OTHER_LIVE, "--spend", "45", "--only",
          "life-cycle-forward,replay-equal,ranges-served");

      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.PASSED);
      assertThat(ended.out()).contains("40 credits spent of 45 allowed");
      assertThat(bought).hasSize(2);
    }
  }

  @Test
  void main_invalidRequestThatIsTakenAndCharged_isReportedAndNoMoreAreSent() throws IOException {
    run.resetStub();
    Set<String> bought = ConcurrentHashMap.newKeySet();
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> live(unchecked(r), bought))) {
      Ended ended = main("--target", server.baseUrl(), "--key", LIVE, "--only", "negative-refused");

      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(Main.FAILED);
      assertThat(ended.out()).contains("[negative-refused]", "the server accepted an invalid request");
      assertThat(bought).hasSize(1);
    }
  }

  @Test
  void main_noServer_couldNotRun() throws IOException {
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String server = "http://127.0.0.1:" + bound.getLocalPort();

      Ended ended = main("--target", server + "/api/v1", "--key", LIVE);

      assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
      assertThat(ended.err()).contains("There is no answer from " + server);
    }
  }

  @ParameterizedTest
  @CsvSource({"sk-nobody-has-this-one,The server refuses the key", "sk-sandbox-free,has no access to the API",
      "sk-sandbox-exhausted,has no request left"})
  void main_rejectedKey_couldNotRun(String key, String message) {
    run.resetStub();
    Ended ended = main("--target", run.stub().baseUrl(), "--key", key);

    assertThat(ended.code()).as(ended.out()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains(message).doesNotContain(key);
  }

  @Test
  void main_wrongPath_couldNotRun() {
    Ended ended = main("--target", run.stub().baseUrl().replace("/api/v1", "/api/v2"), "--key", "sk-sandbox-pro");

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains("is not the API of the contract (HTTP 404");
  }

  @Test
  void main_twoKeysOfOneUser_couldNotRun() throws IOException {
    run.resetStub();
    try (LoopbackServer server = LoopbackServer.answering(origin(), r -> r.url().contains("/sandbox") ? nothing(r) : forward(r))) {
      Ended ended = main("--target", server.baseUrl(), "--key", "sk-sandbox-pro", "--second-key", "sk-sandbox-pro-2");

      assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
      assertThat(ended.err()).contains("Both keys are of one user");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi: 3.1.0", "{", "swagger: '2.0'",
      "{openapi: 3.1.0, paths: {/a: {get: {operationId: a, responses: {'200': {$ref: '#/components/responses/None'}}}}}}"})
  void main_unusableContract_couldNotRun(String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("contract.yaml"), text);
    Ended ended = main("--target", run.stub().baseUrl(), "--key", "sk-sandbox-pro", "--spec", file.toString());

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains("contract.yaml cannot be used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--target nonsense", "--target ftp://host/", "--target http://user:" + LIVE + "@host/", "--target http://host/ --spend -1",
      "--target http://host/ --spend 5 --budget never", "--target http://host/ --only no-such-check", "--target http://host/ --nonsense",
      "--target http://host/ --seed x", "--target http://host/ --key2 " + LIVE})
  void main_invalidOptions_couldNotRun(String options) {
    String[] given = Stream.concat(options.isEmpty() ? Stream.of() : Stream.of(options.split(" ")), Stream.of("--key", LIVE))
        .toArray(String[]::new);
    Ended ended = main(given);

    assertThat(ended.code()).as(ended.out()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).isNotBlank().doesNotContain("sk-live");
  }

  @Test
  void main_noKey_couldNotRun() {
    Ended ended = main("--target", "http://127.0.0.1:1/api/v1");

    assertThat(ended.code()).isEqualTo(Main.COULD_NOT_RUN);
    assertThat(ended.err()).contains("--key", "VICSEE_KEY");
  }

  @Test
  void main_help_saysExitCodesAndEnvironment() {
    Ended ended = main("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("--target", "--second-key", "--spend", "could not run", "VICSEE_KEY", "NO_COLOR");
  }

  @Test
  void main_list_namesAllChecks() {
    assertThat(main("--list").out()).contains("life-cycle-forward", "headers-declared", "random-judged");
  }

  private String origin() {
    return run.stub().baseUrl().replace("/api/v1", "");
  }

  private Exchange forward(ApiRequest request) {
    Target stub = run.stub();
    return stub.send(request);
  }

  /** A server with users of its own, which has nothing beside its API. */
  private Exchange live(ApiRequest request, Set<String> bought) {
    if (request.url().contains("/sandbox")) {
      return nothing(request);
    }
    String key = request.header("Authorization").replaceFirst("^(?i:bearer) ", "");
    String known = PERSONAS.get(key);
    ApiRequest understood = known != null ? request.with("Authorization", request.header("Authorization").replace(key, known))
        : key.startsWith("sk-sandbox-") ? request.with("Authorization", "Bearer sk-nobody") : request;
    return bought(forward(understood), bought);
  }

  private static Exchange bought(Exchange exchange, Set<String> bought) {
    if (exchange.status() == 200 && exchange.text().contains("creditsUsed")) {
      bought.add(exchange.json().orElseThrow().at("/data/id").stringValue());
    }
    return exchange;
  }

  private static Exchange nothing(ApiRequest request) {
    byte[] body = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    return new Exchange(request, 404, List.of(new Exchange.Field("Content-Type", "text/html")), body);
  }

  /** A server that does not look at a field beside the model. */
  private static ApiRequest unchecked(ApiRequest request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return body.contains("x_unknown") ? request.withBody(body.replaceFirst(",?\"x_unknown\":\"x\"", "").getBytes(StandardCharsets.UTF_8)) : request;
  }

  private static Exchange without(Exchange exchange, String header) {
    return new Exchange(exchange.request(), exchange.status(),
        exchange.headers().stream().filter(f -> !f.name().equals(header)).toList(), exchange.body());
  }

  private static Exchange declaredAsGzip(Exchange exchange) {
    List<Exchange.Field> fields = Stream.concat(exchange.headers().stream(), Stream.of(new Exchange.Field("Content-Encoding", "gzip"))).toList();
    return new Exchange(exchange.request(), exchange.status(), fields, exchange.body());
  }

  private static void assertShowsNoKey(Ended ended, Path folder, String... keys) throws IOException {
    for (String key : keys) {
      assertThat(ended.out() + ended.err()).doesNotContainIgnoringCase(key);
      for (String file : List.of("index.html", "score.json", "junit.xml")) {
        assertThat(Files.readString(folder.resolve(file))).as(file).doesNotContainIgnoringCase(key);
      }
    }
  }
}
