package com.vicsee.sandbox.generation;

import com.vicsee.server.model.Model;
import com.vicsee.server.model.PriceRule;
import java.util.Map;
import java.util.Set;

/** Computes prices from the rules of a model (contract, schema {@code PriceRule}). */
public final class Prices {
  private static final String PRESENT = "present";
  private static final long MEGAPIXEL = 1_000_000;

  private Prices() {}

  /**
   * A price and the rule that it comes from.
   *
   * @param credits the whole price
   * @param units how many units of the rule are paid for
   */
  public record Price(PriceRule rule, long units, long credits) {}

  /**
   * What a price depends on.
   *
   * @param options the options as text, defaults applied
   * @param inputs the input fields that were sent
   * @param outputSeconds the length of the output; 0 when it has none
   * @param inputSeconds the length of all video inputs together
   * @param outputPixels width times height of the output; 0 when it does not matter
   */
  public record Quantities(
      Map<String, String> options, Set<String> inputs, double outputSeconds, double inputSeconds, long outputPixels) {}

  /** Returns the price by the first rule whose conditions all hold. */
  public static Price of(Model model, Quantities quantities) {
    PriceRule rule = model.getPrices().stream()
        .filter(candidate -> applies(candidate, quantities))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no price of " + model.getId() + " for " + quantities));
    long units = switch (rule.getUnit()) {
      case GENERATION -> 1;
      case OUTPUT_SECOND -> startedSeconds(quantities.outputSeconds());
      case INPUT_SECOND -> startedSeconds(quantities.inputSeconds());
      case INPUT_AND_OUTPUT_SECOND -> startedSeconds(quantities.inputSeconds() + quantities.outputSeconds());
    };
    return new Price(rule, units, units * rule.getCredits());
  }

  private static boolean applies(PriceRule rule, Quantities quantities) {
    Integer megapixels = rule.getMaxOutputMegapixels();
    if (megapixels != null && quantities.outputPixels() > megapixels * MEGAPIXEL) {
      return false;
    }
    return rule.getWhen().entrySet().stream()
        .allMatch(condition -> condition.getValue().equals(PRESENT)
            ? quantities.inputs().contains(condition.getKey())
            : condition.getValue().equals(quantities.options().get(condition.getKey())));
  }

  /** A started second counts as a second. Lengths are known to the millisecond; what is finer is noise of the container format. */
  static long startedSeconds(double seconds) {
    return (long) Math.ceil(Math.round(seconds * 1000) / 1000.0);
  }
}
