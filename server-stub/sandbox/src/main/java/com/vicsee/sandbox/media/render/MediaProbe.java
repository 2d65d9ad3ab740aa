package com.vicsee.sandbox.media.render;

import ar.com.hjg.pngj.PngReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.riff.RiffReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dimensions of pictures (PNG, JPEG, GIF, WebP, HEIC, HEIF, AVIF) and the dimensions and duration of videos
 * (MP4, QuickTime, WebM) from their headers, without decoding a pixel. Thread-safe, without state.
 *
 * <p>The bytes are taken as hostile: no declared size is believed before it is compared with what is there, nothing is
 * followed by recursion, and every loop has a bound. Memory holds at most the index of a video (16 MiB) or the one chunk
 * of a WebP that states its size.
 */
public final class MediaProbe {
  /** The longest input that is looked at, in bytes. */
  public static final long MAX_BYTES = 100L << 20;

  /** The longest side that is believed, in pixels: what JPEG and GIF can state. HEIF and PNG can state more than can be multiplied. */
  private static final int MAX_SIDE = 65_535;

  private static final Duration MAX_DURATION = Duration.ofDays(1);
  private static final int MAGIC_BYTES = 64;

  /** With the first chunk's size and name: the library makes room for whatever size the first chunk declares. */
  private static final String PNG = "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR";

  /**
   * Measures what the stream holds. It is copied to a temporary file first, because the index of a video may come last.
   * The stream is not closed.
   *
   * @throws UnreadableMediaException if it is no supported media, damaged, or longer than {@link #MAX_BYTES}
   * @throws IOException if the stream or the temporary file fails
   */
  public MediaInfo probe(InputStream in) throws IOException, UnreadableMediaException {
    Path copy = Files.createTempFile("probe", null);
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          total += count;
          if (total > MAX_BYTES) {
            throw tooLong();
          }
          out.write(buffer, 0, count);
        }
      }
      return probe(copy);
    } finally {
      Files.delete(copy);
    }
  }

  /**
   * Measures a file.
   *
   * @throws UnreadableMediaException if it is no supported media, damaged, or longer than {@link #MAX_BYTES}
   * @throws IOException if the file cannot be read
   */
  public MediaInfo probe(Path file) throws IOException, UnreadableMediaException {
    if (Files.size(file) > MAX_BYTES) {
      throw tooLong();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MediaInfo info = probe(channel);
      if (info.width() < 1 || info.height() < 1 || info.width() > MAX_SIDE || info.height() > MAX_SIDE) {
        throw new UnreadableMediaException(
            "The file states impossible dimensions: " + Integer.toUnsignedString(info.width()) + "×" + Integer.toUnsignedString(info.height()));
      }
      if (info instanceof MediaInfo.Video video && video.duration().compareTo(MAX_DURATION) > 0) {
        throw new UnreadableMediaException("The video states an impossible length");
      }
      if (info instanceof MediaInfo.Video video && (video.duration().isZero() || video.duration().isNegative())) {
        throw new UnreadableMediaException("The video does not say how long it is");
      }
      return info;
    } catch (EOFException e) {
      throw new UnreadableMediaException("The file is cut off", e);
    } catch (ImageProcessingException | MetadataException | RuntimeException e) {
      // The libraries have no common type for what they refuse: broken numbers surface as unchecked exceptions.
      throw new UnreadableMediaException("The file is damaged", e);
    }
  }

  private static UnreadableMediaException tooLong() {
    return new UnreadableMediaException("The file is longer than " + (MAX_BYTES >> 20) + " MiB");
  }

  private static MediaInfo probe(FileChannel channel)
      throws IOException, UnreadableMediaException, ImageProcessingException, MetadataException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    in.mark(MAGIC_BYTES);
    byte[] head = in.readNBytes(MAGIC_BYTES);
    in.reset();
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (magic.startsWith(PNG)) {
      return png(head);
    }
    if (magic.startsWith("\u00FF\u00D8\u00FF")) {
      return jpeg(in, channel.size());
    }
    if (magic.startsWith("GIF87a") || magic.startsWith("GIF89a")) {
      return gif(head);
    }
    if (magic.startsWith("RIFF") && magic.startsWith("WEBP", 8)) {
      return webp(in, channel.size());
    }
    if (magic.startsWith("\u001A\u0045\u00DF\u00A3")) {
      return WebmMedia.read(channel);
    }
    if (magic.length() >= 8 && IsoMedia.FIRST_BOXES.contains(magic.substring(4, 8))) {
      return IsoMedia.read(channel);
    }
    throw new UnreadableMediaException(
        head.length == 0 ? "The file is empty" : "The file is no image or video of a supported type");
  }

  private static MediaInfo png(byte[] head) {
    PngReader reader = new PngReader(new ByteArrayInputStream(head));
    try {
      return new MediaInfo.Image("image/png", reader.imgInfo.cols, reader.imgInfo.rows);
    } finally {
      reader.close();
    }
  }

  private static MediaInfo jpeg(InputStream in, long size)
      throws IOException, UnreadableMediaException, ImageProcessingException, MetadataException {
    JpegReader frames = new JpegReader();
    JpegSegmentData segments = JpegSegmentReader.readSegments(new BoundedReader(in, size), frames.getSegmentTypes());
    Metadata metadata = new Metadata();
    JpegMetadataReader.processJpegSegmentData(metadata, List.of(frames), segments);
    Directory directory = metadata.getFirstDirectoryOfType(JpegDirectory.class);
    return image("image/jpeg", directory, JpegDirectory.TAG_IMAGE_WIDTH, JpegDirectory.TAG_IMAGE_HEIGHT);
  }

  private static MediaInfo webp(InputStream in, long size)
      throws IOException, UnreadableMediaException, ImageProcessingException, MetadataException {
    Metadata metadata = new Metadata();
    new RiffReader().processRiff(new BoundedReader(in, size), new FirstChunk(metadata));
    Directory directory = metadata.getFirstDirectoryOfType(WebpDirectory.class);
    return image("image/webp", directory, WebpDirectory.TAG_IMAGE_WIDTH, WebpDirectory.TAG_IMAGE_HEIGHT);
  }

  private static MediaInfo image(String contentType, @Nullable Directory directory, int widthTag, int heightTag)
      throws UnreadableMediaException, MetadataException {
    if (directory == null || !directory.containsTag(widthTag) || !directory.containsTag(heightTag)) {
      throw new UnreadableMediaException("The image does not state its dimensions");
    }
    return new MediaInfo.Image(contentType, directory.getInt(widthTag), directory.getInt(heightTag));
  }

  /** Reads the first chunk with dimensions only, so that a file of nothing but such chunks costs no memory. */
  private static final class FirstChunk extends WebpRiffHandler {
    private boolean seen;

    FirstChunk(Metadata metadata) {
      super(metadata);
    }

    @Override
    public boolean shouldAcceptChunk(String fourCc) {
      return !seen && List.of(WebpDirectory.CHUNK_VP8X, WebpDirectory.CHUNK_VP8L, WebpDirectory.CHUNK_VP8)
          .contains(fourCc);
    }

    @Override
    public void processChunk(String fourCc, byte[] payload) {
      seen = true;
      if (fourCc.equals(WebpDirectory.CHUNK_VP8) && payload.length > 9) {
        // RFC 6386 section 9.1: the two highest bits are a scale for display, which the library takes for size.
        payload[7] &= 0x3F;
        payload[9] &= 0x3F;
      }
      super.processChunk(fourCc, payload);
    }
  }

  /** The dimensions of the canvas, which is what is shown (GIF89a, section 18). A frame may be smaller. */
  private static MediaInfo gif(byte[] head) {
    ByteBuffer screen = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return new MediaInfo.Image("image/gif", Short.toUnsignedInt(screen.getShort(6)), Short.toUnsignedInt(screen.getShort(8)));
  }
}
