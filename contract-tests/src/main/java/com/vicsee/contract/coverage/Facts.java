package com.vicsee.contract.coverage;

import com.vicsee.contract.coverage.Element.Kind;
import com.vicsee.contract.coverage.Ledger.Verdict;
import com.vicsee.contract.spec.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The facts of a contract and their state for a target. A fact is one declaration in the contract, however many operations use it, or one
 * sentence of its prose that promises something. A fact is proven when each of its uses is, and when there is evidence on both sides: an accepted
 * and a refused value for a bound of a request, the presence and the truth of a header, the provocation of an error code.
 *
 * @param all how many facts the contract has
 * @param reachable how many of them can be proven for the target
 * @param open the reachable facts that are not proven, with what is missing
 */
public record Facts(int all, int reachable, List<String> open) {

  private static final String ACCEPTED = "positive-accepted";
  private static final String REFUSED = "negative-refused";
  private static final Set<String> FORM = Set.of("headers-declared");

  /** Any accepted value of the property is on the inner side of these. */
  private static final Set<String> WHOLE = Set.of("type", "enum", "additionalProperties", "required");
  private static final Set<String> SEEN = Set.of("code-of-status");

  /** Counts the facts of a contract for a target. */
  public static Facts of(Contract contract, Ledger ledger, Exemptions exemptions, Inventory inventory, String target) {
    Map<String, List<Element>> declarations = new LinkedHashMap<>();
    for (Element element : ledger.elements().all().values()) {
      if (element.kind() != Kind.PROMISE) {
        declarations.computeIfAbsent(contract.canonical(element.pointer()) + ' ' + side(element), p -> new ArrayList<>()).add(element);
      }
    }
    List<String> open = new ArrayList<>();
    int reachable = 0;
    for (Map.Entry<String, List<Element>> fact : declarations.entrySet()) {
      List<Element> uses = fact.getValue().stream().filter(e -> Score.of(ledger, exemptions, e, target) != Verdict.NOT_APPLICABLE).toList();
      if (!uses.isEmpty()) {
        reachable++;
        missing(contract, ledger, uses, target).ifPresent(what -> open.add(fact.getKey() + ": " + what));
      }
    }
    for (Inventory.Sentence sentence : inventory.proven()) {
      if (sentence.by().stream().allMatch(check -> verdicts(contract, ledger, exemptions, target, check).anyMatch(v -> v != Verdict.NOT_APPLICABLE))) {
        reachable++;
        List<String> not = sentence.by().stream().filter(check -> !isProven(contract, ledger, exemptions, target, check)).toList();
        if (!not.isEmpty()) {
          open.add(sentence.at() + " \"" + sentence.says() + "\": " + not + " found nothing to look at, or a fault");
        }
      }
    }
    return new Facts(declarations.size() + inventory.proven().size(), reachable, List.copyOf(open));
  }

  /** How many facts are proven. */
  public int proven() {
    return reachable - open.size();
  }

  /** A declaration that requests and answers share is one fact for each. */
  private static String side(Element element) {
    return element.isRequest() ? "in requests" : "in answers";
  }

  private static Optional<String> missing(Contract contract, Ledger ledger, List<Element> uses, String target) {
    for (Element use : uses) {
      if (ledger.verdict(target, use.id()) != Verdict.PROVEN) {
        return Optional.of(use.id() + " is not proven");
      }
    }
    Set<String> checks = checks(ledger, uses.stream().map(Element::id), target);
    Element first = uses.get(0);
    return switch (first.kind()) {
      case REQUEST_CONSTRAINT -> {
        if (WHOLE.contains(keyword(first))) {
          checks.addAll(checks(ledger, uses.stream().map(e -> e.id().substring(0, e.id().lastIndexOf(' '))), target));
        }
        yield contract.at(first.pointer()).booleanValue(false) ? Optional.empty() : twoSides(checks);
      }
      // The only value that a header can have is the true one.
      case HEADER -> contract.at(first.pointer() + "/schema").path("enum").size() == 1 ? Optional.empty()
          : needs(checks, FORM, "its truth: " + checks + " sees its presence and form only");
      case ERROR_CODE -> needs(checks, SEEN, "its provocation");
      default -> Optional.empty();
    };
  }

  private static Set<String> checks(Ledger ledger, Stream<String> elements, String target) {
    return elements.flatMap(e -> ledger.proof(target, e).stream()).flatMap(p -> p.checks().stream()).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String keyword(Element element) {
    return element.id().substring(element.id().lastIndexOf(' ') + 1);
  }

  /** A check of its own tries both sides of a parameter. */
  private static Optional<String> twoSides(Set<String> checks) {
    boolean accepted = checks.contains(ACCEPTED);
    boolean refused = checks.contains(REFUSED);
    boolean own = checks.stream().anyMatch(c -> !c.equals(ACCEPTED) && !c.equals(REFUSED));
    return own || accepted && refused ? Optional.empty() : Optional.of(accepted ? "a value beyond it" : "a value at it");
  }

  private static Optional<String> needs(Set<String> checks, Set<String> notEnough, String what) {
    return notEnough.containsAll(checks) ? Optional.of(what) : Optional.empty();
  }

  private static boolean isProven(Contract contract, Ledger ledger, Exemptions exemptions, String target, String check) {
    return verdicts(contract, ledger, exemptions, target, check).allMatch(v -> v == Verdict.PROVEN || v == Verdict.NOT_APPLICABLE);
  }

  /** The verdicts on the promise of a check, for the API or for each operation. */
  private static Stream<Verdict> verdicts(Contract contract, Ledger ledger, Exemptions exemptions, String target, String check) {
    Stream<String> elements = Promise.of(check).perOperation() ? contract.operations().stream().map(o -> Elements.promise(o.id(), check))
        : Stream.of(Elements.promise(check));
    return elements.map(e -> Score.of(ledger, exemptions, ledger.elements().all().get(e), target));
  }
}
