package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vicsee.client.testing.Triggers;
import com.vicsee.client.testing.VicSeeSandbox;
import com.vicsee.client.testing.VicSeeSandboxExtension;
import com.vicsee.client.testing.generated.Persona;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README, each in a process of its own, against the sandbox in this one. */
class ExamplesTest {
  @RegisterExtension
  static final VicSeeSandboxExtension VICSEE = new VicSeeSandboxExtension();

  @TempDir
  Path folder;

  private record Run(int status, String out) {}

  /** Runs an example with the jars of the client, as modules or on the class path. */
  private Run run(VicSeeSandbox sandbox, Persona persona, boolean asModules, String... command) throws Exception {
    String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> each.matches(".*(vicsee-client-\\d|jackson-|jspecify-).*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
    List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(asModules ? List.of("-p", jars, "--add-modules", "com.vicsee.client") : List.of("-cp", jars));
    line.add(Path.of("examples", command[0] + ".java").toAbsolutePath().toString());
    line.addAll(Arrays.asList(command).subList(1, command.length));
    ProcessBuilder process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    process.environment().put("VICSEE_API_KEY", persona.key());
    process.environment().put("VICSEE_BASE_URL", sandbox.baseUrl());
    Process running = process.start();
    String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(running.waitFor(), out);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void quickStart_onTheClassPath_savesAPicture(VicSeeSandbox sandbox) throws Exception {
    Run run = run(sandbox, Persona.PRO, false, "QuickStart");
    assertEquals(0, run.status(), run.out());
    assertEquals(List.of("lighthouse.png"), files());
  }

  @Test
  void generate_asModules_savesSongsAndCovers(VicSeeSandbox sandbox) throws Exception {
    Run run = run(sandbox, Persona.PRO, true, "Generate", "A song of the sea", "suno-v5-generate-music");
    assertEquals(0, run.status(), run.out());
    for (String end : List.of("-1.mp3", "-1-cover.png", "-2.mp3", "-2-cover.png")) {
      assertTrue(files().stream().anyMatch(file -> file.endsWith(end)) && files().size() == 4, run.out());
    }
  }

  @Test
  void generate_failures_haveTheirRemedyAndStatus(VicSeeSandbox sandbox) throws Exception {
    Run failed = run(sandbox, Persona.PRO, true, "Generate", "A lighthouse " + Triggers.fail("IMAGE_TOO_LARGE"));
    assertEquals(1, failed.status(), failed.out());
    assertTrue(failed.out().contains("IMAGE_TOO_LARGE") && failed.out().contains("refunded"), failed.out());

    Run limited = run(sandbox, Persona.EXHAUSTED, true, "Generate", "A lighthouse");
    assertEquals(3, limited.status(), limited.out());
    assertTrue(limited.out().contains("The quota is reset at "), limited.out());

    assertEquals(2, run(sandbox, Persona.PRO, true, "Generate").status());
    assertEquals(List.of(), files());
  }
}
