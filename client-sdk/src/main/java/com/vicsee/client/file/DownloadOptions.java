package com.vicsee.client.file;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.value.Values;
import java.time.Duration;

/**
 * How to download a result. Immutable.
 *
 * <p>A download that is cut goes on where it was, by a range request, as long as it makes progress between two failures. It starts
 * over when the bytes have changed, or when the server does not say which version they are.
 */
public final class DownloadOptions {

  /** The deadline of a download that has no other. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private static final DownloadOptions DEFAULTS = builder().build();

  /** A copy of its own, which is never changed. */
  private final Builder values;

  private DownloadOptions(Builder values) {
    this.values = values;
  }

  /** Returns the options with the defaults. */
  public static DownloadOptions defaults() {
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

  /** Returns whether a failed download to a path leaves {@code <name>.part} beside the target, from which a later one goes on. */
  public boolean keepPartial() {
    return values.keepPartial;
  }

  /** Returns the greatest result that is accepted, in bytes. */
  public long maxBytes() {
    return values.maxBytes;
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
    return "DownloadOptions[keepPartial=" + values.keepPartial + ", maxBytes=" + values.maxBytes + ", requestOptions=" + values.requestOptions + "]";
  }

  /** Builds a {@link DownloadOptions}. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private boolean keepPartial = false;
    private long maxBytes = 4L << 30;
    private TransferListener listener = TransferListener.none();
    private RequestOptions requestOptions = RequestOptions.none();

    private Builder() {
    }

    private Builder(Builder other) {
      this.keepPartial = other.keepPartial;
      this.maxBytes = other.maxBytes;
      this.listener = other.listener;
      this.requestOptions = other.requestOptions;
    }

    /** Sets whether a failed download to a path leaves {@code <name>.part} beside the target, from which a later one goes on. Default false: it leaves nothing. */
    public Builder keepPartial(boolean value) {
      this.keepPartial = value;
      return this;
    }

    /**
     * Sets the greatest result that is accepted, in bytes. Default 4 GiB.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder maxBytes(long value) {
      Values.check(value > 0, "maxBytes must be positive", value);
      this.maxBytes = value;
      return this;
    }

    /** Sets the listener of the progress. Default: none. */
    public Builder listener(TransferListener value) {
      this.listener = value;
      return this;
    }

    /** Sets the options of the requests. Default: the settings of the client. The deadline of a download is an hour unless they have another. */
    public Builder requestOptions(RequestOptions value) {
      this.requestOptions = value;
      return this;
    }

    /** Returns the value. */
    public DownloadOptions build() {
      return new DownloadOptions(new Builder(this));
    }
  }
}
