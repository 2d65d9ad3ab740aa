package com.vicsee.client.price;

import com.vicsee.client.model.PriceUnit;
import com.vicsee.client.value.Values;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request costs. Immutable. */
public final class Price {

  private final long credits;
  private final PriceUnit unit;
  private final long units;
  private final @Nullable String tier;

  private Price(Builder builder) {
    this.credits = Values.need(builder.credits, "Price", "credits");
    this.unit = Values.need(builder.unit, "Price", "unit");
    this.units = Values.need(builder.units, "Price", "units");
    this.tier = builder.tier;
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the whole price, in credits. */
  public long credits() {
    return credits;
  }

  /** Returns what is paid for. */
  public PriceUnit unit() {
    return unit;
  }

  /** Returns how many units are paid for. */
  public long units() {
    return units;
  }

  /** Returns the name of the price among those of a tool; empty where there is none. */
  public Optional<String> tier() {
    return Optional.ofNullable(tier);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Price that
        && credits == that.credits
        && Objects.equals(unit, that.unit)
        && units == that.units
        && Objects.equals(tier, that.tier);
  }

  @Override
  public int hashCode() {
    return Objects.hash(credits, unit, units, tier);
  }

  @Override
  public String toString() {
    return Values.text("Price", Map.of(), "credits", credits, "unit", unit, "units", units, "tier", tier);
  }

  /** Builds a {@link Price}, for tests. It can be used more than once. Not thread-safe. */
  public static final class Builder {
    private @Nullable Long credits;
    private @Nullable PriceUnit unit;
    private @Nullable Long units;
    private @Nullable String tier;

    private Builder() {
    }

    /** Sets the whole price, in credits. */
    public Builder credits(long value) {
      this.credits = value;
      return this;
    }

    /** Sets what is paid for. */
    public Builder unit(PriceUnit value) {
      this.unit = value;
      return this;
    }

    /** Sets how many units are paid for. */
    public Builder units(long value) {
      this.units = value;
      return this;
    }

    /** Sets the name of the price among those of a tool. Default: none. */
    public Builder tier(@Nullable String value) {
      this.tier = value;
      return this;
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException when a value is missing that is not optional
     */
    public Price build() {
      return new Price(this);
    }
  }
}
