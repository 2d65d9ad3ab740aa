package com.vicsee.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedBodyTest {
  private static final int LIMIT = 100_000;
  private static final byte[] BYTES = new byte[50_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @Test
  void read_longBodyThatIsKept_isWhole() throws IOException {
    try (ReceivedBody body = received(true)) {
      assertThat(body.read().readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void read_longBodyThatIsDropped_fails() throws IOException {
    try (ReceivedBody body = received(false)) {
      assertThatIOException().isThrownBy(() -> body.read().readAllBytes()).withMessageContaining("dropped");
    }
  }

  @Test
  void read_bodyThatBroke_fails() throws IOException {
    try (ReceivedBody body = received(true)) {
      body.fail(new IOException("reset"));

      assertThatIOException().isThrownBy(() -> body.read().readAllBytes()).withMessage("reset");
    }
  }

  private static ReceivedBody received(boolean kept) throws IOException {
    ReceivedBody body = new ReceivedBody(LIMIT, kept);
    body.write(BYTES, BYTES.length);
    return body;
  }
}
