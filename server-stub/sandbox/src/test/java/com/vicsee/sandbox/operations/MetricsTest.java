package com.vicsee.sandbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Eventually;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prometheus' view of the server. */
class MetricsTest {
  private static final Pattern SERIES = Pattern.compile("http_server_requests_seconds_count\\{(.*)} .*");

  private static Sandbox server;

  @BeforeAll
  static void start() {
    server = Sandbox.start("--management.endpoints.web.exposure.include=health,prometheus");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void reset() {
    server.reset();
  }

  private String scrape() {
    Answer answer = server.fetch(server.origin() + "/actuator/prometheus");
    assertThat(answer.status()).isEqualTo(200);
    return answer.text();
  }

  /** A request is counted a moment after its caller has the response. */
  private void assertCounted(String operation, int status, String code, long expected) {
    Eventually.holds(expected + " requests of " + operation + " with " + status, () -> count(operation, status, code) == expected);
  }

  private long count(String operation, int status, String code) {
    Pattern wanted = Pattern.compile(
        "http_server_requests_seconds_count\\{code=\"%s\",error=\"[^\"]*\",operation=\"%s\",status=\"%s\"} (\\d+).*".formatted(code, operation, status));
    return scrape().lines().map(wanted::matcher).filter(Matcher::matches).mapToLong(it -> Long.parseLong(it.group(1))).sum();
  }

  private double gauge(String name) {
    return scrape().lines().filter(line -> line.startsWith(name + " ")).mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst().orElseThrow();
  }

  @Test
  void requests_ofEachKind_countByOperationStatusAndCode() {
    String credits = Operation.GET_CREDITS.operationId();
    String task = Operation.GET_TASK.operationId();
    String refused = Message.INVALID_API_KEY.code().getValue();
    String denied = Message.ACCESS_DENIED.code().getValue();
    String lost = Message.PATH_NOT_FOUND.code().getValue();
    long servedBefore = count(credits, 200, "none");
    long refusedBefore = count(credits, 401, refused);
    long deniedBefore = count(task, 403, denied);
    long lostBefore = count("none", 404, lost);

    server.get(Sandbox.PRO, "/credits");
    server.get(Sandbox.PRO, "/credits");
    server.get("sk-nobody", "/credits");
    server.get(Sandbox.PRO, "/tasks/task_sandbox_other");
    server.get(Sandbox.PRO, "/no-such-path");

    assertCounted(credits, 200, "none", servedBefore + 2);
    assertCounted(credits, 401, refused, refusedBefore + 1);
    assertCounted(task, 403, denied, deniedBefore + 1);
    assertCounted("none", 404, lost, lostBefore + 1);
  }

  @Test
  void request_whoseBodyComesLate_countsOnce() throws Exception {
    String submit = Operation.GENERATE_MEDIA.operationId();
    long before = count(submit, 200, "none");
    long elsewhere = count("none", 200, "none");
    byte[] body = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat\"}".getBytes(StandardCharsets.US_ASCII);

    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(40_000);
      socket.getOutputStream().write(("POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Sandbox.PRO
          + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      // Another request in between shows that the first has been looked at.
      server.get(Sandbox.PRO, "/credits").data();
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
    }

    assertCounted(submit, 200, "none", before + 1);
    // The scrapes themselves.
    assertCounted("none", 200, "none", elsewhere + 2);
  }

  @Test
  void faults_ofHandlersAndOfTheRest_countAsInternalErrors() {
    String fault = Message.INTERNAL_ERROR.code().getValue();
    long before = count(Operation.GET_CREDITS.operationId(), 500, fault);

    server.get("sk-sandbox-faulty", "/credits").refusedWith(500, Message.INTERNAL_ERROR);

    assertCounted(Operation.GET_CREDITS.operationId(), 500, fault, before + 1);
  }

  private List<String> series() {
    return scrape().lines().map(SERIES::matcher).filter(Matcher::matches).map(it -> it.group(1)).toList();
  }

  private void sendNonsense(int from, int to) {
    for (int i = from; i < to; i++) {
      server.get("sk-guess-" + i, "/tasks/" + i);
      server.get(Sandbox.PRO_2, "/tasks/task_" + i);
      server.get(Sandbox.PRO_2, "/path-" + i);
      server.send(server.request(Sandbox.PRO_2, "/credits").method("M" + i, BodyPublishers.noBody()));
      server.fetch(server.origin() + "/elsewhere-" + i);
    }
  }

  @Test
  void series_afterEveryKindOfNonsense_areNoMoreAndNameNobody() {
    String id = server.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"boat\"}").data().get("id").stringValue();
    server.get(Sandbox.PRO, "/tasks/" + id);
    sendNonsense(0, 1);
    scrape();
    List<String> before = series();

    sendNonsense(1, 60);

    List<String> names = Stream.concat(Stream.of("none"), Arrays.stream(Operation.values()).map(Operation::operationId)).toList();
    assertThat(series()).containsExactlyInAnyOrderElementsOf(before).allMatch(it -> names.stream().anyMatch(name -> it.contains("operation=\"" + name + "\"")));
    assertThat(scrape()).doesNotContain(id).doesNotContain("sk-").doesNotContain("sandbox-pro").doesNotContain("guess").doesNotContain("elsewhere");
    assertThat(series().stream().map(it -> it.replaceAll("\"[^\"]*\"", "")).collect(Collectors.toSet())).containsExactly("code=,error=,operation=,status=");
  }

  @Test
  void gauges_whileAGenerationIsUnderWay_countItAndItsCredits() {
    Eventually.holds("nothing is under way", () -> gauge("vicsee_generations_under_way") == 0);

    String id = server.generate("sk-sandbox-starter", "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"sandbox:slow=60s\"}").data().get("id").stringValue();
    Eventually.holds("the gauge counts it", () -> gauge("vicsee_generations_under_way") == 1);

    assertThat(gauge("vicsee_credits_reserved")).isEqualTo(15);
    server.advance(Duration.ofMinutes(2));
    server.end("sk-sandbox-starter", id);
    Eventually.holds("the gauge no longer counts it", () -> gauge("vicsee_credits_reserved") == 0);
    assertThat(gauge("vicsee_jobs_due")).isZero();
  }

  @Test
  void endpoints_otherThanHealthAndMetrics_areNotThere() {
    for (String endpoint : List.of("", "/env", "/heapdump", "/threaddump", "/beans", "/loggers", "/metrics", "/mappings", "/shutdown", "/configprops", "/info")) {
      server.fetch(server.origin() + "/actuator" + endpoint).refusedWith(404, Message.PATH_NOT_FOUND);
    }
  }

  @Test
  void scrape_byDefault_isNotFound() {
    for (String path : List.of("/actuator/prometheus", "/actuator", "/actuator/..;/actuator/prometheus", "/%61ctuator/prometheus", "/actuator;a=b/prometheus")) {
      Sandbox.shared().fetch(Sandbox.shared().origin() + path).refusedWith(404, Message.PATH_NOT_FOUND);
    }
    assertThat(Sandbox.shared().fetch(Sandbox.shared().origin() + "/actuator/health").json().get("status").stringValue()).isEqualTo("UP");
  }
}
