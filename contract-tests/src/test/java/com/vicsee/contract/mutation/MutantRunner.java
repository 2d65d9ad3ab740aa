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
 * Runs the suite against mutants, until the first check kills them. It examines the operation of the mutant only, and one that buys something
 * where the mutant is about purchases. The scenarios that are likely to kill it run first.
 */
public final class MutantRunner {

  /** These send megabytes or random bodies. What they show, the others show sooner. */
  static final Set<String> LONG = Set.of("negative-refused", "positive-accepted", "random-judged");
  private static final String COUNTING = "quota-falls";
  private static final Set<String> ABOUT_QUOTA = Set.of("quota", "quota apart", "race");
  private static final long SHORT = 100;
  private static final String PAID = "upscaleImage";
  private static final String VIDEO = "generateMedia";
  private static final List<String> UNSURE = List.of("examples-reproduced", "ranges-served", "request-id-echoed", "methods-closed");
  private static final Map<String, List<String>> LIKELY = Map.ofEntries(
      Map.entry("caching", List.of("clocks-agree")),
      Map.entry("clock", List.of("clocks-agree")),
      Map.entry("time", List.of("keys-freed", "text-echoed", "upload-arrives", "life-cycle-forward")),
      Map.entry("field names", List.of("request-forms-read")),
      Map.entry("repeated field", List.of("lines-combined")),
      Map.entry("input", List.of("inputs-read")),
      Map.entry("cross origin", List.of("origins-apart")),
      Map.entry("request form", List.of("request-forms-read")),
      Map.entry("text changed", List.of("text-echoed")),
      Map.entry("callers mixed", List.of("callers-apart", "life-cycle-forward")),
      Map.entry("quota apart", List.of("callers-apart")),
      Map.entry("key kept", List.of("callers-apart", "keys-freed")),
      Map.entry("price", List.of("price-charged", "request-forms-read")),
      Map.entry("order", List.of("order-kept")),
      Map.entry("race", List.of("simultaneous-counted", "places-limited")),
      Map.entry("places", List.of("places-limited")),
      Map.entry("media", List.of("result-fits")),
      Map.entry("quota", List.of("examples-reproduced", "quota-counted")),
      Map.entry("request id", List.of("request-id-echoed")),
      Map.entry("another caller", List.of("authentication-enforced", "life-cycle-forward", "credits-add-up")),
      Map.entry("ignored request", List.of("content-negotiated", "methods-closed", "filters-applied", "ranges-served", "replay-equal")),
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

  /** The scenarios that know most of an operation. */
  private static final Map<String, List<String>> OF = Map.of("listModels", List.of("models-listed", "price-charged"), "createUpload", List.of("upload-arrives"));

  private final Contract contract;
  private final Target original;
  private final Settings settings;
  private final boolean thorough;
  private final boolean elsewhere;
  private final Map<Set<String>, Suite> suites = new HashMap<>();

  /**
   * Prepares runs in front of a correct server.
   *
   * @param thorough whether a mutant survives all scenarios, or only those that are likely to kill it
   */
  public MutantRunner(Contract contract, Target original, Settings settings, boolean thorough) {
    this(contract, original, settings, thorough, false);
  }

  private MutantRunner(Contract contract, Target original, Settings settings, boolean thorough, boolean elsewhere) {
    this.thorough = thorough;
    this.elsewhere = elsewhere;
    this.contract = contract;
    this.original = original;
    this.settings = settings;
  }

  /**
   * The same as on any server: with keys only, without personas, fixed tasks, triggers, control and clock.
   *
   * @param spend how many credits may be spent there
   */
  public MutantRunner elsewhere(long spend) {
    // The sandbox answers at once.
    Settings there = settings.withSpend(spend).withTime(settings.clock(), time -> Thread.sleep(Math.min(time.toMillis(), SHORT)));
    return new MutantRunner(contract, original, there, thorough, true);
  }

  /** Runs the suite against a mutant, and returns the checks that kill it first. */
  public MutantResult judge(Mutant mutant) {
    MutantTarget target = new MutantTarget(contract, original, mutant);
    if (elsewhere) {
      return elsewhere(mutant, target);
    }
    for (String scenario : scenarios(mutant)) {
      Set<String> checks = broken(suite(mutant.operation()), target, scenario);
      if (target.asks() && !ABOUT_QUOTA.contains(mutant.kind()) && checks.contains(COUNTING)) {
        // The requests of the mutant itself count, and a real server with that fault sends none.
        target = new MutantTarget(contract, original, mutant);
        checks = broken(suite(mutant.operation()).without(Set.of(COUNTING)), target, scenario);
      }
      if (!checks.isEmpty()) {
        return new MutantResult(mutant, List.copyOf(checks), MutantResult.Where.LIVE);
      }
    }
    return new MutantResult(mutant, List.of(), target.reached() ? MutantResult.Where.LIVE : MutantResult.Where.NOT_REACHED);
  }

  /** One run, since its later checks need what it has bought. */
  private MutantResult elsewhere(Mutant mutant, MutantTarget target) {
    original.send(new ApiRequest("POST", original.baseUrl().replace("/api/v1", "/sandbox/reset"), Map.of(), new byte[0]));
    // A clock that stands still shows only once a second has passed.
    Settings there = mutant.kind().equals("clock") ? settings.withTime(settings.clock(), time -> Thread.sleep(time.toMillis())) : settings;
    List<String> checks = suite(mutant.operation()).without(LONG).runElsewhere(target, there.stoppingAtFirst()).brokenChecks();
    return new MutantResult(mutant, checks, checks.isEmpty() && !target.reached() ? MutantResult.Where.NOT_REACHED : MutantResult.Where.LIVE);
  }

  /** The checks that fail in one scenario. */
  public Set<String> broken(Suite suite, Target target, String scenario) {
    List<String> only = new ArrayList<>(suite.ofResponses().stream().map(c -> c.id()).toList());
    only.add(scenario);
    Outcome outcome = suite.runSandbox(target, settings.withOnly(Set.copyOf(only)).stoppingAtFirst());
    Set<String> checks = new LinkedHashSet<>();
    outcome.findings().stream().map(Finding::check).forEach(checks::add);
    return checks;
  }

  /** The suite for one operation, and for a paid one where nothing would be bought. */
  public Suite suite(String operation) {
    String bought = Set.of("getTask", "downloadResult", "listModels").contains(operation) ? VIDEO : PAID;
    boolean alone = contract.operation(operation).paid();
    return suites.computeIfAbsent(alone ? Set.of(operation) : Set.of(operation, bought), only -> Suite.of(contract.only(only)));
  }

  private List<String> scenarios(Mutant mutant) {
    Set<String> order = new LinkedHashSet<>(LIKELY.getOrDefault(mutant.kind(), UNSURE));
    order.addAll(OF.getOrDefault(mutant.operation(), List.of()));
    if (!thorough) {
      return List.copyOf(order);
    }
    suite(mutant.operation()).scenarios().stream().map(s -> s.id()).filter(id -> !LONG.contains(id)).forEach(order::add);
    // These take longest, so they run last unless they are likely to kill the mutant.
    for (String slow : List.of("life-cycle-forward", "result-fits")) {
      if (!LIKELY.getOrDefault(mutant.kind(), List.of()).contains(slow)) {
        order.remove(slow);
        order.add(slow);
      }
    }
    return List.copyOf(order);
  }
}
