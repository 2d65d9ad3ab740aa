package com.vicsee.sandbox.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.SandboxApplication;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.sandbox.testing.ServerProcess;
import com.vicsee.sandbox.testing.ServerProcess.Launch;
import com.vicsee.server.model.ErrorCode.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredAccountsTest {
  private static final String IMAGE = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}";

  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("accounts.yaml");
    Files.writeString(file, "users:\n- {id: alice, plan: pro, credits: 500, keys: [sk-alice]}\n- {id: bob, plan: free, credits: 1, keys: [sk-bob]}\n");
  }

  @Test
  void keys_ofTheFile_workBesideThePersonasAndAfterAReset() {
    try (Sandbox sandbox = Sandbox.start("--vicsee.accounts=" + file)) {
      assertThat(sandbox.credits("sk-alice")).isEqualTo(500);
      sandbox.get("sk-bob", "/credits").refusedWith(403, Message.API_ACCESS_REQUIRED);
      assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(5000);

      sandbox.generated("sk-alice", IMAGE);
      sandbox.reset();

      assertThat(sandbox.credits("sk-alice")).isEqualTo(500);
    }
  }

  @Test
  void restart_withAChangedFile_keepsTheBalanceAndReplacesPlanAndKeys() throws IOException {
    String[] options = {"--vicsee.control=false", "--vicsee.accounts=" + file, "--vicsee.data-dir=" + folder.resolve("data")};
    try (Sandbox sandbox = Sandbox.start(options)) {
      sandbox.generated("sk-alice", IMAGE);
    }
    Files.writeString(file, "users:\n- {id: alice, plan: starter, credits: 9, keys: [sk-bob]}\n");

    try (Sandbox sandbox = Sandbox.start(options)) {
      sandbox.get("sk-alice", "/credits").refusedWith(401, Message.INVALID_API_KEY);
      var credits = sandbox.get("sk-bob", "/credits");
      assertThat(credits.data().get("credits").longValue()).isEqualTo(485);
      assertThat(credits.header("X-RateLimit-Limit")).isEqualTo("100");
    }
  }

  @Test
  void start_withAMistakeInTheFile_endsWithOneLine() throws Exception {
    Files.writeString(file, "users:\n- {id: alice, plan: gold}\n");
    String output = ServerProcess.outputOfFailedStart(new Launch(SandboxApplication.class, List.of(), List.of(), List.of("--vicsee.accounts=" + file)));

    assertThat(output.lines().filter(line -> !line.contains(" INFO "))).singleElement().asString().endsWith(file + ":2: plan must be one of free, starter, pro, enterprise; received \"gold\"");
  }
}
