package com.vicsee.client.internal;

import com.vicsee.client.file.TransferListener;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends the bytes of an upload to its signed URL, without the API key, a piece at a time. */
final class UploadCall extends Call<Upload> {

  private static final int MAX_ANSWER = 64 * 1024;

  private final Upload upload;
  private final UploadSource source;
  private final String contentType;
  private final TransferListener listener;
  private final AtomicLong activity = new AtomicLong();
  private volatile @Nullable InputStream open;

  UploadCall(Upload upload, UploadSource source, String contentType, TransferListener listener) {
    super(Operation.CREATE_UPLOAD, Origin.NONE);
    this.upload = upload;
    this.source = source;
    this.contentType = contentType;
    this.listener = listener;
  }

  @Override
  URI target(URI baseUrl) {
    return Links.parse(upload.uploadUrl());
  }

  @Override
  void prepare(HttpRequest.Builder request) throws IOException {
    InputStream in;
    try {
      in = new Readable(source.opener().open());
    } catch (IOException failure) {
      throw unreadable(failure);
    }
    open = in;
    request.setHeader("Content-Type", contentType);
    request.PUT(new Counted(BodyPublishers.ofInputStream(() -> in)));
  }

  @Override
  boolean isAuthenticated() {
    return false;
  }

  @Override
  boolean isRepeatable() {
    return source.isRepeatable();
  }

  @Override
  String step(URI target) {
    return "The upload to " + target.getAuthority();
  }

  @Override
  void attemptEnded() {
    // The publisher closes the stream at its end only, not when the connection is refused or the request is cancelled.
    InputStream in = open;
    if (in != null) {
      try {
        in.close();
      } catch (IOException ignored) {
        // The bytes are sent, or the attempt has failed already.
        return;
      }
    }
  }

  @Override
  boolean isTransfer() {
    return true;
  }

  @Override
  long activity() {
    return activity.get();
  }

  @Override
  Duration defaultTimeout() {
    return UploadOptions.DEFAULT_TIMEOUT;
  }

  @Override
  BodyReader<Upload> read(ResponseInfo response) {
    return new BodyReader<>(new LimitedBytes(MAX_ANSWER), () -> upload);
  }

  private static LocalIoException unreadable(Throwable failure) {
    return new LocalIoException("The bytes cannot be read: " + failure, failure);
  }

  /** The caller's stream. It marks its failures as local, because the JDK wraps some of them and passes others on. */
  private static final class Readable extends FilterInputStream {
    Readable(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (IOException | RuntimeException failure) {
        throw unreadable(failure);
      }
    }
  }

  /**
   * The bytes with the announced length. A source with more or fewer of them fails; it is neither cut nor padded.
   */
  private final class Counted implements BodyPublisher {
    private final BodyPublisher bytes;

    Counted(BodyPublisher bytes) {
      this.bytes = bytes;
    }

    @Override
    public long contentLength() {
      return source.length();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      bytes.subscribe(new Counter(subscriber));
    }
  }

  private final class Counter implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> target;
    private Flow.@Nullable Subscription subscription;
    private long sent;
    private boolean ended;

    Counter(Flow.Subscriber<? super ByteBuffer> target) {
      this.target = target;
    }

    @Override
    public void onSubscribe(Flow.Subscription value) {
      subscription = value;
      target.onSubscribe(value);
    }

    @Override
    public void onNext(ByteBuffer item) {
      if (ended) {
        return;
      }
      sent += item.remaining();
      if (sent > source.length()) {
        fail(new LocalIoException("The source has more than the announced " + source.length() + " bytes", null));
        return;
      }
      activity.addAndGet(item.remaining());
      try {
        listener.onProgress(sent, OptionalLong.of(source.length()));
      } catch (RuntimeException thrown) {
        fail(thrown);
        return;
      }
      target.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      if (!ended) {
        ended = true;
        target.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (ended) {
        return;
      }
      if (sent < source.length()) {
        fail(new LocalIoException("The source ended after " + sent + " of the announced " + source.length()
            + " bytes", null));
      } else {
        ended = true;
        target.onComplete();
      }
    }

    private void fail(Throwable failure) {
      ended = true;
      Flow.Subscription active = subscription;
      if (active != null) {
        active.cancel();
      }
      target.onError(failure);
    }
  }
}
