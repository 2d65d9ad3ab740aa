package com.vicsee.client.file;

import com.vicsee.client.RequestOptions;
import java.time.Duration;

/**
 * How to download a result. Immutable.
 *
 * <p>A download that is cut goes on where it was, by a range request, as long as it makes progress between two
 * failures; it starts over when the server says that the bytes have changed. Its deadline is an hour unless {@code
 * request} has another.
 *
 * @param keepPartial whether a failed download to a path leaves {@code <name>.part} beside the target, from which a
 *     later one goes on. Default false: it leaves nothing
 * @param maxBytes the greatest result that is taken. Default 4 GiB
 * @param listener is told the progress
 * @param request what the requests do differently from the client's settings
 */
public record DownloadOptions(boolean keepPartial, long maxBytes, TransferListener listener, RequestOptions request) {

  /** The deadline of a download that is given none. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private static final DownloadOptions DEFAULT =
      new DownloadOptions(false, 4L << 30, TransferListener.none(), RequestOptions.none());

  /** Checks the values. */
  public DownloadOptions {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes must be positive: " + maxBytes);
    }
  }

  /** Returns the options with the defaults. */
  public static DownloadOptions defaults() {
    return DEFAULT;
  }

  /** Returns these options, with or without a part that outlives a failure. */
  public DownloadOptions withKeepPartial(boolean value) {
    return new DownloadOptions(value, maxBytes, listener, request);
  }

  /** Returns these options with another bound for the result. */
  public DownloadOptions withMaxBytes(long value) {
    return new DownloadOptions(keepPartial, value, listener, request);
  }

  /** Returns these options with a listener. */
  public DownloadOptions withListener(TransferListener value) {
    return new DownloadOptions(keepPartial, maxBytes, value, request);
  }

  /** Returns these options with options for the requests. */
  public DownloadOptions withRequest(RequestOptions value) {
    return new DownloadOptions(keepPartial, maxBytes, listener, value);
  }
}
