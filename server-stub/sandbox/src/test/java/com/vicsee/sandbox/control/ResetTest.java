package com.vicsee.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResetTest {
  private final Sandbox sandbox = Sandbox.shared();

  /** The clock and the count of resets are one row, so that advancing the clock reads a reset that the caches know of already. */
  @Test
  void advance_afterAReset_leavesTheJournalAlone() {
    sandbox.reset();
    sandbox.get(Sandbox.PRO, "/credits");
    sandbox.advance(Duration.ofSeconds(30));
    sandbox.get(Sandbox.PRO, "/credits");

    assertThat(sandbox.fetch(sandbox.origin() + "/sandbox/requests").json().get("data")).hasSize(2);
  }
}
