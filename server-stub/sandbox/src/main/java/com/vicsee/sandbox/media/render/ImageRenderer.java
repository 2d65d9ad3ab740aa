package com.vicsee.sandbox.media.render;

import ar.com.hjg.pngj.FilterType;
import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineByte;
import ar.com.hjg.pngj.PngWriter;
import ar.com.hjg.pngj.PngjOutputException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws a prompt as a picture of an exact size. Thread-safe, without state.
 *
 * <p>The prompt is drawn as large as fits, cut with an ellipsis when even small type does not fit, and stored in full
 * in the file: as an {@code iTXt} chunk with the keyword {@value #KEYWORD} in a PNG, as a comment in a JPEG (at most
 * {@value #MAX_COMMENT_BYTES} bytes of UTF-8).
 *
 * <p>A PNG is drawn and compressed in strips of about {@value #STRIP_PIXELS} pixels; a JPEG needs the whole picture in
 * memory. {@link ImageFormat#maxPixels()} bounds both.
 */
public final class ImageRenderer {
  /** The keyword of the text chunk that holds the prompt. */
  public static final String KEYWORD = "Description";

  static final int MAX_COMMENT_BYTES = 60_000;
  static final int STRIP_PIXELS = 1 << 20;

  private static final int COMPRESSION_LEVEL = 2;
  private static final float JPEG_QUALITY = 0.9f;

  /** How many code points of a prompt are stored; more than any prompt may have. */
  private static final int MAX_STORED = 100_000;

  /**
   * Draws the picture and writes it. The stream is neither flushed nor closed.
   *
   * @throws IOException if the stream fails
   */
  public void render(ImageSpec spec, OutputStream out) throws IOException {
    Scene scene = new Scene(spec.prompt(), spec.width(), spec.height(), 0);
    switch (spec.format()) {
      case PNG -> png(spec, scene, out);
      case JPEG -> jpeg(spec, scene, out);
      default -> throw new IllegalStateException("Unknown format " + spec.format());
    }
  }

  private static void png(ImageSpec spec, Scene scene, OutputStream out) throws IOException {
    ImageInfo info = new ImageInfo(spec.width(), spec.height(), 8, false);
    try {
      PngWriter png = new PngWriter(new Unclosed(out), info);
      try {
        png.setFilterType(FilterType.FILTER_SUB);
        png.setCompLevel(COMPRESSION_LEVEL);
        png.getMetadata().setText(KEYWORD, Prompts.clean(spec.prompt(), MAX_STORED), false, false);
        int rows = Math.max(1, Math.min(spec.height(), STRIP_PIXELS / spec.width()));
        BufferedImage strip = new BufferedImage(spec.width(), rows, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) strip.getRaster().getDataBuffer()).getData();
        ImageLineByte line = new ImageLineByte(info);
        for (int top = 0; top < spec.height(); top += rows) {
          scene.paint(strip, top);
          for (int y = 0; y < rows && top + y < spec.height(); y++) {
            copy(pixels, y * spec.width(), line.getScanlineByte());
            png.writeRow(line);
          }
        }
        png.end();
      } finally {
        png.close();
      }
    } catch (PngjOutputException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void copy(int[] pixels, int from, byte[] to) {
    for (int i = 0, p = from; i < to.length; p++) {
      int rgb = pixels[p];
      to[i++] = (byte) (rgb >> 16);
      to[i++] = (byte) (rgb >> 8);
      to[i++] = (byte) rgb;
    }
  }

  private static void jpeg(ImageSpec spec, Scene scene, OutputStream out) throws IOException {
    BufferedImage image = new BufferedImage(spec.width(), spec.height(), BufferedImage.TYPE_3BYTE_BGR);
    scene.paint(image, 0);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(JPEG_QUALITY);
      IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      comment(metadata, spec.prompt());
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
  }

  private static void comment(IIOMetadata metadata, String prompt) throws IOException {
    String text = Prompts.clean(prompt, MAX_COMMENT_BYTES);
    int end = text.length();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    while (bytes.length > MAX_COMMENT_BYTES) {
      int excess = bytes.length - MAX_COMMENT_BYTES;
      end = Math.max(0, end - Math.max(1, excess / 4));
      if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      bytes = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }
    if (bytes.length == 0) {
      return;
    }
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = new IIOMetadataNode(format);
    root.appendChild(new IIOMetadataNode("JPEGvariety"));
    IIOMetadataNode sequence = new IIOMetadataNode("markerSequence");
    IIOMetadataNode comment = new IIOMetadataNode("com");
    // As bytes: the attribute would be written as ISO 8859-1.
    comment.setUserObject(bytes);
    sequence.appendChild(comment);
    root.appendChild(sequence);
    metadata.mergeTree(format, root);
  }

  /** The PNG writer closes its stream on failure; the caller's stream is the caller's. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {
      // Left open on purpose.
    }
  }
}
