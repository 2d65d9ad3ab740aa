package com.vicsee.sandbox.media.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRendererTest {
  private static final String PROMPT = "A red fox crossing a frozen lake at dawn";

  private final ImageRenderer renderer = new ImageRenderer();

  @ParameterizedTest
  @CsvSource({"1,1", "2,3", "16,16", "64,48", "1024,1024", "1344,768", "3,2000", "2000,3", "5504,3072"})
  void render_anySize_writesExactlyThatSizeAndFormat(int width, int height) throws Exception {
    for (ImageFormat format : ImageFormat.values()) {
      byte[] bytes = render(new ImageSpec(width, height, format, PROMPT));

      assertThat(new MediaProbe().probe(new ByteArrayInputStream(bytes)))
          .isEqualTo(new MediaInfo.Image("image/" + format.name().toLowerCase(Locale.ROOT), width, height));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getHeight()).isEqualTo(height);
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void render_samePrompt_givesSameBytes(ImageFormat format) throws Exception {
    ImageSpec spec = new ImageSpec(320, 200, format, PROMPT);

    assertThat(render(spec)).isEqualTo(render(spec));
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void render_otherPrompt_givesOtherPicture(ImageFormat format) throws Exception {
    assertThat(pixels(render(new ImageSpec(320, 200, format, PROMPT))))
        .isNotEqualTo(pixels(render(new ImageSpec(320, 200, format, PROMPT + "."))));
  }

  /** Pinned, because the platform's fonts, rasterizer and arithmetic must not show: equal on every Java release. */
  @Test
  void render_knownPrompt_givesKnownPixels() throws Exception {
    byte[] png = render(new ImageSpec(640, 360, ImageFormat.PNG, PROMPT));

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(pixels(png));
    assertThat(HexFormat.of().formatHex(digest)).startsWith("0a334b9f0fe5c7589dc0f727187afbec");
  }

  @Test
  void render_png_storesWholePromptAsDescription() throws Exception {
    String prompt = "Sonnenaufgang über Kraków, 夜の市場 🎉 — " + "word ".repeat(4_000) + "end";

    IIOMetadataNode text = metadata(render(new ImageSpec(64, 64, ImageFormat.PNG, prompt)), "iTXtEntry");

    assertThat(text.getAttribute("keyword")).isEqualTo(ImageRenderer.KEYWORD);
    assertThat(text.getAttribute("text")).isEqualTo(prompt);
  }

  @Test
  void render_jpeg_storesPromptAsComment() throws Exception {
    IIOMetadataNode comment = metadata(render(new ImageSpec(64, 64, ImageFormat.JPEG, "夜の市場 é")), "com");

    assertThat(new String((byte[]) comment.getUserObject(), StandardCharsets.UTF_8)).isEqualTo("夜の市場 é");
  }

  @Test
  void render_jpegOfLongPrompt_storesBeginningOfWholeCharacters() throws Exception {
    String prompt = "🎉".repeat(30_000);

    IIOMetadataNode comment = metadata(render(new ImageSpec(64, 64, ImageFormat.JPEG, prompt)), "com");

    byte[] bytes = (byte[]) comment.getUserObject();
    assertThat(bytes.length).isBetween(10_000, ImageRenderer.MAX_COMMENT_BYTES);
    assertThat(prompt).startsWith(new String(bytes, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\u0000", "\u0000\u0007\u001b[31m\u007f\u0085", "\uD800", "\uDC00\uD800x",
      "a\uDBFF", "\uFFFE\uFFFF", "\u202Eabc\u202C", "e\u0301\u0301\u0301", "\uFEFF", "👩‍👩‍👧‍👦", "العربية ١٢٣ abc",
      "עברית (שלום)", "a\tb\r\nc\rd\u2028e", "\uDB40\uDC41", "夜の市場"})
  void render_oddText_drawsAndStoresWellFormedText(String prompt) throws Exception {
    for (ImageFormat format : ImageFormat.values()) {
      for (int side : new int[] {1, 24, 256}) {
        assertThat(render(new ImageSpec(side, side, format, prompt))).isNotEmpty();
      }
    }
  }

  @Test
  void render_unpairedSurrogatesThatDiffer_giveDifferentPictures() throws Exception {
    assertThat(pixels(render(new ImageSpec(64, 64, ImageFormat.PNG, "\uD800"))))
        .isNotEqualTo(pixels(render(new ImageSpec(64, 64, ImageFormat.PNG, "\uD801"))));
  }

  @Test
  void render_failingStream_passesItsException() {
    OutputStream failing = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("disk full");
      }
    };

    for (ImageFormat format : ImageFormat.values()) {
      assertThatThrownBy(() -> renderer.render(new ImageSpec(640, 640, format, PROMPT), failing))
          .isInstanceOf(IOException.class).hasStackTraceContaining("disk full");
    }
  }

  @Test
  void render_anyFormat_leavesStreamOpen() throws Exception {
    for (ImageFormat format : ImageFormat.values()) {
      boolean[] closed = new boolean[1];
      OutputStream out = new ByteArrayOutputStream() {
        @Override
        public void close() {
          closed[0] = true;
        }
      };
      renderer.render(new ImageSpec(8, 8, format, PROMPT), out);

      assertThat(closed[0]).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,10,PNG", "10,0,PNG", "-1,10,JPEG", "16385,1,PNG", "16384,16384,PNG", "8000,8000,JPEG"})
  void spec_sizeOutOfRange_isRefused(int width, int height, ImageFormat format) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageSpec(width, height, format, PROMPT));
  }

  private byte[] render(ImageSpec spec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    renderer.render(spec, out);
    return out.toByteArray();
  }

  private static byte[] pixels(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    ByteBuffer bytes = ByteBuffer.allocate(rgb.length * Integer.BYTES);
    bytes.asIntBuffer().put(rgb);
    return bytes.array();
  }

  private static IIOMetadataNode metadata(byte[] file, String element) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      try {
        reader.setInput(in);
        String format = reader.getImageMetadata(0).getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(format);
        return (IIOMetadataNode) root.getElementsByTagName(element).item(0);
      } finally {
        reader.dispose();
      }
    }
  }
}
