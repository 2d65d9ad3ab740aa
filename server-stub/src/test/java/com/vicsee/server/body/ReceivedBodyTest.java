package com.vicsee.server.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedBodyTest {
  private static final byte[] BYTES = new byte[50_000];

  static {
    new Random(1).nextBytes(BYTES);
  }

  @Test
  void read_longBody_isWhole() throws IOException {
    try (ReceivedBody body = received()) {
      assertThat(body.read().readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void isOverLimit_oneByteMore_isTrue() throws IOException {
    try (ReceivedBody body = received()) {
      assertThat(body.isOverLimit()).isFalse();
      body.write(BYTES, 1);
      assertThat(body.isOverLimit()).isTrue();
    }
  }

  @Test
  void read_bodyThatBroke_fails() throws IOException {
    try (ReceivedBody body = received()) {
      body.fail(new IOException("reset"));

      assertThatIOException().isThrownBy(() -> body.read().readAllBytes()).withMessage("reset");
    }
  }

  private static ReceivedBody received() throws IOException {
    ReceivedBody body = new ReceivedBody(BYTES.length);
    body.write(BYTES, BYTES.length);
    return body;
  }
}
