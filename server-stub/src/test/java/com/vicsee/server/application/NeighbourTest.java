package com.vicsee.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What an application serves beside the API stays as Spring Boot and the application want it. */
class NeighbourTest {
  private static Started server;

  record Page(String aTitle, List<String> lines) {}

  @RestController
  static class Pages {
    @GetMapping("/page")
    Page page() {
      return new Page("Shop", List.of("one"));
    }

    @GetMapping("/crash")
    Page crash() {
      throw new IllegalStateException("A fault of the page");
    }

    @PostMapping("/form")
    String form(@RequestParam MultipartFile file) {
      return file.getOriginalFilename() + " " + file.getSize();
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({SmallServer.class, Pages.class})
  static class Shop {}

  @BeforeAll
  static void start() {
    server = Started.of(Shop.class, "--spring.jackson.property-naming-strategy=SNAKE_CASE");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void page_isWrittenByTheMapperOfTheApplication() {
    assertThat(get("/page").body()).isEqualTo("{\"a_title\":\"Shop\",\"lines\":[\"one\"]}");
  }

  @Test
  void api_isWrittenByTheMapperOfTheStub() {
    assertThat(server.generate("{\"model\":\"flux\",\"prompt\":\"x\"}").body()).contains("\"creditsUsed\":20");
  }

  @Test
  void unknownPage_hasTheErrorOfTheApplication() {
    HttpResponse<String> response = get("/nowhere");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"path\":\"/nowhere\"").doesNotContain("success");
    assertThat(response.headers().map()).doesNotContainKeys("X-Request-Id", "X-RateLimit-Limit");
  }

  @Test
  void pageThatFails_hasTheErrorOfTheApplication() {
    assertThat(get("/crash").body()).contains("\"status\":500").doesNotContain("success");
  }

  @Test
  void form_withAFile_isTaken() {
    String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n";

    assertThat(Started.send(server.request("/form").header("Content-Type", "multipart/form-data; boundary=b")
        .POST(HttpRequest.BodyPublishers.ofString(body))).body()).isEqualTo("a.txt 5");
  }

  @Test
  void environment_isThatOfTheApplication() {
    assertThat(server.context().getEnvironment().getActiveProfiles()).isEmpty();
    assertThat(LoggerFactory.getLogger("com.example.Shop").isInfoEnabled()).isTrue();
  }

  private static HttpResponse<String> get(String path) {
    return Started.send(server.request(path));
  }
}
