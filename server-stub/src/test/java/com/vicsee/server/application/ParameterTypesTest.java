package com.vicsee.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.api.MadeUpParameters;
import com.vicsee.server.error.ApiScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A query parameter of any type is read in the form of the contract only, and its problem says what was expected. */
class ParameterTypesTest {
  private static Started server;

  @BeforeAll
  static void start() {
    server = Started.of(Wide.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({SmallServer.class, MadeUp.class})
  static class Wide {
    @Bean
    ApiScope everything() {
      return request -> true;
    }
  }

  @RestController
  static class MadeUp {
    @GetMapping("/made-up")
    String read(@NotNull @Valid MadeUpParameters parameters) {
      return parameters.toString();
    }
  }

  private static HttpResponse<String> get(String query) {
    return Started.send(server.request("/made-up?" + query));
  }

  @Test
  void parameters_ofEachType_areRead() {
    assertThat(get("size=9&paid=true&tags=a,b&since=2024-12-28T00:00:00.000Z&ratio=0.5").body())
        .isEqualTo("MadeUpParameters[size=9, limit=20, paid=true, tags=[a, b], since=2024-12-28T00:00:00Z, ratio=0.5]");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "limit=1 | size: is required",
      "size=0 | size: must be at least 1; received \\\"0\\\"",
      "size=x | size: must be an integer of 64 bits; received \\\"x\\\"",
      "size=0x10 | size: must be an integer of 64 bits",
      "size=%201 | size: must be an integer of 64 bits",
      "size=1&limit=2147483648 | limit: must be an integer of 32 bits",
      "size=1&limit=101 | limit: must be at most 100",
      "size=1&paid=yes | paid: must be true or false; received \\\"yes\\\"",
      "size=1&tags=a,b,c | tags: must have 0 to 2 items; received 3",
      "size=1&tags=abcdefg | tags: must have 0 to 5 characters; received 7",
      "size=1&since=yesterday | since: must be a time in the form of RFC 3339; received \\\"yesterday\\\"",
      "size=1&ratio=0.1 | ratio: must be at least 0.5; received \\\"0.1\\\"",
      "size=1&ratio=x | ratio: must be a number; received \\\"x\\\""})
  void parameter_thatBreaksARule_isToldByNameAndRule(String query, String message) {
    HttpResponse<String> response = get(query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Invalid parameter " + message);
  }
}
