package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vicsee.client.testing.VicSeeSandbox;
import com.vicsee.client.testing.generated.Persona;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = "management.health.vicsee.enabled=true")
class ShopApplicationTest {
  private static final VicSeeSandbox SANDBOX = VicSeeSandbox.start();

  @DynamicPropertySource
  static void vicsee(DynamicPropertyRegistry properties) {
    properties.add("vicsee.base-url", SANDBOX::baseUrl);
    properties.add("vicsee.api-key", Persona.PRO::key);
  }

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @Test
  void poster_isSavedAndObserved(@Autowired ShopApplication.Posters posters, @Autowired MeterRegistry meters, @TempDir Path folder)
      throws Exception {
    List<Path> files = posters.poster("A lighthouse", folder);
    assertEquals(1, files.size());
    assertTrue(files.get(0).toString().endsWith(".png") && Files.size(files.get(0)) > 0, files.toString());
    assertTrue(meters.get("vicsee.client.requests").tag("operation", "generateMedia").tag("outcome", "SUCCESS").timer().count() > 0);
  }

  @Test
  void health_whenEnabled_isUp(@Autowired HealthIndicator vicSeeHealthIndicator) {
    assertEquals(Status.UP, vicSeeHealthIndicator.health().getStatus());
  }
}
