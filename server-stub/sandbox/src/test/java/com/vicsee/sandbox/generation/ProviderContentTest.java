package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.media.MediaStream;
import com.vicsee.sandbox.testing.Sandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The inputs that a provider reads, and the contents that it returns. */
class ProviderContentTest {
  private static final byte[] DATA = picture();
  private static final String IMAGE_MODEL = "flux-2-pro-text-to-image";
  private static final String VIDEO_MODEL = "veo-3-1-image-to-video";

  @TempDir
  private static Path folder;

  private static Sandbox sandbox;

  private static byte[] picture() {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(List.of(Echo.class), "--vicsee.jobs.retry=10ms", "--vicsee.data-dir=" + folder);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /** Returns the URL in the prompt, or the first input as a video, or else some bytes. It reads the input in the second step. */
  static class Echo implements GenerationProvider {
    private final Map<String, Boolean> started = new ConcurrentHashMap<>();

    @Override
    public void accept(Specification specification, List<Input> inputs) {
      inputs.forEach(Echo::read);
    }

    @Override
    public Progress advance(Generation generation) {
      if (started.putIfAbsent(generation.taskId(), true) == null) {
        return new Working(10, Duration.ofMillis(10));
      }
      String prompt = String.valueOf(generation.specification().prompt());
      if (prompt.startsWith("file:")) {
        return new Done(List.of(Output.of(URI.create(prompt))));
      }
      byte[] bytes = generation.inputs().isEmpty() ? DATA : read(generation.inputs().get(0));
      return new Done(List.of(Output.of(bytes, prompt)));
    }

    private static byte[] read(Input input) {
      try (MediaStream medium = input.open()) {
        byte[] bytes = medium.bytes().readAllBytes();
        medium.size().ifPresent(size -> assertThat(size).isEqualTo(bytes.length));
        assertThat(medium.contentType()).hasValue("image/png");
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static JsonNode generated(String model, String prompt, String... imageUrls) {
    String images = imageUrls.length == 0 ? "" : ",\"image_urls\":[\"" + String.join("\",\"", imageUrls) + "\"]";
    return sandbox.generated(Sandbox.ENTERPRISE, "{\"model\":\"" + model + "\",\"input\":{\"prompt\":\"" + prompt + "\"" + images + "}}");
  }

  private static void assertServed(JsonNode task) {
    assertThat(task.get("status").stringValue()).as(task.toString()).isEqualTo("completed");
    assertThat(sandbox.fetch(task.at("/result/url").stringValue()).bytes()).isEqualTo(DATA);
  }

  @Test
  void bytes_ofTheRightType_areServed() {
    assertServed(generated(IMAGE_MODEL, "image/webp"));
  }

  @Test
  void url_ofAFile_isCopied() throws IOException {
    Path file = Files.write(folder.resolve("picture.png"), DATA);
    JsonNode task = generated(IMAGE_MODEL, file.toUri().toString());
    Files.delete(file);

    assertServed(task);
  }

  @Test
  void bytes_ofAnotherType_failTheTask() {
    assertThat(generated(IMAGE_MODEL, "text/html").get("status").stringValue()).isEqualTo("failed");
    assertThat(generated(IMAGE_MODEL, "video/mp4").get("status").stringValue()).isEqualTo("failed");
  }

  @Test
  void upload_asInput_isRead() {
    var upload = sandbox.post(Sandbox.ENTERPRISE, "/upload", "{\"contentType\":\"image/png\",\"sizeBytes\":" + DATA.length + "}").data();
    sandbox.send(HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").stringValue())).header("Content-Type", "image/png").PUT(BodyPublishers.ofByteArray(DATA)));

    assertServed(generated(VIDEO_MODEL, "video/mp4", upload.get("publicUrl").stringValue()));
  }

  @Test
  void dataUri_asInput_isReadInALaterStepAndDeletedAtTheEnd() {
    JsonNode task = generated(VIDEO_MODEL, "video/mp4", "data:image/png;base64," + Base64.getEncoder().encodeToString(DATA));

    assertServed(task);
    assertThat(sandbox.sql().sql("select count(*) from task_inputs").query(Long.class).single()).isZero();
    assertThat(sandbox.specification(task.get("id").stringValue()).at("/inputs/0/url").stringValue()).isEqualTo("data:image/png;base64,");
  }
}
