package com.vicsee.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.body.BodyCheck;
import com.vicsee.server.catalogue.Catalogue;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorHeaders;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.gate.Callers;
import com.vicsee.server.gate.Quota;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A bean of the application takes the place of one of the library, and parts that have no use are absent. */
class ReplacedBeansTest {
  private final WebApplicationContextRunner web = new WebApplicationContextRunner().withUserConfiguration(SmallServer.class);

  /** Everything on this server follows the contract, and every error has one more header. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(SmallServer.class)
  static class Wide {
    @Bean
    ApiScope everything() {
      return request -> true;
    }

    @Bean
    ErrorHeaders help() {
      return (request, response, problem) -> response.setHeader("X-Help", problem.code().remedy());
    }
  }

  @Test
  void scope_ofTheApplication_decides() {
    try (Started server = Started.of(Wide.class)) {
      HttpResponse<String> response = Started.send(server.request("/nowhere"));

      assertThat(response.body()).startsWith("{\"success\":false");
      assertThat(response.headers().firstValue("X-Help")).isPresent();
    }
  }

  @Test
  void errorWriter_ofTheApplication_replacesThatOfTheLibrary() {
    ErrorWriter own = new ErrorWriter(List.of());

    web.withBean("own", ErrorWriter.class, () -> own)
        .run(context -> assertThat(context).getBean(ErrorWriter.class).isSameAs(own));
  }

  @Test
  void catalogue_ofTheApplication_bringsItsCheck() {
    web.run(context -> assertThat(context).doesNotHaveBean(BodyCheck.class));
    web.withBean(Catalogue.class, () -> new Catalogue(List.of())).run(context -> assertThat(context).hasSingleBean(BodyCheck.class));
  }

  @Test
  void applicationWithoutWeb_hasNothingOfTheLibrary() {
    new ApplicationContextRunner().withUserConfiguration(Plain.class)
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ErrorWriter.class));
  }

  @EnableAutoConfiguration
  static class Plain {}

  @Test
  void quota_absent_endsTheStart() {
    new WebApplicationContextRunner().withUserConfiguration(Plain.class).withBean(Callers.class, () -> key -> Optional.empty())
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(Quota.class.getName()));
  }
}
