package com.vicsee.contract.mutation;

import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the suite against a server that tells one lie, until the first check notices. Only the operation that is lied about is tried, with one
 * that is paid where the lie is about what is bought; the scenarios that are likely to notice come first.
 */
public final class MutantRunner {

  /** Bodies of megabytes and random ones; what they show of an answer, the others show sooner. */
  private static final Set<String> LONG = Set.of("negative-refused", "positive-accepted", "random-judged");
  private static final long SHORT = 20;
  private static final String PAID = "upscaleImage";
  private static final String VIDEO = "generateMedia";
  private static final List<String> UNSURE = List.of("examples-reproduced", "ranges-served", "request-id-echoed", "methods-closed");
  private static final Map<String, List<String>> LIKELY = Map.ofEntries(
      Map.entry("quota", List.of("examples-reproduced", "quota-counted")),
      Map.entry("request id", List.of("request-id-echoed")),
      Map.entry("another caller", List.of("authentication-enforced", "life-cycle-forward", "credits-add-up")),
      Map.entry("not heard", List.of("content-negotiated", "methods-closed", "filters-applied", "ranges-served", "replay-equal")),
      Map.entry("HEAD", List.of("head-like-get")),
      Map.entry("credits", List.of("credits-add-up", "replay-equal")),
      Map.entry("balance", List.of("credits-add-up", "life-cycle-forward")),
      Map.entry("submission", List.of("life-cycle-forward")),
      Map.entry("replay", List.of("replay-equal")),
      Map.entry("task", List.of("life-cycle-forward")),
      Map.entry("bytes", List.of("ranges-served", "life-cycle-forward")),
      Map.entry("link", List.of("life-cycle-forward")),
      Map.entry("models", List.of("models-listed", "price-charged")),
      Map.entry("upload", List.of("upload-arrives")));

  /** What knows most of an operation, whatever the lie. */
  private static final Map<String, List<String>> OF = Map.of("listModels", List.of("models-listed", "price-charged"), "createUpload", List.of("upload-arrives"));

  private final Contract contract;
  private final Target truth;
  private final Settings settings;
  private final boolean thorough;
  private final boolean elsewhere;
  private final Map<Set<String>, Suite> suites = new HashMap<>();

  /**
   * Prepares trials before a true server.
   *
   * @param thorough whether all scenarios are tried before a lie is said to have survived, or only those that are likely to notice
   */
  public MutantRunner(Contract contract, Target truth, Settings settings, boolean thorough) {
    this(contract, truth, settings, thorough, false);
  }

  private MutantRunner(Contract contract, Target truth, Settings settings, boolean thorough, boolean elsewhere) {
    this.thorough = thorough;
    this.elsewhere = elsewhere;
    this.contract = contract;
    this.truth = truth;
    this.settings = settings;
  }

  /**
   * The same before a server that is known by its keys only: without personas, fixed tasks, triggers, control and clock.
   *
   * @param spend how many credits may be spent there
   */
  public MutantRunner elsewhere(long spend) {
    // Nobody waits for a server that answers at once.
    Settings there = settings.withSpend(spend).withTime(settings.clock(), time -> Thread.sleep(Math.min(time.toMillis(), SHORT)));
    return new MutantRunner(contract, truth, there, thorough, true);
  }

  /** Tells a lie to the suite and returns which checks notice it first. */
  public MutantResult judge(Mutant lie) {
    MutantTarget liar = new MutantTarget(contract, truth, lie);
    if (elsewhere) {
      return elsewhere(lie, liar);
    }
    for (String scenario : scenarios(lie)) {
      Set<String> checks = broken(suite(lie.operation()), liar, scenario);
      if (!checks.isEmpty()) {
        return new MutantResult(lie, List.copyOf(checks), MutantResult.How.LIVE, "in " + scenario);
      }
    }
    return new MutantResult(lie, List.of(), liar.told() ? MutantResult.How.LIVE : MutantResult.How.NOT_TOLD, "");
  }

  /** One run, as what it has bought is what its later checks look at. */
  private MutantResult elsewhere(Mutant lie, MutantTarget liar) {
    truth.send(new ApiRequest("POST", truth.baseUrl().replace("/api/v1", "/sandbox/reset"), Map.of(), new byte[0]));
    List<String> checks = suite(lie.operation()).without(LONG).runElsewhere(liar, settings.stoppingAtFirst()).brokenChecks();
    return new MutantResult(lie, checks, checks.isEmpty() && !liar.told() ? MutantResult.How.NOT_TOLD : MutantResult.How.LIVE, "");
  }

  /** The checks that notice in one scenario. */
  public Set<String> broken(Suite suite, Target liar, String scenario) {
    List<String> only = new ArrayList<>(suite.ofResponses().stream().map(c -> c.id()).toList());
    only.add(scenario);
    Outcome outcome = suite.runSandbox(liar, settings.withOnly(Set.copyOf(only)).stoppingAtFirst());
    Set<String> checks = new LinkedHashSet<>();
    outcome.findings().stream().map(Finding::check).forEach(checks::add);
    return checks;
  }

  /** The suite for one operation, and for a paid one where nothing would be bought. */
  public Suite suite(String operation) {
    String bought = Set.of("getTask", "downloadResult", "listModels").contains(operation) ? VIDEO : PAID;
    boolean alone = contract.operation(operation).paid() || operation.equals("createUpload");
    return suites.computeIfAbsent(alone ? Set.of(operation) : Set.of(operation, bought), only -> Suite.of(contract.only(only)));
  }

  private List<String> scenarios(Mutant lie) {
    Set<String> order = new LinkedHashSet<>(LIKELY.getOrDefault(lie.kind(), UNSURE));
    order.addAll(OF.getOrDefault(lie.operation(), List.of()));
    if (!thorough) {
      return List.copyOf(order);
    }
    suite(lie.operation()).scenarios().stream().map(s -> s.id()).filter(id -> !LONG.contains(id)).forEach(order::add);
    // The life of tasks is the longest; last, where nothing speaks for it.
    if (!LIKELY.getOrDefault(lie.kind(), List.of()).contains("life-cycle-forward")) {
      order.remove("life-cycle-forward");
      order.add("life-cycle-forward");
    }
    return List.copyOf(order);
  }
}
