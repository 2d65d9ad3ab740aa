package com.vicsee.client.internal;

import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.model.DownloadMode;
import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.ParameterNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a result into a sink. An attempt after a cut asks for the rest only (RFC 9110, section 14). The versions of
 * both parts must agree, and the length must be the announced one.
 */
final class DownloadCall extends Call<Downloaded> {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final int MAX_OTHER_BODY = 64 * 1024;
  private static final int MAX_REDIRECTS = 5;

  private final @Nullable String taskId;
  private final Sink sink;
  private final DownloadOptions options;

  private volatile boolean abandoned;
  private volatile @Nullable URI link;
  private int redirects;

  // Guarded by this: a piece of an abandoned attempt may arrive while the next one begins.
  private @Nullable Reader current;
  private boolean opened;
  private boolean ended;
  private long position;
  private long furthest;
  private long moved;
  private long total = -1;
  private String contentType = "";

  private DownloadCall(@Nullable String taskId, @Nullable URI link, Sink sink, DownloadOptions options) {
    super(Operation.DOWNLOAD_RESULT, new Origin(taskId, null));
    this.taskId = taskId;
    this.link = link;
    this.sink = sink;
    this.options = options;
    if (link == null) {
      target(URI.create(""));
    }
  }

  /**
   * Returns the download of the result of a task, through the API.
   *
   * @throws IllegalArgumentException when the id would lead to another path
   */
  static DownloadCall ofTask(String taskId, Sink sink, DownloadOptions options) {
    return new DownloadCall(taskId, null, sink, options);
  }

  /**
   * Returns the download from a link, without the API key.
   *
   * @param taskId the task that the link belongs to; null when that is not known
   * @throws IllegalArgumentException when the link is no HTTP URL
   */
  static DownloadCall ofLink(String link, @Nullable String taskId, Sink sink, DownloadOptions options) {
    URI uri = Links.parse(link);
    return new DownloadCall(taskId, uri, sink, options);
  }

  @Override
  URI target(URI baseUrl) {
    URI current = link;
    return current != null
        ? current
        : URI.create(baseUrl + Caller.path(operation(), Map.of(ParameterNames.TASK_ID, String.valueOf(taskId)))
            + "?" + ParameterNames.DOWNLOAD_MODE_FILTER + "=" + Caller.encode(DownloadMode.PROXY.value()));
  }

  @Override
  String step(URI target) {
    return "The download from " + target.getAuthority();
  }

  @Override
  synchronized boolean continues(int status, URI from, HttpHeaders headers) throws IOException {
    if (status == 416 && position > 0 && sink.canRestart()) {
      // What is there from before is longer than the result: it belongs to another version.
      restart();
      return true;
    }
    Optional<String> location = headers.firstValue("Location");
    if (link == null || status / 100 != 3 || location.isEmpty() || redirects == MAX_REDIRECTS) {
      return false;
    }
    URI next = from.resolve(Links.parse(from, location.get()));
    if (!"https".equals(next.getScheme()) && "https".equals(from.getScheme())) {
      return false;
    }
    redirects++;
    link = next;
    return true;
  }

  @Override
  synchronized void prepare(HttpRequest.Builder request) throws IOException {
    if (!opened) {
      opened = true;
      position = sink.open();
      furthest = position;
    }
    if (position > 0 && sink.version() == null) {
      // Without a version, bytes of two results could be put together and nothing would show it.
      restart();
    }
    request.method(operation().method(), HttpRequest.BodyPublishers.noBody());
    request.setHeader("Accept", "*/*");
    // Ranges and lengths are those of the bytes that are saved.
    request.setHeader("Accept-Encoding", ContentCoding.IDENTITY);
    if (position > 0) {
      request.setHeader(ParameterNames.RANGE, "bytes=" + position + "-");
      request.setHeader(ParameterNames.IF_RANGE, String.valueOf(sink.version()));
    }
  }

  @Override
  boolean isAuthenticated() {
    return link == null;
  }

  @Override
  synchronized boolean accepts(int status) {
    return status == 200 || status == 206 && position > 0;
  }

  @Override
  boolean isTransfer() {
    return true;
  }

  @Override
  synchronized long progress() {
    return furthest;
  }

  @Override
  synchronized long activity() {
    return moved;
  }

  @Override
  Duration defaultTimeout() {
    return DownloadOptions.DEFAULT_TIMEOUT;
  }

  @Override
  synchronized BodyReader<Downloaded> read(ResponseInfo response) {
    String mediaType = Headers.mediaType(response.headers());
    if (isMedia(mediaType)) {
      Reader reader = new Reader(response, mediaType);
      current = reader;
      return new BodyReader<>(reader, reader.body::join);
    }
    current = null;
    LimitedBytes other = new LimitedBytes(MAX_OTHER_BODY);
    return new BodyReader<>(other, () -> {
      String what = mediaType.isEmpty() ? "of no media type" : mediaType;
      throw new Unreadable("The body is " + what + " instead of media", other.finish(), null);
    });
  }

  /**
   * Accepts media types that the contract does not know yet, and refuses the pages and envelopes that are sent instead of a
   * result.
   */
  private static boolean isMedia(String mediaType) {
    return mediaType.startsWith("image/") || mediaType.startsWith("video/") || mediaType.startsWith("audio/")
        || mediaType.equals("application/octet-stream");
  }

  /** Ends the download without success: nothing is written from here on but a piece that is being written now. */
  void abandon() {
    abandoned = true;
    if (!sink.canRestart()) {
      // A stream of the caller needs no cleaning up, and may block its writer, and with it the lock, for ever.
      return;
    }
    synchronized (this) {
      if (!ended) {
        ended = true;
        current = null;
        sink.abandon();
      }
    }
  }

  /** Makes the next attempt start over. */
  private void restart() throws IOException {
    if (!sink.canRestart()) {
      throw new LocalIoException("The download was cut, and the server does not say which version of the result it sends", null);
    }
    sink.restart();
    sink.version(null);
    position = 0;
    total = -1;
  }

  /** Reads one response, piece by piece. */
  private final class Reader implements BodySubscriber<Downloaded> {
    private final CompletableFuture<Downloaded> body = new CompletableFuture<>();
    private final ResponseInfo response;
    private final String mediaType;
    private Flow.@Nullable Subscription subscription;
    private long toSkip;

    Reader(ResponseInfo response, String mediaType) {
      this.response = response;
      this.mediaType = mediaType;
    }

    @Override
    public CompletionStage<Downloaded> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription value) {
      synchronized (DownloadCall.this) {
        subscription = value;
        try {
          begin();
        } catch (IOException failure) {
          fail(failure);
          return;
        }
      }
      value.request(1);
    }

    /** Decides from status, range and version how these bytes continue what is there. */
    private void begin() throws IOException {
      HttpHeaders headers = response.headers();
      @Nullable String version = Headers.strongVersion(headers);
      String encoding = headers.firstValue("Content-Encoding").orElse(ContentCoding.IDENTITY);
      if (!encoding.equalsIgnoreCase(ContentCoding.IDENTITY)) {
        throw new LocalIoException("The result has an encoding that was not requested: " + encoding, null);
      }
      boolean sameVersion = sink.version() != null && sink.version().equals(version);
      long announced;
      if (response.statusCode() == 206) {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue(HeaderNames.CONTENT_RANGE).orElse(""));
        if (!range.matches() || Long.parseLong(range.group(1)) != position) {
          throw new LocalIoException("The server sent another range than the requested one", null);
        }
        announced = range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
        boolean sameLength = total < 0 || total == announced;
        if (!sameLength || version != null && sink.version() != null && !sameVersion) {
          if (!sink.canRestart()) {
            throw new LocalIoException("The result has changed during the download", null);
          }
          restart();
          throw new IOException("The result has changed during the download");
        }
      } else {
        announced = headers.firstValueAsLong("Content-Length").orElse(-1);
        if (position > 0) {
          if (sink.canRestart()) {
            sink.restart();
            position = 0;
          } else if (sameVersion && total == announced) {
            // The server ignores ranges; what is written already is read again and skipped.
            toSkip = position;
          } else {
            throw new LocalIoException("The result has changed during the download", null);
          }
        }
      }
      if (announced > options.maxBytes()) {
        throw new LocalIoException(
            "The result has " + announced + " bytes, which is more than the " + options.maxBytes()
                + " that are accepted", null);
      }
      total = announced;
      contentType = mediaType;
      sink.version(version);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
      synchronized (DownloadCall.this) {
        if (abandoned || current != this || body.isDone()) {
          return;
        }
        try {
          for (ByteBuffer item : items) {
            take(item);
          }
        } catch (IOException failure) {
          fail(failure);
          return;
        } catch (RuntimeException thrown) {
          stop();
          body.completeExceptionally(thrown);
          return;
        }
      }
      Flow.Subscription active = subscription;
      if (active != null) {
        active.request(1);
      }
    }

    private void take(ByteBuffer item) throws IOException {
      if (toSkip > 0) {
        int skipped = (int) Math.min(toSkip, item.remaining());
        item.position(item.position() + skipped);
        toSkip -= skipped;
        moved += skipped;
      }
      int length = item.remaining();
      if (position + length > options.maxBytes()) {
        throw new LocalIoException("The result has more than the " + options.maxBytes() + " bytes that are accepted",
            null);
      }
      try {
        sink.write(item);
      } catch (IOException failure) {
        throw new LocalIoException("The bytes cannot be written: " + failure, failure);
      }
      position += length;
      moved += length;
      furthest = Math.max(furthest, position);
      options.listener().onProgress(position, total < 0 ? OptionalLong.empty() : OptionalLong.of(total));
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      synchronized (DownloadCall.this) {
        if (current != this || body.isDone()) {
          return;
        }
        if (toSkip > 0 || total >= 0 && position != total) {
          fail(new IOException("The result ended after " + position + " of " + total + " bytes"));
          return;
        }
        try {
          sink.finish();
          ended = true;
          body.complete(Downloaded.builder().bytes(position).contentType(contentType).version(sink.version()).build());
        } catch (IOException failure) {
          fail(new LocalIoException("The file cannot be completed: " + failure, failure));
        }
      }
    }

    private void fail(IOException failure) {
      stop();
      body.completeExceptionally(failure);
    }

    private void stop() {
      Flow.Subscription active = subscription;
      if (active != null) {
        active.cancel();
      }
    }
  }
}
