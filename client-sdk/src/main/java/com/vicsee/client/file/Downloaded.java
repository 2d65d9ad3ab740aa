package com.vicsee.client.file;

import com.vicsee.client.value.Values;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A download that is complete. Immutable. */
public final class Downloaded {

  private final long bytes;
  private final String contentType;
  private final @Nullable String version;

  private Downloaded(Builder builder) {
    this.bytes = Values.need(builder.bytes, "Downloaded", "bytes");
    this.contentType = Values.need(builder.contentType, "Downloaded", "contentType");
    this.version = builder.version;
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the length in bytes, which agrees with what the server announced. */
  public long bytes() {
    return bytes;
  }

  /** Returns the media type, such as {@code image/png}. */
  public String contentType() {
    return contentType;
  }

  /** Returns the entity tag of the bytes; empty when the server sent none. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Downloaded that
        && bytes == that.bytes
        && Objects.equals(contentType, that.contentType)
        && Objects.equals(version, that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bytes, contentType, version);
  }

  @Override
  public String toString() {
    return Values.text("Downloaded", Map.of(), "bytes", bytes, "contentType", contentType, "version", version);
  }

  /** Builds a {@link Downloaded}, for tests. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private @Nullable Long bytes;
    private @Nullable String contentType;
    private @Nullable String version;

    private Builder() {
    }

    /** Sets the length in bytes. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Sets the media type. */
    public Builder contentType(String value) {
      this.contentType = value;
      return this;
    }

    /** Sets the entity tag of the bytes. Default: none. */
    public Builder version(@Nullable String value) {
      this.version = value;
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException when a value is missing that is not optional
     */
    public Downloaded build() {
      return new Downloaded(this);
    }
  }
}
