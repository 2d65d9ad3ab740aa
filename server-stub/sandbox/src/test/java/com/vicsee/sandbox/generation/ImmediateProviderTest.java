package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider that says that it returns at once. */
class ImmediateProviderTest {
  /** Accepts all, and fails at each step. */
  static class Failing implements GenerationProvider {
    @Override
    public Progress advance(Generation generation) {
      throw new IllegalStateException("no step succeeds");
    }

    @Override
    public boolean isImmediate() {
      return true;
    }
  }

  @Test
  void submission_whoseFirstStepFails_isAcceptedAndItsTaskFails() {
    try (Sandbox sandbox = Sandbox.start(List.of(Failing.class), "--vicsee.jobs.retry=10ms")) {
      assertThat(sandbox.generated(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}").get("status").stringValue()).isEqualTo("failed");
      sandbox.assertLedgerAgrees();
    }
  }
}
