package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.testing.VicSeeSandbox;
import com.vicsee.client.testing.VicSeeSandboxExtension;
import com.vicsee.client.testing.generated.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

@ExtendWith(VicSeeSandboxExtension.class)
class ManagedTest {
  @Test
  void client_inBoot3_readsBesideTheMapperOfTheApplication(VicSeeSandbox sandbox) throws Exception {
    try (var application = new SpringApplicationBuilder(JacksonAutoConfiguration.class).run();
        VicSeeClient client = VicSeeClient.builder().baseUrl(sandbox.baseUrl()).apiKey(Persona.PRO.key()).build()) {
      String json = application.getBean(ObjectMapper.class).writeValueAsString(client.credits().balance().credits());
      assertEquals(String.valueOf(Persona.PRO.credits()), json);
    }
  }

  @Test
  void starter_inBoot3_makesTheClientABean(VicSeeSandbox sandbox) {
    try (var application = new SpringApplicationBuilder(Shop.class)
        .run("--vicsee.api-key=" + Persona.PRO.key(), "--vicsee.base-url=" + sandbox.baseUrl(), "--management.health.vicsee.enabled=true")) {
      assertEquals(Persona.PRO.credits(), application.getBean(VicSeeClient.class).credits().balance().credits());
    }
  }

  @EnableAutoConfiguration
  static class Shop {
  }
}
