package com.vicsee.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.testing.ScriptedAnswer;
import com.vicsee.client.testing.ScriptedTransport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

/** The client as a bean: alone, with beans of the application's own, and switched off. */
class VicSeeClientAutoConfigurationTest {

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(VicSeeClientAutoConfiguration.class, VicSeeHealthAutoConfiguration.class));
  private final ScriptedTransport transport = new ScriptedTransport();

  private ApplicationContextRunner scripted() {
    return runner.withPropertyValues("vicsee.api-key=sk-test")
        .withBean("scripted", VicSeeClientCustomizer.class, () -> builder -> builder.transport(transport));
  }

  private static ScriptedAnswer balance(long credits) {
    return ScriptedAnswer.success(CreditBalance.builder().credits(credits).build());
  }

  @Test
  void client_withAKey_isABeanThatIsClosedWithTheContext() {
    scripted().run(context -> {
      transport.then(balance(7));
      assertThat(context.getBean(VicSeeClient.class).credits().balance().credits()).isEqualTo(7);
      assertThat(context).doesNotHaveBean(HealthIndicator.class);
    });
  }

  @Test
  void client_withoutAKey_isNoBean() {
    runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(VicSeeClient.class));
  }

  @Test
  void client_ofTheApplication_replacesTheBean() {
    try (VicSeeClient own = transport.client()) {
      scripted().withBean(VicSeeClient.class, () -> own)
          .run(context -> assertThat(context).getBean(VicSeeClient.class).isSameAs(own));
    }
  }

  @Test
  void properties_reachTheClient_andNeverShowTheKey() {
    runner.withPropertyValues("vicsee.api-key=sk-secret", "vicsee.base-url=http://127.0.0.1:1/api", "vicsee.timeout=5m",
        "vicsee.max-retries=0", "vicsee.pacing.action=wait", "vicsee.pacing.reserve=3", "vicsee.pacing.max-wait=1m").run(context -> {
          assertThat(context.getBean(VicSeeClient.class)).hasToString("VicSeeClient[http://127.0.0.1:1/api]");
          assertThat(context.getBean(VicSeeProperties.class).toString()).doesNotContain("sk-secret");
        });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "vicsee.timeout=-5s | vicsee.timeout | timeout must be positive; received PT-5S",
      "vicsee.max-retries=-1 | vicsee.max-retries | maxRetries must not be negative; received -1",
      "vicsee.base-url=vicsee.com | vicsee.base-url | must be an absolute HTTP URL without query and fragment; received vicsee.com",
      "vicsee.base-url=https://me:pw@vicsee.com | vicsee.base-url | password",
      "vicsee.api-key=sk-a b | vicsee.api-key | The API key is empty, or has a space",
      "vicsee.api-key= | vicsee.api-key | The API key is empty",
      "vicsee.pacing.action=wait | vicsee.pacing.max-wait | must be set when action is wait",
      "vicsee.pacing.reserve=3 | vicsee.pacing.action | must be fail or wait when reserve",
      "vicsee.pacing.reserve=-1 | vicsee.pacing.reserve | must not be negative"})
  void property_thatIsWrong_isNamedWithWhatWasReceived(String property, String name, String reason) {
    runner.withPropertyValues("vicsee.api-key=sk-test", property).run(context -> {
      InvalidConfigurationPropertyValueException failure =
          (InvalidConfigurationPropertyValueException) NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
      assertThat(failure.getName()).isEqualTo(name);
      assertThat(failure.getReason()).contains(reason);
      assertThat(failure).hasMessageNotContaining("sk-a").hasMessageNotContaining("pw");
    });
  }

  @Test
  void properties_thatContradictEachOther_failTheStart() {
    runner.withPropertyValues("vicsee.api-key=sk-test", "vicsee.pacing.action=wait", "vicsee.pacing.max-wait=24h")
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("timeout must be longer"));
  }

  @Test
  void requests_withARegistry_areObservedByOperationAndOutcome() {
    List<String> observed = new CopyOnWriteArrayList<>();
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
      @Override
      public void onStop(Observation.Context context) {
        observed.add(context.getName() + " " + context.getLowCardinalityKeyValues());
      }

      @Override
      public boolean supportsContext(Observation.Context context) {
        return true;
      }
    });
    scripted().withBean(ObservationRegistry.class, () -> registry).run(context -> {
      VicSeeClient client = context.getBean(VicSeeClient.class);
      transport.then(ScriptedAnswer.json(503, "{}"), balance(7));
      client.async().credits().balance().join();
      assertThat(observed).hasSize(2);
      assertThat(observed.get(0)).startsWith("vicsee.client.requests").contains("getCredits", "SERVER_ERROR");
      assertThat(observed.get(1)).contains("getCredits", "SUCCESS");
    });
  }

  @Test
  void client_withoutMicrometerAndActuator_works() {
    scripted().withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.health"))
        .run(context -> assertThat(context).hasSingleBean(VicSeeClient.class));
  }

  @Test
  void health_whenSwitchedOn_readsTheBalance() {
    scripted().withPropertyValues("management.health.vicsee.enabled=true", "vicsee.max-retries=0").run(context -> {
      HealthIndicator health = context.getBean(HealthIndicator.class);
      transport.then(balance(7), ScriptedAnswer.json(503, "{}"));
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    });
  }

  @Test
  void health_withTwoClients_readsThePrimaryOneOrNone() {
    try (VicSeeClient own = transport.client(); VicSeeClient other = transport.client()) {
      ApplicationContextRunner two = runner.withPropertyValues("management.health.vicsee.enabled=true")
          .withBean("other", VicSeeClient.class, () -> other);
      two.withBean("own", VicSeeClient.class, () -> own)
          .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
      two.withBean("own", VicSeeClient.class, () -> own, definition -> definition.setPrimary(true))
          .run(context -> assertThat(context).hasSingleBean(HealthIndicator.class));
    }
  }

  @Test
  void client_thatIsRefused_raisesTheErrorsOfTheApi() {
    scripted().run(context -> {
      transport.then(ScriptedAnswer.failure(ErrorCode.Message.INSUFFICIENT_CREDITS, 60, 45));
      GenerateRequest poster = GenerateRequest.builder().model("nano-banana-pro-text-to-image").prompt("A lighthouse").build();
      assertThatExceptionOfType(InsufficientCreditsException.class)
          .isThrownBy(() -> context.getBean(VicSeeClient.class).generations().create(poster));
    });
  }
}
