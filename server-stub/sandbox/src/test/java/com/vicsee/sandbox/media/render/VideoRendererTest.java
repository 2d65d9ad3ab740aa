package com.vicsee.sandbox.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoRendererTest {
  private static final String PROMPT = "A red fox crossing a frozen lake at dawn";

  private final VideoRenderer renderer = new VideoRenderer();

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"864,480,4000", "854,480,4001", "1080,1920,1250", "16,16,1", "18,16,120000", "2560,1440,1000",
      "4096,2304,300"})
  void render_anySpec_writesExactlyThatSizeAndDuration(int width, int height, long millis) throws Exception {
    Path file = render(new VideoSpec(width, height, Duration.ofMillis(millis), PROMPT));

    assertThat(new MediaProbe().probe(file))
        .isEqualTo(new MediaInfo.Video("video/mp4", width, height, Duration.ofMillis(millis)));
  }

  @Test
  void render_frames_showThePromptAndProgress() throws Exception {
    List<Picture> frames = frames(render(new VideoSpec(320, 176, Duration.ofSeconds(3), PROMPT)));

    assertThat(frames).hasSize(3 * VideoRenderer.FRAMES_PER_SECOND);
    // The bar is bright where it has been, in the row below the picture.
    int row = 176 - 16;
    for (int i = 0; i < frames.size(); i++) {
      double done = (i + 1.0) / frames.size();
      assertThat(luma(frames.get(i), (int) (320 * done) - 12, row + 1)).isGreaterThan(150);
      if (i < frames.size() - 1) {
        assertThat(luma(frames.get(i), (int) (320 * done) + 12, row + 1)).isLessThan(130);
      }
    }
    assertThat(brightest(frames.get(0), row)).isGreaterThan(225);
    assertThat(brightest(frames.get(frames.size() - 1), row)).isGreaterThan(225);
  }

  @Test
  void render_sameSpec_givesSameBytes() throws Exception {
    VideoSpec spec = new VideoSpec(128, 96, Duration.ofSeconds(2), PROMPT);

    assertThat(render(spec)).hasSameBinaryContentAs(render(spec));
  }

  /** Pinned, because the bytes must be equal on every Java release. */
  @Test
  void render_knownSpec_givesKnownBytes() throws Exception {
    Path file = render(new VideoSpec(128, 96, Duration.ofMillis(2_300), PROMPT));

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(digest)).startsWith("0e851d6b3b9a9f081ab54e51bff8f728");
  }

  @Test
  void render_otherPrompt_givesOtherBytes() throws Exception {
    byte[] one = Files.readAllBytes(render(new VideoSpec(128, 96, Duration.ofSeconds(1), PROMPT)));
    byte[] other = Files.readAllBytes(render(new VideoSpec(128, 96, Duration.ofSeconds(1), PROMPT + ".")));

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void render_longestClip_hasItsIndexBeforeItsFrames() throws Exception {
    Path file = render(new VideoSpec(16, 16, VideoSpec.MAX_DURATION, PROMPT));

    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(text.indexOf("moov")).isBetween(0, text.indexOf("mdat"));
    assertThat(text).containsOnlyOnce("moov");
  }

  @Test
  void render_noSuchFolder_fails() {
    VideoSpec spec = new VideoSpec(16, 16, Duration.ofSeconds(1), PROMPT);

    assertThatThrownBy(() -> renderer.render(spec, folder.resolve("none/clip.mp4"))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"15,16,1000", "17,16,1000", "16,17,1000", "8194,16,1000", "8192,8192,1000", "16,16,0", "16,16,-5",
      "16,16,120001"})
  void spec_outOfRange_isRefused(int width, int height, long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VideoSpec(width, height, Duration.ofMillis(millis), PROMPT));
  }

  private Path render(VideoSpec spec) throws IOException {
    Path file = Files.createTempFile(folder, "clip", ".mp4");
    renderer.render(spec, file);
    return file;
  }

  private static List<Picture> frames(Path file) throws Exception {
    List<Picture> frames = new ArrayList<>();
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      for (Picture frame = grab.getNativeFrame(); frame != null; frame = grab.getNativeFrame()) {
        frames.add(frame.cloneCropped());
      }
    }
    return frames;
  }

  private static int luma(Picture frame, int x, int y) {
    return frame.getPlaneData(0)[y * frame.getPlaneWidth(0) + x] + 128;
  }

  private static int brightest(Picture frame, int rows) {
    int brightest = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < frame.getWidth(); x++) {
        brightest = Math.max(brightest, luma(frame, x, y));
      }
    }
    return brightest;
  }
}
