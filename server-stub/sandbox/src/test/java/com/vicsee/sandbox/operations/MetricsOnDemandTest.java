package com.vicsee.sandbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

/** Metrics exist when an endpoint shows them. That they do is tested in {@link MetricsTest}. */
class MetricsOnDemandTest {
  @Test
  void registry_withoutAnEndpointOfMetrics_isNotThere() {
    assertThat(Sandbox.shared().context().getBeanProvider(MeterRegistry.class).stream()).isEmpty();
  }
}
