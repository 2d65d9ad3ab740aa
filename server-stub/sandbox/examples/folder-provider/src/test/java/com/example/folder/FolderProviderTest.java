package com.example.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FolderProviderTest {
  @TempDir
  private static Path folder;

  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("flux-2-pro-text-to-image.png"), "a picture");
    Files.writeString(folder.resolve("suno-v5-generate-music.mp3"), "a song");
    Files.writeString(folder.resolve("suno-v5-generate-music.png"), "a cover");
    sandbox = Sandbox.start("--folder-provider.folder=" + folder);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static String read(JsonNode url) {
    return new String(sandbox.fetch(url.stringValue()).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void image_ofAModelWithAFile_isTheFile() {
    JsonNode task = sandbox.generated(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat\"}");

    assertThat(task.at("/status").stringValue()).isEqualTo("completed");
    assertThat(read(task.at("/result/url"))).isEqualTo("a picture");
    var download = sandbox.get(Sandbox.PRO, "/tasks/" + task.get("id").stringValue() + "/download?mode=proxy");
    assertThat(download.header("Content-Type")).isEqualTo("image/png");
    assertThat(new String(download.bytes(), StandardCharsets.UTF_8)).isEqualTo("a picture");
  }

  @Test
  void music_ofAModelWithFiles_isTwoSongsWithCovers() {
    JsonNode songs = sandbox.generated(Sandbox.PRO, "{\"model\":\"suno-v5-generate-music\",\"prompt\":\"A waltz\"}").at("/result/songs");

    assertThat(songs).hasSize(2);
    assertThat(songs.get(1).get("title").stringValue()).isEqualTo("Second take");
    assertThat(read(songs.get(1).get("audioUrl"))).isEqualTo("a song");
    assertThat(read(songs.get(1).get("imageUrl"))).isEqualTo("a cover");
  }

  @Test
  void submission_ofAModelWithoutAFile_isRejectedAndCostsNothing() {
    long before = sandbox.credits(Sandbox.ENTERPRISE);

    sandbox.generate(Sandbox.ENTERPRISE, "{\"model\":\"flux-2-flex-text-to-image\",\"prompt\":\"A boat\"}").refusedWith(502, Message.PROVIDER_UNAVAILABLE);

    assertThat(sandbox.credits(Sandbox.ENTERPRISE)).isEqualTo(before);
  }

  @Test
  void trigger_beforeAnotherProvider_works() {
    JsonNode task = sandbox.generated(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A boat sandbox:fail=IMAGE_TOO_LARGE\"}");

    assertThat(task.at("/error/code").stringValue()).isEqualTo("IMAGE_TOO_LARGE");
  }
}
