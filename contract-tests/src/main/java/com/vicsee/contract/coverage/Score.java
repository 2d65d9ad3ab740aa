package com.vicsee.contract.coverage;

import com.vicsee.contract.coverage.Ledger.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict on every element for one target.
 *
 * @param verdicts the verdicts by the id of the element, in the order of the contract
 */
public record Score(String target, Map<String, Verdict> verdicts) {

  /** Counts up the ledger for a target. */
  public static Score of(Ledger ledger, Exemptions exemptions, String target) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (Element element : ledger.elements().all().values()) {
      verdicts.put(element.id(), of(ledger, exemptions, element, target));
    }
    return new Score(target, verdicts);
  }

  /** The verdict on one element for a target. */
  public static Verdict of(Ledger ledger, Exemptions exemptions, Element element, String target) {
    Verdict verdict = ledger.verdict(target, element.id());
    boolean exempt = verdict == Verdict.NOT_REACHED && exemptions.of(target, element).isPresent();
    return exempt ? Verdict.NOT_APPLICABLE : verdict;
  }

  /** How many elements have each verdict. */
  public Map<Verdict, Long> counts() {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, verdicts.values().stream().filter(v -> v == verdict).count());
    }
    return counts;
  }

  /** The elements with a verdict. */
  public List<String> with(Verdict verdict) {
    List<String> found = new ArrayList<>();
    verdicts.forEach((id, v) -> {
      if (v == verdict) {
        found.add(id);
      }
    });
    return found;
  }

  /** The share of elements that can be reached, in percent. */
  public double index() {
    return percent(verdicts.size() - counts().get(Verdict.NOT_APPLICABLE), verdicts.size());
  }

  /** The share of those that were proven, in percent. */
  public double score() {
    return percent(counts().get(Verdict.PROVEN), verdicts.size() - counts().get(Verdict.NOT_APPLICABLE));
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : Math.floor(1000.0 * part / whole) / 10;
  }
}
