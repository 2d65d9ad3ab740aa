package com.vicsee.sandbox.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MediaProbeTest {
  private static final String WEBP_LOSSY = "UklGRkAAAABXRUJQVlA4IDQAAADQAgCdASogABQAP5nG22U5MaynKAgDIDMJZQAAPaOgAP7e"
      + "En97lopFf/w59sfvZFAAAAAA";
  private static final String WEBP_LOSSLESS = "UklGRhwAAABXRUJQVlA4TA8AAAAvH8AEAAcQ7Y/+ByKi/wEA";
  private static final String WEBM = "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAHtEU2bdLpNu4tTq4QV"
      + "SalmU6yBoU27i1OrhBZUrmtTrIHGTbuMU6uEElTDZ1OsggEMTbuMU6uEHFO7a1OsggHX7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBN"
      + "gIRMYXZmV0GETGF2ZkSJiECXcAAAAAAAFlSua8GuAQAAAAAAADjXgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+ODhB3N"
      + "ZQDgibCBELqBCpqBAhJUw2fRc3POY8CLY8WIAAAAAAAAAAFnyJhFo4dFTkNPREVSRIeLTGF2YyBsaWJ2cHhnyKJFo4hEVVJBVElPTkSHlDAw"
      + "OjAwOjAxLjUwMDAwMDAwMAAAH0O2dfDngQCjvYEAAIDwAgCdASoQAAoAAEcIhYWIhYSIAgICdaoD+AP6Ag1NGAD+/W7z/+OZNzDE/45t//Fh"
      + "PA4oyP/xUQCjlYEB9ACxAQAFEKwAGAAYWC/0AAgAAKOVgQPoALEBAAUQrAAYABhYL/QACAAAHFO7a5G7j7OBALeK94EB8YIBYvCBAw==";
  private static final String AVIF = "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0"
      + "AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAIgAAACNpaW5mAAAAAAABAAAAFWlu"
      + "ZmUCAAAAAAEAAGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAABAAAAA"
      + "MAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAACptZGF0EgAKCRgVf72CBAQNCDITHkA////EALTbe3m1eCZXSRug"
      + "8A==";

  /** A grid of one 64×64 tile that shows 64×48: the tile is larger than the picture. */
  private static final String HEIC = "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0"
      + "AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAGQAC"
      + "AAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBy"
      + "cAAAALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAA"
      + "AwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAA"
      + "QAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAACFtZGF0"
      + "AAAAFSgBrwQY+Mpx1//0sp++oC7Y3SEecA==";

  private final MediaProbe probe = new MediaProbe();

  @TempDir
  static Path folder;

  static Map<String, byte[]> validFiles() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("png", image("png"));
    files.put("jpeg", image("jpeg"));
    files.put("gif", image("gif"));
    files.put("lossy webp", Base64.getDecoder().decode(WEBP_LOSSY));
    files.put("lossless webp", Base64.getDecoder().decode(WEBP_LOSSLESS));
    files.put("avif", Base64.getDecoder().decode(AVIF));
    files.put("heic", Base64.getDecoder().decode(HEIC));
    files.put("webm", Base64.getDecoder().decode(WEBM));
    Path clip = folder.resolve("clip.mp4");
    new VideoRenderer().render(new VideoSpec(64, 48, Duration.ofMillis(1_250), "clip"), clip);
    files.put("mp4", Files.readAllBytes(clip));
    return files;
  }

  private static byte[] image(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(33, 21, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }

  static Stream<Arguments> expectations() {
    return Stream.of(
        arguments("png", new MediaInfo.Image("image/png", 33, 21)),
        arguments("jpeg", new MediaInfo.Image("image/jpeg", 33, 21)),
        arguments("gif", new MediaInfo.Image("image/gif", 33, 21)),
        arguments("lossy webp", new MediaInfo.Image("image/webp", 32, 20)),
        arguments("lossless webp", new MediaInfo.Image("image/webp", 32, 20)),
        arguments("avif", new MediaInfo.Image("image/avif", 64, 48)),
        arguments("heic", new MediaInfo.Image("image/heic", 64, 48)),
        arguments("webm", new MediaInfo.Video("video/webm", 16, 10, Duration.ofMillis(1_500))),
        arguments("mp4", new MediaInfo.Video("video/mp4", 64, 48, Duration.ofMillis(1_250))));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void probe_validFile_givesTypeDimensionsAndDuration(String name, MediaInfo expected) throws Exception {
    byte[] bytes = validFiles().get(name);
    Path file = Files.write(folder.resolve("valid"), bytes);

    assertThat(probe.probe(file)).isEqualTo(expected);
    assertThat(probe.probe(new ByteArrayInputStream(bytes))).isEqualTo(expected);
  }

  @Test
  void probe_extendedWebp_givesCanvas() throws Exception {
    byte[] chunk = {(byte) 'V', 'P', '8', 'X', 10, 0, 0, 0, 0, 0, 0, 0, (byte) 0x7F, 2, 0, (byte) 0xDF, 1, 0};

    assertThat(probe.probe(new ByteArrayInputStream(riff(chunk))))
        .isEqualTo(new MediaInfo.Image("image/webp", 640, 480));
  }

  @Test
  void probe_lossyWebpWithDisplayScale_givesStoredSize() throws Exception {
    byte[] bytes = Base64.getDecoder().decode(WEBP_LOSSY);
    bytes[27] |= 0x40;
    bytes[29] |= (byte) 0x80;

    assertThat(probe.probe(new ByteArrayInputStream(bytes))).isEqualTo(new MediaInfo.Image("image/webp", 32, 20));
  }

  @Test
  void probe_videoTurnedByAQuarter_givesShownSize() throws Exception {
    byte[] bytes = validFiles().get("mp4");
    int matrix = indexOf(bytes, "tkhd") + 4 + 40;
    ByteBuffer.wrap(bytes, matrix, 20).putInt(0).putInt(0x10000).putInt(0).putInt(-0x10000).putInt(0);

    assertThat(probe.probe(new ByteArrayInputStream(bytes)))
        .isEqualTo(new MediaInfo.Video("video/mp4", 48, 64, Duration.ofMillis(1_250)));
  }

  @Test
  void probe_quickTimeBrand_isQuickTime() throws Exception {
    byte[] bytes = validFiles().get("mp4");
    System.arraycopy("qt  ".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 4);

    assertThat(probe.probe(new ByteArrayInputStream(bytes)).contentType()).isEqualTo("video/quicktime");
  }

  @Test
  void probe_indexAfterFrames_isFound() throws Exception {
    byte[] bytes = validFiles().get("mp4");
    ByteBuffer moved = ByteBuffer.allocate(bytes.length + 16);
    int moov = indexOf(bytes, "moov") - 4;
    int moovSize = ByteBuffer.wrap(bytes).getInt(moov);
    moved.put(bytes, 0, moov).putInt(1).put("mdat".getBytes(StandardCharsets.US_ASCII)).putLong(16)
        .put(bytes, moov + moovSize, bytes.length - moov - moovSize).put(bytes, moov, moovSize);

    assertThat(probe.probe(new ByteArrayInputStream(moved.array())).width()).isEqualTo(64);
  }

  static Stream<Arguments> hostileFiles() throws IOException {
    Map<String, byte[]> valid = validFiles();
    return Stream.of(
        arguments("nothing", new byte[0], "empty"),
        arguments("text", "<html></html>".getBytes(StandardCharsets.UTF_8), "no image or video"),
        arguments("noise", noise(100_000), "no image or video"),
        arguments("png whose first chunk has 2 GiB", with(valid.get("png"), 8, 0x7FFFFFF0), "no image or video"),
        arguments("png without pixels in its width", with(valid.get("png"), 16, 0), "damaged"),
        arguments("jpeg of frames without end", repeated(new byte[] {(byte) 0xFF, (byte) 0xD8},
            new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 2}, 5 << 20), "cut off"),
        arguments("jpeg of filler",
            repeated(new byte[] {(byte) 0xFF, (byte) 0xD8}, new byte[] {-1}, 5 << 20), "cut off"),
        arguments("webp whose chunk has 2 GiB", riff(new byte[] {'V', 'P', '8', ' ', -1, -1, -1, 0x7F, 0, 0}), "state"),
        arguments("webp whose chunk has a negative size",
            riff(new byte[] {'V', 'P', '8', 'X', -1, -1, -1, -1}), "state"),
        arguments("webp of lists in lists", riff(repeated(new byte[0],
            new byte[] {'L', 'I', 'S', 'T', -1, -1, 0, 0, 'L', 'I', 'S', 'T'}, 1 << 20)), "state"),
        arguments("gif without a canvas", with(valid.get("gif"), 6, 0), "impossible dimensions"),
        arguments("gif of nothing more", "GIF89a".getBytes(StandardCharsets.US_ASCII), ""),
        arguments("index of 4 GiB", box(-1, "moov", new byte[8]), "cut off"),
        arguments("index of 8 EiB",
            ByteBuffer.allocate(32).putInt(1).put(ascii("moov")).putLong(Long.MAX_VALUE).array(), "cut off"),
        arguments("index of a negative size",
            ByteBuffer.allocate(32).putInt(1).put(ascii("moov")).putLong(-8).array(), "impossible size"),
        arguments("box that is its own successor",
            ByteBuffer.allocate(32).putInt(1).put(ascii("free")).putLong(0).array(), "impossible size"),
        arguments("boxes without end", repeated(new byte[0], box(8, "free", new byte[0]), 5 << 20), "no index"),
        arguments("index beyond its limit", box((20 << 20) + 8, "moov", new byte[20 << 20]), "larger than"),
        arguments("index of boxes without end", box((1 << 20) + 8, "moov",
            repeated(new byte[0], box(8, "trak", new byte[0]), 1 << 20)), "holds more than"),
        arguments("index of boxes in boxes", nested(1 << 20), "damaged|impossible|say"),
        arguments("movie without a duration",
            with(valid.get("mp4"), indexOf(valid.get("mp4"), "mvhd") + 20, 0), "say how"),
        arguments("movie without a clock",
            with(valid.get("mp4"), indexOf(valid.get("mp4"), "mvhd") + 16, 0), "impossible"),
        arguments("movie of no size", with(valid.get("mp4"), indexOf(valid.get("mp4"), "tkhd") + 80, 0), "impossible"),
        arguments("matroska", with(valid.get("webm"), indexOf(valid.get("webm"), "webm"), 0x6D6B7620), "not WebM"),
        arguments("webm whose element has 2⁵⁶ bytes", repeated(Base64.getDecoder().decode(WEBM.substring(0, 48)),
            new byte[] {(byte) 0xEC, 1, -1, -1, -1, -1, -1, -1, -2}, 1 << 20), ""),
        arguments("webm of masters without end", repeated(Base64.getDecoder().decode(WEBM.substring(0, 48)),
            new byte[] {(byte) 0xAE, (byte) 0x80}, 5 << 20), ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileFiles")
  void probe_hostileFile_isUnreadable(String name, byte[] bytes, String message) {
    assertThatThrownBy(() -> probe.probe(new ByteArrayInputStream(bytes)))
        .isInstanceOf(UnreadableMediaException.class).hasMessageMatching("(?s).*(" + message + ").*");
  }

  @Test
  void probe_everyTruncation_isReadOrUnreadable() throws Exception {
    for (byte[] bytes : validFiles().values()) {
      for (int length = 0; length < Math.min(bytes.length, 900); length++) {
        survives(Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  void probe_mutations_areReadOrUnreadable() throws Exception {
    Random random = new Random(20_261_122);
    for (byte[] bytes : validFiles().values()) {
      for (int i = 0; i < 1_000; i++) {
        byte[] mutated = bytes.clone();
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
          int position = random.nextInt(random.nextBoolean() ? Math.min(200, mutated.length) : mutated.length);
          mutated[position] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
        }
        survives(mutated);
      }
    }
  }

  @Test
  void probe_endlessStream_isRefusedAtTheLimit() {
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return length;
      }
    };

    assertThatThrownBy(() -> probe.probe(endless)).isInstanceOf(UnreadableMediaException.class)
        .hasMessageContaining("longer than 100 MiB");
  }

  private void survives(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("mutated"), bytes);
    try {
      MediaInfo info = probe.probe(file);
      assertThat(info.width()).isPositive();
      assertThat(info.height()).isPositive();
    } catch (UnreadableMediaException e) {
      assertThat(e).hasMessageMatching("(?s)\\p{Print}.*[^.]");
    }
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] with(byte[] bytes, int position, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(position, value);
    return changed;
  }

  private static byte[] repeated(byte[] head, byte[] unit, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(head.length + length / unit.length * unit.length).put(head);
    while (bytes.hasRemaining()) {
      bytes.put(unit);
    }
    return bytes.array();
  }

  private static byte[] riff(byte[] chunks) {
    return ByteBuffer.allocate(12 + chunks.length).put(ascii("RIFF")).putInt(-0x100).put(ascii("WEBP")).put(chunks)
        .putInt(4, Integer.reverseBytes(4 + chunks.length)).array();
  }

  private static byte[] box(int size, String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length).putInt(size).put(ascii(type)).put(body).array();
  }

  private static byte[] nested(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    bytes.putInt(length).put(ascii("moov"));
    while (bytes.remaining() >= 8) {
      bytes.putInt(bytes.remaining()).put(ascii("trak"));
    }
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
