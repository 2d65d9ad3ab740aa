package com.vicsee.contract.report;

import com.vicsee.contract.coverage.Element;
import com.vicsee.contract.coverage.Exemptions;
import com.vicsee.contract.coverage.Facts;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Inventory;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.coverage.Ledger.Verdict;
import com.vicsee.contract.coverage.Score;
import com.vicsee.contract.spec.ClassPath;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.YamlFile;
import com.vicsee.contract.http.ApiRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the results of a run: `score.json` for machines, `junit.xml` and `findings.sarif` for builds, and `index.html` for people. */
public final class Report {

  private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final JsonMapper COMPACT = JsonMapper.builder().build();

  private final Contract contract;
  private final Ledger ledger;
  private final Exemptions exemptions;
  private final List<String> targets;
  /** The sets of mutants, in the order of the page. */
  private static final List<String> SETS = List.of("answers", "sequences", "wire", "elsewhere", "contract");

  private final Redactor redactor;
  private final Map<String, String> reasons;
  private final Inventory inventory = Inventory.known();
  private final List<ObjectNode> mutation = new ArrayList<>();

  /** Prepares the report of a ledger. */
  public Report(Contract contract, Ledger ledger, Exemptions exemptions, List<String> targets) {
    this(contract, ledger, exemptions, targets, Redactor.none(), Map.of());
  }

  /**
   * Prepares the report of a ledger.
   *
   * @param reasons why some checks were not run or not to their end, by check
   */
  public Report(Contract contract, Ledger ledger, Exemptions exemptions, List<String> targets, Redactor redactor,
      Map<String, String> reasons) {
    this.redactor = redactor;
    this.reasons = Map.copyOf(new LinkedHashMap<>(reasons));
    this.contract = contract;
    this.ledger = ledger;
    this.exemptions = exemptions;
    this.targets = List.copyOf(targets);
  }

  /** Writes all reports into a folder, with the mutation scores that the folder has. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    readMutation(folder);
    Files.writeString(folder.resolve("score.json"), JSON.writeValueAsString(score()) + '\n');
    Files.writeString(folder.resolve("junit.xml"), junit());
    Files.writeString(folder.resolve("findings.sarif"), JSON.writeValueAsString(Sarif.of(ledger.findings().stream().map(redactor::finding).toList())) + '\n');
    Files.writeString(folder.resolve("index.html"), page());
    Files.writeString(folder.resolve("badge.md"), badge() + '\n');
  }

  /** Reads the mutation scores of a folder. */
  public void readMutation(Path folder) throws IOException {
    mutation.clear();
    for (String set : SETS) {
      Path file = folder.resolve("mutation-" + set + ".json");
      if (Files.exists(file)) {
        mutation.add((ObjectNode) JSON.readTree(Files.readString(file)));
      }
    }
  }

  /** One line of Markdown with the facts that are proven of those that can be, and the mutants that are killed of those that were tried. */
  public String badge() {
    StringBuilder line = new StringBuilder("**Proof**");
    for (String target : targets) {
      Facts facts = facts(target);
      line.append(String.format(Locale.ROOT, " · %s: %,d of %,d facts", target, facts.proven(), facts.reachable()));
    }
    killed(line, "sandbox", Set.of("answers", "sequences", "wire"));
    killed(line, "any server", Set.of("elsewhere"));
    return line.toString();
  }

  private void killed(StringBuilder line, String what, Set<String> sets) {
    List<ObjectNode> scores = mutation.stream().filter(s -> sets.contains(s.path("set").stringValue())).toList();
    long tried = scores.stream().mapToLong(s -> s.path("tried").longValue()).sum();
    if (tried > 0) {
      long killed = scores.stream().mapToLong(s -> s.path("killed").longValue()).sum();
      line.append(String.format(Locale.ROOT, " · mutants killed, %s: %,d of %,d", what, killed, tried));
    }
  }

  private Facts facts(String target) {
    return Facts.of(contract, ledger, exemptions, inventory, target);
  }

  /** The score of each target, with all that is not proven. */
  ObjectNode score() {
    ObjectNode root = JSON.createObjectNode();
    root.put("elements", ledger.elements().all().size());
    ObjectNode scores = root.putObject("targets");
    for (String target : targets) {
      Score score = Score.of(ledger, exemptions, target);
      ObjectNode node = scores.putObject(target);
      node.put("index", score.index());
      node.put("score", score.score());
      score.counts().forEach((verdict, count) -> node.put(name(verdict), count));
      Facts facts = facts(target);
      node.put("facts", facts.all()).put("facts_reachable", facts.reachable()).put("facts_proven", facts.proven());
      ArrayNode open = node.putArray("facts_open");
      facts.open().forEach(open::add);
      for (Verdict verdict : List.of(Verdict.BROKEN, Verdict.NOT_REACHED)) {
        ArrayNode list = node.putArray(name(verdict) + "_elements");
        score.with(verdict).forEach(list::add);
      }
    }
    root.putArray("mutation").addAll(mutation);
    ArrayNode findings = root.putArray("findings");
    ledger.findings().forEach(f -> findings.add(finding(f)));
    ObjectNode skipped = root.putObject("not_tried");
    reasons.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(r -> skipped.put(r.getKey(), r.getValue()));
    return root;
  }

  private ObjectNode finding(Finding original) {
    Finding finding = redactor.finding(original);
    return JSON.createObjectNode().put("check", finding.check()).put("target", finding.target()).put("element", finding.element())
        .put("received", finding.received()).put("documented", finding.documented()).put("place", finding.place())
        .put("request", finding.request().summary()).put("repeat", finding.request().toCurl());
  }

  private static String name(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** One JUnit test case for each element and target. */
  String junit() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (String target : targets) {
      Score score = Score.of(ledger, exemptions, target);
      Map<Verdict, Long> counts = score.counts();
      xml.append("  <testsuite name=\"").append(escape(target)).append("\" tests=\"").append(score.verdicts().size())
          .append("\" failures=\"").append(counts.get(Verdict.BROKEN)).append("\" skipped=\"")
          .append(counts.get(Verdict.NOT_REACHED) + counts.get(Verdict.NOT_APPLICABLE)).append("\">\n");
      score.verdicts().forEach((id, verdict) -> testcase(xml, target, id, verdict));
      xml.append("  </testsuite>\n");
    }
    return xml.append("</testsuites>\n").toString();
  }

  private void testcase(StringBuilder xml, String target, String id, Verdict verdict) {
    Element element = ledger.elements().all().get(id);
    xml.append("    <testcase classname=\"").append(escape(target + '.' + element.operation())).append("\" name=\"")
        .append(escape(id)).append('"');
    if (verdict == Verdict.PROVEN) {
      xml.append("/>\n");
      return;
    }
    xml.append('>');
    if (verdict == Verdict.BROKEN) {
      String text = ledger.findings(target).stream().filter(f -> f.element().equals(id)).findFirst().map(redactor::finding)
          .map(Finding::toString).orElse("");
      xml.append("<failure>").append(escape(text)).append("</failure>");
    } else {
      String reason = exemptions.of(target, element).map(e -> e.reason()).orElse("not reached");
      xml.append("<skipped message=\"").append(escape(reason)).append("\"/>");
    }
    xml.append("</testcase>\n");
  }

  /** The self-contained page, with all data within. */
  String page() {
    String data = COMPACT.writeValueAsString(data()).replace("<", "\\u003c");
    return ClassPath.of(Report.class).read("page.html").replace("/*DATA*/null", data);
  }

  private ObjectNode data() {
    ObjectNode root = COMPACT.createObjectNode();
    root.put("title", contract.root().path("info").path("title").asString(""));
    root.put("version", contract.root().path("info").path("version").asString(""));
    root.putArray("mutation").addAll(mutation);
    ArrayNode names = root.putArray("targets");
    targets.forEach(names::add);
    ObjectNode scores = root.putObject("scores");
    for (String target : targets) {
      Score score = Score.of(ledger, exemptions, target);
      Facts facts = facts(target);
      scores.putObject(target).put("index", score.index()).put("score", score.score()).put("proven", facts.proven()).put("reachable", facts.reachable());
    }
    root.set("limits", limits());
    // One exchange proves many elements. The page has it once.
    Map<List<String>, Integer> exchanges = new LinkedHashMap<>();
    // Writing out a request of megabytes takes long, so it is done once.
    Map<ApiRequest, List<String>> shown = new IdentityHashMap<>();
    ArrayNode elements = root.putArray("elements");
    for (Element element : ledger.elements().all().values()) {
      ObjectNode node = elements.addObject();
      node.put("id", element.id()).put("kind", element.kind().name()).put("op", element.operation()).put("status", element.status())
          .put("place", contract.place(element.pointer()));
      ObjectNode verdicts = node.putObject("v");
      for (String target : targets) {
        verdicts.set(target, verdict(target, element, exchanges, shown));
      }
    }
    ArrayNode list = root.putArray("exchanges");
    exchanges.keySet().forEach(
        e -> list.addObject().put("request", e.get(0)).put("answer", e.get(1)).put("curl", e.get(2)));
    return root;
  }

  /** What no request from outside can show, each with the reason. */
  public static JsonNode limits() {
    return YamlFile.read(ClassPath.of(Report.class).read("limits.yaml"), "limits.yaml").root();
  }

  private ObjectNode verdict(String target, Element element, Map<List<String>, Integer> exchanges, Map<ApiRequest, List<String>> shown) {
    ObjectNode node = COMPACT.createObjectNode();
    Verdict verdict = Score.of(ledger, exemptions, element, target);
    node.put("v", verdict.name());
    ledger.proof(target, element.id()).ifPresent(proof -> {
      List<String> exchange = shown.computeIfAbsent(proof.request(), r -> List.of(redactor.request(r).summary(),
          redactor.text(proof.answer()), redactor.request(r).toCurl()));
      Integer known = exchanges.putIfAbsent(exchange, exchanges.size());
      node.put("by", String.join(", ", proof.checks())).put("exchange", known == null ? exchanges.size() - 1 : known);
    });
    if (verdict == Verdict.NOT_APPLICABLE) {
      node.put("reason", exemptions.of(target, element).map(e -> e.reason()).orElse(""));
    }
    ArrayNode findings = COMPACT.createArrayNode();
    ledger.findings(target).stream().filter(f -> f.element().equals(element.id())).limit(5).forEach(f -> findings.add(finding(f)));
    if (!findings.isEmpty()) {
      node.set("findings", findings);
    }
    return node;
  }

  private static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD").replace("&", "&amp;").replace("<", "&lt;")
        .replace(">", "&gt;").replace("\"", "&quot;");
  }
}
