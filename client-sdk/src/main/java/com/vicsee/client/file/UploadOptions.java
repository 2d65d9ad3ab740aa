package com.vicsee.client.file;

import com.vicsee.client.http.RequestOptions;
import java.time.Duration;

/**
 * How to upload. Immutable.
 */
public final class UploadOptions {

  /** The deadline of a transfer that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  private static final UploadOptions DEFAULTS = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private UploadOptions(Builder values) {
    this.values = values;
  }

  /** Returns the options with the defaults. */
  public static UploadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these values. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Returns the listener of the progress. */
  public TransferListener listener() {
    return values.listener;
  }

  /** Returns the options of the requests. */
  public RequestOptions requestOptions() {
    return values.requestOptions;
  }

  @Override
  public String toString() {
    return "UploadOptions[requestOptions=" + values.requestOptions + "]";
  }

  /** Builds a {@link UploadOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private TransferListener listener = TransferListener.none();
    private RequestOptions requestOptions = RequestOptions.none();

    private Builder() {
    }

    private Builder(Builder other) {
      this.listener = other.listener;
      this.requestOptions = other.requestOptions;
    }

    /** Sets the listener of the progress. Default: none. */
    public Builder listener(TransferListener value) {
      this.listener = value;
      return this;
    }

    /** Sets the options of the requests. Default: the settings of the client. The deadline of the transfer is half an hour unless they have another. */
    public Builder requestOptions(RequestOptions value) {
      this.requestOptions = value;
      return this;
    }

    /** Returns the value. */
    public UploadOptions build() {
      return new UploadOptions(new Builder(this));
    }
  }
}
