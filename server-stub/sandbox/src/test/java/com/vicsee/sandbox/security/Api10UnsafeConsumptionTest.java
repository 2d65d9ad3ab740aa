package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** API10, unsafe consumption of APIs: media from elsewhere may be anything, and is measured without being believed. */
class Api10UnsafeConsumptionTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    var out = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] png(int width, int height) {
    return bytes(out -> {
      out.writeLong(0x89504E470D0A1A0AL);
      out.writeInt(13);
      out.writeBytes("IHDR");
      out.writeInt(width);
      out.writeInt(height);
      out.write(new byte[] {8, 6, 0, 0, 0, 0, 0, 0, 0});
    });
  }

  private static byte[] random(int size, String beginning) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    byte[] head = beginning.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static byte[] atoms(int depth, int size) {
    return bytes(out -> {
      out.writeInt(16);
      out.writeBytes("ftypisom");
      out.writeInt(0);
      for (int i = 0; i < depth; i++) {
        out.writeInt(size == 0 ? (depth - i) * 8 : size);
        out.writeBytes(i % 2 == 0 ? "moov" : "trak");
      }
    });
  }

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("noise", random(30_000, "")),
        Arguments.of("a PNG of 2^31 - 1 pixels each way", png(Integer.MAX_VALUE, Integer.MAX_VALUE)),
        Arguments.of("a PNG of negative size", png(-1, -1)),
        Arguments.of("a PNG of no size", png(0, 0)),
        Arguments.of("a PNG that ends in its head", java.util.Arrays.copyOf(png(10, 10), 20)),
        Arguments.of("a JPEG of segments without end", random(30_000, "\u00ff\u00d8" + "\u00ff\u00e0\u0000\u0002".repeat(5_000))),
        Arguments.of("a GIF of noise", random(1_000, "GIF89a\u00ff\u00ff\u00ff\u00ff")),
        Arguments.of("a WebP of noise", random(10_000, "RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8X")),
        Arguments.of("a TIFF whose directory is its own next", random(64, "II*\u0000\u0008\u0000\u0000\u0000\u0000\u0000\u0008\u0000\u0000\u0000")),
        Arguments.of("an MP4 of four thousand nested boxes", atoms(4_000, 0)),
        Arguments.of("an MP4 of boxes of no size", atoms(1_000, 1)),
        Arguments.of("an MP4 of boxes that are too small", atoms(1_000, 4)),
        Arguments.of("an MP4 of boxes larger than the file", atoms(10, Integer.MAX_VALUE)),
        Arguments.of("a HEIC of noise", random(10_000, "\u0000\u0000\u0000\u0018ftypheic")),
        Arguments.of("a WebM of noise", random(10_000, "\u001aE\u00df\u00a3\u0001\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")),
        Arguments.of("an SVG that reads files", "<?xml version=\"1.0\"?><!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a page", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a zip", random(1_000, "PK\u0003\u0004")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void file_thatLies_isRefusedOrPricedAsItClaims(String name, byte[] file) {
    String uri = "data:image/png;base64," + Base64.getEncoder().encodeToString(file);

    Answer image = sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + uri + "\",\"upscale_factor\":\"1\"}");
    Answer video = sandbox.post(Sandbox.PRO, "/tools/upscale-video", "{\"video_url\":\"" + uri + "\",\"upscale_factor\":\"1\"}");

    if (image.status() == 200) {
      assertThat(image.data().get("creditsUsed").longValue()).isEqualTo(400);
    } else {
      image.refusedWith(400, Message.INVALID_PARAMETER);
    }
    video.refusedWith(400, Message.INVALID_PARAMETER);
    assertThat(image.text() + video.text()).doesNotContain("root:").doesNotContain("Exception");
    sandbox.allEnd();
    sandbox.assertLedgerAgrees();
  }
}
