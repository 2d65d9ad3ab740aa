package com.vicsee.server.catalogue;

import com.vicsee.server.model.PriceRule;

/**
 * The price of a request, by the rules of its model (contract, schema {@code PriceRule}).
 *
 * @param rule the first rule of the model whose conditions all hold
 * @param units how many units of the rule are paid for; a started second counts as a second
 * @param credits the whole price
 */
public record Price(PriceRule rule, long units, long credits) {
  private static final String PRESENT = "present";
  private static final long MEGAPIXEL = 1_000_000;

  /**
   * Computes the price of a request.
   *
   * @param inputSeconds the length of all video inputs together; 0 when there is none
   * @param outputPixels width times height of an upscaled image; 0 for other requests
   * @throws IllegalStateException if the model has no price for the request, which is a gap in the catalogue
   */
  public static Price of(ModelRequest request, double inputSeconds, long outputPixels) {
    PriceRule rule = request.model().getPrices().stream()
        .filter(candidate -> applies(candidate, request, outputPixels))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(request.model().getId() + " has no price for " + request.options()));
    long units = switch (rule.getUnit()) {
      case GENERATION -> 1;
      case OUTPUT_SECOND -> startedSeconds(request.seconds());
      case INPUT_SECOND -> startedSeconds(inputSeconds);
      case INPUT_AND_OUTPUT_SECOND -> startedSeconds(inputSeconds + request.seconds());
    };
    return new Price(rule, units, units * rule.getCredits());
  }

  private static boolean applies(PriceRule rule, ModelRequest request, long outputPixels) {
    Integer megapixels = rule.getMaxOutputMegapixels();
    return (megapixels == null || outputPixels <= megapixels * MEGAPIXEL)
        && rule.getWhen().entrySet().stream()
            .allMatch(condition -> condition.getValue().equals(PRESENT)
                ? request.media().containsKey(condition.getKey())
                : condition.getValue().equals(request.options().get(condition.getKey())));
  }

  /** Lengths are known to the millisecond; what is finer is noise of the container format. */
  private static long startedSeconds(double seconds) {
    return (long) Math.ceil(Math.round(seconds * 1000) / 1000.0);
  }
}
