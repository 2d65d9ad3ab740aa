package com.vicsee.contract.coverage;

import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Elements that cannot be proven for a target, each with the reason. The list is exact: an exemption that exempts nothing is an error.
 */
public final class Exemptions {

  /**
   * An exemption.
   *
   * @param target the target that it is about
   * @param elements a regular expression over the ids of elements
   * @param kinds the kinds of element that it is about, empty for all
   * @param reason why the elements cannot be proven
   */
  public record Exemption(String target, Pattern elements, List<Element.Kind> kinds, String reason) {

    /** Whether it is about an element. */
    public boolean covers(String of, Element element) {
      return target.equals(of) && (kinds.isEmpty() || kinds.contains(element.kind())) && elements.matcher(element.id()).matches();
    }
  }

  private static final String FILE = "exemptions.yaml";

  private final List<Exemption> all;

  private Exemptions(List<Exemption> all) {
    this.all = List.copyOf(all);
  }

  /** No exemptions. */
  public static Exemptions none() {
    return new Exemptions(List.of());
  }

  /** The list of `exemptions.yaml`. */
  public static Exemptions known() {
    List<Exemption> found = new ArrayList<>();
    for (JsonNode node : YamlFile.read(ClassPath.of(Exemptions.class).read(FILE), FILE).root()) {
      List<Element.Kind> kinds = node.path("kinds").valueStream().map(k -> Element.Kind.valueOf(k.stringValue())).toList();
      found.add(new Exemption(node.path("target").stringValue(), Pattern.compile(node.path("elements").stringValue(".*")), kinds,
          node.path("reason").stringValue()));
    }
    return new Exemptions(found);
  }

  /** The exemptions of one target, for another of the same kind. */
  public Exemptions of(String target, String other) {
    return new Exemptions(all.stream().filter(e -> e.target().equals(target))
        .map(e -> new Exemption(other, e.elements(), e.kinds(), e.reason())).toList());
  }

  /** The exemption of an element for a target, if there is one. */
  public Optional<Exemption> of(String target, Element element) {
    return all.stream().filter(e -> e.covers(target, element)).findFirst();
  }

  /** The exemptions that exempt nothing: all of their elements are proven. */
  public List<Exemption> idle(Ledger ledger) {
    return all.stream().filter(e -> ledger.elements().all().values().stream()
        .noneMatch(element -> e.covers(e.target(), element) && of(e.target(), element).filter(e::equals).isPresent()
            && ledger.verdict(e.target(), element.id()) != Ledger.Verdict.PROVEN)).toList();
  }
}
