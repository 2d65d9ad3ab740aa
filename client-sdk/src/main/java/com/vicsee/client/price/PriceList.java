package com.vicsee.client.price;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.InputMediaType;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.ModelOption;
import com.vicsee.client.model.PriceRule;
import com.vicsee.client.model.PriceUnit;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes what requests cost, from the list of models and nothing else. No request is made; a list that is old gives
 * old prices. Immutable and thread-safe.
 *
 * <pre>{@code
 * PriceList prices = PriceList.of(client.models().list());
 * long credits = prices.of(request).orElseThrow().credits();
 * }</pre>
 */
public final class PriceList {

  /** The condition that an input is there, whatever it is (contract, {@code PriceRule.when}). */
  private static final String PRESENT = "present";

  private static final String DURATION = "duration";
  private static final String IMAGE = "image";
  private static final String UPSCALE_FACTOR = "upscale_factor";
  private static final long MEGAPIXEL = 1_000_000;

  private final List<Model> models;

  private PriceList(List<Model> models) {
    this.models = List.copyOf(models);
  }

  /**
   * Returns the prices of models.
   *
   * @param models what {@code client.models().list()} returned
   */
  public static PriceList of(List<Model> models) {
    return new PriceList(models);
  }

  /**
   * Returns the price of a generation that does not depend on the length or size of an input.
   *
   * @return empty when the price is of a kind that this version does not know
   * @throws IllegalArgumentException when the list does not have the model, or the price depends on an input
   */
  public Optional<Price> of(GenerateRequest request) {
    return of(request, InputMedia.none());
  }

  /**
   * Returns the price of a generation.
   *
   * @param media what its inputs are
   * @return empty when the price is of a kind that this version does not know
   * @throws IllegalArgumentException when the list does not have the model, or the price depends on an input that
   *     {@code media} does not have
   */
  public Optional<Price> of(GenerateRequest request, InputMedia media) {
    Model model = models.stream()
        .filter(candidate -> candidate.id().equals(request.model()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such model in the list: " + request.model()));
    return price(model, RequestFields.of(request), media);
  }

  /**
   * Returns the price of an upscaling of an image.
   *
   * @param media the size of the image
   * @return empty when the price is of a kind that this version does not know
   * @throws IllegalArgumentException when the list has no model for it, or {@code media} has no image
   */
  public Optional<Price> of(UpscaleImageRequest request, InputMedia media) {
    return price(tool(InputMediaType.IMAGE), RequestFields.ofTool(request), media);
  }

  /**
   * Returns the price of an upscaling of a video.
   *
   * @param media the length of the video
   * @return empty when the price is of a kind that this version does not know
   * @throws IllegalArgumentException when the list has no model for it, or {@code media} has no video
   */
  public Optional<Price> of(UpscaleVideoRequest request, InputMedia media) {
    return price(tool(InputMediaType.VIDEO), RequestFields.ofTool(request), media);
  }

  private Model tool(InputMediaType input) {
    return models.stream()
        .filter(model -> model.options().stream().anyMatch(option -> option.name().equals(UPSCALE_FACTOR)))
        .filter(model -> model.inputs().stream().anyMatch(each -> each.mediaType().equals(input)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No model in the list upscales: " + input));
  }

  private static Optional<Price> price(Model model, RequestFields fields, InputMedia media) {
    Map<String, String> options = new HashMap<>();
    for (ModelOption option : model.options()) {
      @Nullable String value = fields.values().getOrDefault(option.name(), option.defaultValue().orElse(null));
      if (value != null) {
        options.put(option.name(), value);
      }
    }
    Set<String> inputs = new HashSet<>(fields.present());
    if (inputs.contains(IMAGE)) {
      // The short name of the options stands for the model's first image input.
      model.inputs().stream()
          .filter(input -> input.mediaType().equals(InputMediaType.IMAGE))
          .findFirst()
          .ifPresent(input -> inputs.add(input.name()));
    }
    return model.prices().stream()
        .filter(rule -> applies(rule, options, inputs, media))
        .findFirst()
        .flatMap(rule -> price(rule, options, media));
  }

  private static boolean applies(PriceRule rule, Map<String, String> options, Set<String> inputs, InputMedia media) {
    boolean conditionsHold = rule.when().entrySet().stream().allMatch(condition ->
        condition.getValue().equals(PRESENT)
            ? inputs.contains(condition.getKey())
            : condition.getValue().equals(options.get(condition.getKey())));
    @Nullable Integer bound = rule.maxOutputMegapixels().orElse(null);
    if (!conditionsHold || bound == null) {
      return conditionsHold;
    }
    if (media.pixels() == 0) {
      throw new IllegalArgumentException("The price depends on the size of the image");
    }
    long factor = Long.parseLong(options.getOrDefault(UPSCALE_FACTOR, "1"));
    return media.pixels() * factor * factor <= bound * MEGAPIXEL;
  }

  private static Optional<Price> price(PriceRule rule, Map<String, String> options, InputMedia media) {
    OptionalLong units = units(rule.unit(), options, media);
    return units.isEmpty() ? Optional.empty() : Optional.of(Price.builder()
        .credits(Math.multiplyExact(units.getAsLong(), rule.credits()))
        .unit(rule.unit())
        .units(units.getAsLong())
        .tier(rule.tier().orElse(null))
        .build());
  }

  private static OptionalLong units(PriceUnit unit, Map<String, String> options, InputMedia media) {
    if (unit.equals(PriceUnit.GENERATION)) {
      return OptionalLong.of(1);
    }
    if (unit.equals(PriceUnit.OUTPUT_SECOND)) {
      return OptionalLong.of(startedSeconds(output(options)));
    }
    if (unit.equals(PriceUnit.INPUT_SECOND)) {
      return OptionalLong.of(startedSeconds(input(media)));
    }
    if (unit.equals(PriceUnit.INPUT_AND_OUTPUT_SECOND)) {
      return OptionalLong.of(startedSeconds(input(media).plus(output(options))));
    }
    return OptionalLong.empty();
  }

  private static Duration output(Map<String, String> options) {
    @Nullable String seconds = options.get(DURATION);
    if (seconds == null) {
      throw new IllegalArgumentException(
          "The price depends on the duration, and neither the request nor the model has one");
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
  }

  private static Duration input(InputMedia media) {
    if (media.duration().isZero()) {
      throw new IllegalArgumentException("The price depends on the length of the video input");
    }
    return media.duration();
  }

  /** A started second counts as a second; what is finer than a millisecond is not a second's start. */
  private static long startedSeconds(Duration duration) {
    return (duration.plusNanos(500_000).toMillis() + 999) / 1000;
  }
}
