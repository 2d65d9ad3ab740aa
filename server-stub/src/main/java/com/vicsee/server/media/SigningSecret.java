package com.vicsee.server.media;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The secret that signs uploads: {@code vicsee.signing-secret}, which instances of one database share; a random one when absent. */
@Component
final class SigningSecret {
  private final byte[] bytes;

  SigningSecret(@Value("${vicsee.signing-secret:}") String configured) {
    if (configured.isEmpty()) {
      bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
    } else {
      bytes = configured.getBytes(StandardCharsets.UTF_8);
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
