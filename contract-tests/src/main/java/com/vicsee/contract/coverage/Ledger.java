package com.vicsee.contract.coverage;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The evidence so far, by target. Thread-safe. */
public final class Ledger {

  /** The state of an element for a target. */
  public enum Verdict {
    PROVEN, BROKEN, NOT_REACHED, NOT_APPLICABLE
  }

  /**
   * The evidence for an element.
   *
   * @param checks the ids of the checks that proved it
   * @param status the status of the first answer that proved it
   */
  public record Proof(TreeSet<String> checks, ApiRequest request, int status, String answer) {}

  private final Elements elements;
  private final Map<String, Map<String, Proof>> proofs = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private long judgements;
  private @Nullable ApiRequest latest;
  private @Nullable ApiRequest latestKept;

  /** Creates an empty ledger. */
  public Ledger(Elements elements) {
    this.elements = elements;
  }

  /** The elements that are proven or not. */
  public Elements elements() {
    return elements;
  }

  /** Records that an answer has proven an element. An element that the contract does not have is ignored. */
  public synchronized void proven(String target, String element, String check, Exchange exchange) {
    judgements++;
    if (elements.find(element).isPresent()) {
      proofs.computeIfAbsent(target, t -> new LinkedHashMap<>())
          .computeIfAbsent(element, e -> new Proof(new TreeSet<>(), kept(exchange.request()), exchange.status(), exchange.summary()))
          .checks().add(check);
    }
  }

  /** A request as the reports keep it. One long request may prove many elements, so its excerpt is cached. */
  public synchronized ApiRequest kept(ApiRequest request) {
    if (request != latest) {
      latest = request;
      latestKept = request.kept();
    }
    return latestKept == null ? request : latestKept;
  }

  /** Records a finding. The same finding is kept once. */
  public synchronized void broken(Finding finding) {
    judgements++;
    broken.add(finding.target() + ' ' + finding.element());
    if (seen.add(String.join("\n", finding.target(), finding.check(), finding.element(), finding.documented()))) {
      findings.add(finding);
    }
  }

  /** How many judgements there were, of either kind. */
  public synchronized long judgements() {
    return judgements;
  }

  /** The evidence for an element, if it is proven. */
  public synchronized Optional<Proof> proof(String target, String element) {
    return Optional.ofNullable(proofs.getOrDefault(target, Map.of()).get(element));
  }

  /** The findings on a target. */
  public synchronized List<Finding> findings(String target) {
    return findings.stream().filter(f -> f.target().equals(target)).toList();
  }

  /** The findings on all targets. */
  public synchronized List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The verdict on an element, without the exemptions. */
  public synchronized Verdict verdict(String target, String element) {
    if (broken.contains(target + ' ' + element)) {
      return Verdict.BROKEN;
    }
    return proof(target, element).isPresent() ? Verdict.PROVEN : Verdict.NOT_REACHED;
  }

  /** The elements that no check has proven for a target. */
  public synchronized Collection<Element> notProven(String target) {
    return elements.all().values().stream().filter(e -> verdict(target, e.id()) != Verdict.PROVEN).toList();
  }
}
