package com.vicsee.sandbox.control.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.control.FixedTask;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.control.Trigger;
import com.vicsee.server.model.ErrorCode;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PageControllerTest {
  private static final Pattern URL = Pattern.compile("https?:\\\\?/\\\\?/[^\\s'\"`)]*");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=UTF-8",
    "/sandbox/page/page.css, text/css;charset=UTF-8",
    "/sandbox/page/page.js, text/javascript;charset=UTF-8",
    "/sandbox/page/icon.svg, image/svg+xml",
    "/openapi.yaml, application/yaml",
    "/sandbox/overview, application/json",
    "/sandbox/scenarios, application/json"
  })
  void get_fileOfThePage_hasItsType(String path, String type) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(response.body()).isNotBlank();
  }

  @Test
  void get_page_mayLoadItsOwnFilesOnly() throws Exception {
    var headers = server.get("/").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'self';").doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  /** The namespace of SVG is a name; the inputs of the sandbox are answered by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"/", "/sandbox/page/page.css", "/sandbox/page/page.js", "/sandbox/page/icon.svg"})
  void get_fileOfThePage_namesNoOtherServer(String path) throws Exception {
    assertThat(URL.matcher(server.get(path).body()).results().map(it -> it.group()))
        .filteredOn(it -> !it.equals("http://www.w3.org/2000/svg") && !it.startsWith("https://sandbox.vicsee.com/inputs/"))
        .isEmpty();
  }

  @Test
  void get_page_hasEveryElementThatItsScriptLooksFor() throws Exception {
    String page = server.get("/").body();
    var ids = Pattern.compile("byId\\('([\\w-]+)'\\)").matcher(server.get("/sandbox/page/page.js").body()).results().map(it -> it.group(1)).distinct();

    assertThat(ids).isNotEmpty().allSatisfy(id -> assertThat(page).contains("id=\"" + id + '"'));
  }

  @Test
  void get_unknownFileOfThePage_isNotFound() throws Exception {
    HttpResponse<String> response = server.get("/sandbox/page/other.js");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(RunningServer.json(response).at("/error/code").asString()).isEqualTo(ErrorCode.Message.PATH_NOT_FOUND.code().getValue());
  }

  @Test
  void get_reference_isServedWhenItWasBuilt() throws Exception {
    boolean built = RunningServer.json(server.get("/sandbox/overview")).at("/data/reference").asBoolean();

    assertThat(server.get("/reference/").statusCode()).isEqualTo(built ? 200 : 404);
  }

  @Test
  void get_overview_namesTheServerAsItWasCalled() throws Exception {
    JsonNode overview = RunningServer.json(server.get("/sandbox/overview")).path("data");

    assertThat(overview.path("baseUrl").asString()).isEqualTo(server.url() + "/api/v1");
    assertThat(overview.path("personas")).hasSameSizeAs(Persona.values());
  }

  static Iterable<FixedTask> fixedTasks() {
    return FixedTask.ALL;
  }

  @ParameterizedTest
  @MethodSource("fixedTasks")
  void getTask_fixedTask_isThereForItsOwner(FixedTask task) throws Exception {
    var response = server.send("GET", server.url() + "/api/v1/tasks/" + task.id(), Map.of("Authorization", "Bearer " + task.owner()), null);

    assertThat(response.statusCode()).isEqualTo(200);
  }

  static Iterable<Trigger> triggers() {
    return Trigger.ALL;
  }

  /** A text that says which code refuses the submission must be right. */
  @ParameterizedTest
  @MethodSource("triggers")
  void generate_trigger_doesWhatItSays(Trigger trigger) throws Exception {
    var response = server.send(
        "POST",
        server.url() + "/api/v1/generate",
        Map.of("Authorization", "Bearer sk-sandbox-enterprise", "Content-Type", "application/json"),
        "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A cat " + trigger.word() + "\"}");

    String code = RunningServer.json(response).at("/error/code").asString("");
    assertThat(trigger.description()).contains(response.statusCode() == 200 ? "The task" : response.statusCode() + " " + code);
  }

  @Test
  void journal_pageAndControl_areNotInIt() throws Exception {
    server.post("/sandbox/reset", null);
    for (String path : new String[] {"/", "/openapi.yaml", "/reference/", "/sandbox/overview", "/sandbox/page/page.css"}) {
      server.get(path);
    }
    server.get("/api/v1/models");

    JsonNode requests = RunningServer.json(server.get("/sandbox/requests")).path("data");

    assertThat(requests).extracting(it -> it.path("path").asString()).containsExactly("/api/v1/models");
  }

  /** What ends a generation takes the row of the task and then adds its media. A reset suspends the pool, and then waits. */
  @Test
  void reset_generationEnding_waitsForItAndSucceeds() throws Exception {
    CompletableFuture<Integer> reset;
    try (Connection ending = server.bean(DataSource.class).getConnection(); var statement = ending.createStatement()) {
      ending.setAutoCommit(false);
      statement.execute("update tasks set progress = 100 where id = 'task_sandbox_processing'");
      reset = CompletableFuture.supplyAsync(() -> {
        try {
          return server.post("/sandbox/reset", null).statusCode();
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      while (server.bean(HikariDataSource.class).isRunning()) {
        Thread.onSpinWait();
      }
      statement.execute("insert into media (id, task_id, position, content_type, specification) values ('med_late', 'task_sandbox_processing', 0, 'image/png', '{}')");
      assertThat(reset).isNotDone();
      ending.commit();
    }
    assertThat(reset.join()).isEqualTo(200);
  }
}
