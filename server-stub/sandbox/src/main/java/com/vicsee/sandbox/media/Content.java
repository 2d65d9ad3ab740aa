package com.vicsee.sandbox.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** What a piece of a result consists of. */
public sealed interface Content {
  /** A picture, a clip or a song that the sandbox draws when its bytes are needed. */
  record Drawn(Drawing drawing) implements Content {
    public Drawn {
      Objects.requireNonNull(drawing, "drawing");
    }
  }

  /** Bytes that the sandbox saves when the task completes. */
  sealed interface Stored extends Content {
    /** Opens the bytes. Their content type must be one of the contract's upload types. */
    MediaStream open() throws IOException;
  }

  /** Bytes in memory. */
  record Bytes(byte[] bytes, String contentType) implements Stored {
    @Override
    public MediaStream open() {
      return MediaStream.of(bytes, contentType);
    }
  }

  /** A file. Its extension tells the content type. */
  record LocalFile(Path path) implements Stored {
    @Override
    public MediaStream open() throws IOException {
      return MediaStream.of(path, path.getFileName().toString());
    }
  }

  /** A URL that the sandbox downloads when the task completes. The response, or else the extension, tells the content type. */
  record Download(URI url) implements Stored {
    private static final int TIMEOUT = (int) Duration.ofSeconds(10).toMillis();

    @Override
    public MediaStream open() throws IOException {
      URLConnection connection = url.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
      InputStream bytes = connection.getInputStream();
      long size = connection.getContentLengthLong();
      return MediaStream.of(bytes, connection.getContentType(), url.getPath(), size);
    }
  }
}
