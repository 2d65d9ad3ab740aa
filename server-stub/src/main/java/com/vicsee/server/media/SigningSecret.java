package com.vicsee.server.media;

import com.vicsee.server.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secret that signs uploads: {@code vicsee.signing-secret}, which instances of one database share. When absent, a random one, kept in the data folder
 * if there is one, so that a restart does not void what was signed.
 */
@Component
final class SigningSecret {
  private static final String FILE = "signing-secret";
  private static final int LENGTH = 32;

  private final byte[] bytes;

  SigningSecret(
      @Value("${vicsee.signing-secret:}") String configured, @Value("${" + DataDirectory.PROPERTY + ":}") String dataDir) throws IOException {
    if (!configured.isEmpty()) {
      bytes = configured.getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = dataDir.isEmpty() ? random() : kept(Path.of(dataDir));
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private static byte[] kept(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      // For the owner only, as temporary files are; and whole or not at all, should the process be killed just now.
      Path draft = Files.createTempFile(folder, FILE, ".tmp");
      Files.write(draft, random());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] random() {
    byte[] secret = new byte[LENGTH];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
