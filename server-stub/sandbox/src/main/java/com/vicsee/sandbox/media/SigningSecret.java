package com.vicsee.sandbox.media;

import com.vicsee.sandbox.database.Settings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secret that signs uploads: {@code vicsee.signing-secret}. When absent, a random one, kept in the database, so that all its instances have the same and a
 * restart does not void what was signed.
 */
@Component
final class SigningSecret {
  private static final String SETTING = "signing-secret";
  private static final int LENGTH = 32;

  private final byte[] bytes;

  SigningSecret(@Value("${vicsee.signing-secret:}") String configured, Settings settings) {
    String secret = configured.isEmpty() ? settings.findOrCreate(SETTING, SigningSecret::random) : configured;
    bytes = secret.getBytes(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static String random() {
    byte[] secret = new byte[LENGTH];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
