package com.vicsee.client.file;

import com.vicsee.client.RequestOptions;
import java.time.Duration;

/**
 * How to upload. Immutable.
 *
 * @param listener is told the progress
 * @param request what the requests do differently from the client's settings. The deadline of the transfer is half an
 *     hour when it has none
 */
public record UploadOptions(TransferListener listener, RequestOptions request) {

  /** The deadline of a transfer that is given none. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  private static final UploadOptions DEFAULT = new UploadOptions(TransferListener.none(), RequestOptions.none());

  /** Returns the options with the defaults. */
  public static UploadOptions defaults() {
    return DEFAULT;
  }

  /** Returns these options with a listener. */
  public UploadOptions withListener(TransferListener value) {
    return new UploadOptions(value, request);
  }

  /** Returns these options with options for the requests. */
  public UploadOptions withRequest(RequestOptions value) {
    return new UploadOptions(listener, value);
  }
}
