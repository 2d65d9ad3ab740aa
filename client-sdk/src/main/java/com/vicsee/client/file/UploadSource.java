package com.vicsee.client.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to upload, their length and their media type. Bytes of a path, an array or an {@link Opener} can be sent again after a
 * failure; those of a single stream cannot.
 */
public final class UploadSource implements AutoCloseable {

  /** Opens the bytes from their beginning. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Returns a new stream of all the bytes. The client closes it.
     *
     * @throws IOException when they cannot be read
     */
    InputStream open() throws IOException;
  }

  private final Opener opener;
  private final long length;
  private final Optional<String> contentType;
  /** The stream that can be sent once only; null for bytes that can be sent again. */
  private final @Nullable InputStream once;

  private UploadSource(Opener opener, long length, Optional<String> contentType, @Nullable InputStream once) {
    if (length < 0) {
      throw new IllegalArgumentException("length must not be negative: " + length);
    }
    this.opener = opener;
    this.length = length;
    this.contentType = contentType;
    this.once = once;
  }

  /**
   * Returns the bytes of a file. Its media type is detected from its first bytes, or else from the end of its name.
   *
   * @throws IOException when the file cannot be read
   */
  public static UploadSource of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(ContentTypes.HEAD);
    }
    return new UploadSource(
        () -> Files.newInputStream(file), Files.size(file), ContentTypes.detect(head, String.valueOf(file.getFileName())), null);
  }

  /**
   * Returns the bytes of an array, which must not be changed until the upload has ended. Their media type is
   * detected.
   */
  public static UploadSource of(byte[] bytes) {
    return new UploadSource(() -> new ByteArrayInputStream(bytes), bytes.length, ContentTypes.detect(bytes, ""), null);
  }

  /**
   * Returns the bytes of a stream, which can be sent once only: a failed upload is not tried again.
   *
   * @param stream the bytes; the client closes it
   * @param length their exact number
   * @param contentType their media type, such as {@code image/png}
   */
  public static UploadSource of(InputStream stream, long length, String contentType) {
    return new UploadSource(() -> stream, length, Optional.of(contentType), stream);
  }

  /**
   * Returns bytes that can be opened more than once.
   *
   * @param opener opens the bytes from their beginning
   * @param length their exact number
   * @param contentType their media type, such as {@code image/png}
   */
  public static UploadSource of(Opener opener, long length, String contentType) {
    return new UploadSource(opener, length, Optional.of(contentType), null);
  }

  /** Returns this source with a media type instead of the detected one. */
  public UploadSource withContentType(String mediaType) {
    return new UploadSource(opener, length, Optional.of(mediaType), once);
  }

  /** Returns what opens the bytes. */
  public Opener opener() {
    return opener;
  }

  /** Returns the number of bytes. */
  public long length() {
    return length;
  }

  /** Returns the media type; empty when none was given and none was detected. */
  public Optional<String> contentType() {
    return contentType;
  }

  /** Says whether the bytes can be sent again. */
  public boolean isRepeatable() {
    return once == null;
  }

  /** Closes the stream that this source was made of. The client does so at the end of an upload, however it ends. */
  @Override
  public void close() {
    try {
      if (once != null) {
        once.close();
      }
    } catch (IOException | RuntimeException ignored) {
      // The upload has its outcome already.
      return;
    }
  }
}
