package readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.*;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.*;
import com.vicsee.client.task.*;
import com.vicsee.client.testing.*;
import com.vicsee.client.testing.generated.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of the README of the client. {@code .ci/consumer} puts each block where its name is. */
@ExtendWith(VicSeeSandboxExtension.class)
class TasksTest {
  private static final GenerateRequest POSTER = GenerateRequest.builder().model("nano-banana-pro-text-to-image").prompt("A lighthouse")
      .options(GenerateOptions.builder().resolution("4K").build()).build();

  @TempDir
  Path folder;

  @Test
  void picture_isSaved(VicSeeSandbox sandbox) throws Exception {
// README picture
  }

  @Test
  void clip_ofAPicture_isSaved(VicSeeSandbox sandbox) throws Exception {
    VicSeeClient client = sandbox.client(Persona.PRO);
    Task task = client.generations().createAndWait(
        GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse").build());
    client.tasks().download(task.id(), folder.resolve("lighthouse.png"));
// README clip
    assertTrue(Files.isRegularFile(folder.resolve(clip.id() + ".mp4")));
  }

  @Test
  void refusals_areToldApart(VicSeeSandbox sandbox) {
    refused(sandbox.client(Persona.BROKE), POSTER);
    refused(sandbox.client(Persona.EXHAUSTED), POSTER);
  }

  private static void refused(VicSeeClient client, GenerateRequest request) {
// README refusals
  }

  @Test
  void batch_ofTwentyPrompts_isSaved(VicSeeSandbox sandbox) throws Exception {
    VicSeeClient client = sandbox.client(Persona.PRO);
    List<String> prompts = IntStream.range(0, 20).mapToObj(number -> "Lighthouse " + number).toList();
// README batch
    try (var files = Files.list(folder)) {
      assertEquals(20, files.count());
    }
  }

  @Test
  void resume_ofAWait_isTheSameTask(VicSeeSandbox sandbox) {
    assertEquals(TaskStatus.COMPLETED, resume(sandbox.client(Persona.PRO), POSTER).status());
  }

  private static Task resume(VicSeeClient client, GenerateRequest request) {
// README resume
  }
}
