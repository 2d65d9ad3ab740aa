package com.vicsee.sandbox.media;

import com.vicsee.server.model.UploadType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An open medium.
 *
 * @param contentType the media type, as {@code image/png}; empty if its source does not say
 * @param size in bytes; empty if its source does not say
 */
public record MediaStream(InputStream bytes, Optional<String> contentType, OptionalLong size) implements AutoCloseable {
  static MediaStream of(byte[] bytes, String contentType) {
    return new MediaStream(new ByteArrayInputStream(bytes), Optional.of(contentType), OptionalLong.of(bytes.length));
  }

  static MediaStream of(Path file, String name) throws IOException {
    return new MediaStream(Files.newInputStream(file), typeOf(name), OptionalLong.of(Files.size(file)));
  }

  /** Takes content type and size from a response, and otherwise the content type from the name. A size below 0 is unknown. */
  static MediaStream of(InputStream bytes, @Nullable String header, String name, long size) {
    Optional<String> declared = Optional.ofNullable(header).map(it -> it.split(";", 2)[0].strip()).filter(it -> UploadType.of(it).isPresent());
    return new MediaStream(bytes, declared.or(() -> typeOf(name)), size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
  }

  /** Returns the media type that the extension of a file name stands for (contract, upload types). */
  static Optional<String> typeOf(String name) {
    return UploadType.all().stream().filter(type -> name.endsWith('.' + type.extension())).map(UploadType::contentType).findFirst();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
