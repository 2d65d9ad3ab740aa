package com.vicsee.contract.cli;

import com.vicsee.contract.coverage.Exemptions;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger.Verdict;
import com.vicsee.contract.coverage.Score;
import com.vicsee.contract.report.Redactor;
import com.vicsee.contract.report.Report;
import com.vicsee.contract.suite.CannotRun;
import com.vicsee.contract.suite.Outcome;
import com.vicsee.contract.suite.Outcome.CheckResult;
import com.vicsee.contract.suite.Settings;
import com.vicsee.contract.suite.Suite;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.http.Connection;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs all checks against a server, and reports what they find. */
@Command(name = "vicsee-contract-tests", sortOptions = false, usageHelpWidth = 110, versionProvider = Main.Version.class,
    description = "Checks that a server keeps the contract, and reports each fault.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:passed: the checks found no fault", "1:failed: the checks found a fault; each is reported",
        "2:could not run: no such server, a rejected key, an unusable contract, invalid options"},
    footerHeading = "%nEnvironment:%n",
    footer = {"  VICSEE_KEY, VICSEE_SECOND_KEY  the keys, which the list of processes would show as options",
        "  NO_COLOR                       no colours"})
public final class Main implements Callable<Integer> {

  static final int PASSED = 0;
  static final int FAILED = 1;
  static final int COULD_NOT_RUN = 2;

  private static final String KEY = "VICSEE_KEY";
  private static final String SECOND_KEY = "VICSEE_SECOND_KEY";
  private static final int SHOWN = 40;

  private final UnaryOperator<@Nullable String> environment;

  @Spec
  @Nullable CommandSpec command;

  @Option(names = "--target", paramLabel = "URL", description = "The URL that the contract's paths are below, as in http://127.0.0.1:8080/api/v1.")
  @Nullable String target;

  @Option(names = "--key", paramLabel = "KEY", description = "An API key.")
  @Nullable String key;

  @Option(names = "--second-key", paramLabel = "KEY", description = "A key of another user, who may not see the tasks of the first.")
  @Nullable String secondKey;

  @Option(names = "--spec", paramLabel = "FILE", description = "The contract. Default: the one that is built in.")
  @Nullable Path spec;

  @Option(names = "--report", paramLabel = "DIR", description = "Where to write index.html, score.json, junit.xml and findings.sarif.")
  @Nullable Path report;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all random values. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--budget", paramLabel = "DURATION", converter = Time.class,
      description = "How long the run may take, as in 90s, 5m or PT5M. Default: 10m.")
  Duration budget = Duration.ofMinutes(10);

  @Option(names = "--patience", paramLabel = "DURATION", converter = Time.class,
      description = "How long one answer may take. Default: 20s.")
  Duration patience = Duration.ofSeconds(20);

  @Option(names = "--spend", paramLabel = "CREDITS",
      description = "How many credits may be spent on a server that is not the sandbox. Default: none.")
  long spend;

  @Option(names = "--reserve", paramLabel = "N",
      description = "How many requests of each quota the run leaves unused on a server that is not the sandbox. Default: ${DEFAULT-VALUE}.")
  long reserve = 10;

  @Option(names = "--ca", paramLabel = "FILE", description = "The certificate of a private authority (PEM) that the server's certificate is signed by.")
  @Nullable Path authority;

  @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "The HTTP proxy to use.")
  @Nullable String proxy;

  @Option(names = "--header", paramLabel = "'NAME: VALUE'",
      description = "A field that every request gets, for a gateway's own needs. It may be given more than once. Reports do not show it.")
  List<String> headers = new ArrayList<>();

  @Option(names = "--only", paramLabel = "CHECK", split = ",", description = "Runs this check only. It may be given more than once.")
  Set<String> only = new LinkedHashSet<>();

  @Option(names = "--fail-fast", description = "Stops at the first fault.")
  boolean failFast;

  @Option(names = "--list", description = "Lists the checks.")
  boolean list;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this text.")
  boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Shows the version.")
  boolean version;

  private Main(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Runs, and ends the process. */
  public static void main(String[] arguments) {
    // A library logs keywords that it does not know; users of this command need not read that.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Locale.setDefault(Locale.ROOT);
    System.exit(run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true), System::getenv));
  }

  /** Runs, and returns the exit code. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err, UnaryOperator<@Nullable String> environment) {
    CommandLine line = new CommandLine(new Main(environment)).setOut(out).setErr(err);
    line.setParameterExceptionHandler((e, given) -> {
      // The default handler repeats the arguments, and one of them may be a key.
      err.println(e.getCommandLine().getCommandSpec().name() + ": " + e.getMessage().replaceAll("sk-\\S+", "…"));
      err.println("Try --help.");
      return COULD_NOT_RUN;
    });
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      Main main = line.getCommand();
      err.println(main.redactor(Set.of()).text(e instanceof CannotRun ? String.valueOf(e.getMessage()) : "The suite failed: " + e));
      return COULD_NOT_RUN;
    });
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println("There is not enough memory. Give it more with -Xmx, as in java -Xmx512m -jar …");
      return COULD_NOT_RUN;
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = line().getOut();
    Suite suite = suite();
    if (list) {
      suite.scenarios().forEach(s -> out.printf(Locale.ROOT, "%-26s %s%n", s.id(), s.about()));
      suite.ofResponses().forEach(c -> out.printf(Locale.ROOT, "%-26s %s%n", c.id(), c.about()));
      return PASSED;
    }
    String url = url();
    Settings settings = settings(suite);
    Set<String> published = suite.contract().root().path("x-personas").valueStream().map(p -> p.path("key").asString(""))
        .collect(Collectors.toSet());
    boolean terminal = Console.isTerminal();
    Console console = new Console(out, terminal, terminal && Console.wantsColour(), terminal ? Console.columns() : 0);
    Thread interrupted = new Thread(console::close, "console-close");
    Runtime.getRuntime().addShutdownHook(interrupted);
    Redactor redactor = redactor(published);
    out.println(suite.contract().root().path("info").path("title").asString("") + ' '
        + suite.contract().root().path("info").path("version").asString("") + " at " + redactor.text(url));
    Outcome outcome;
    try {
      outcome = suite.run(new HttpTarget(URI.create(url).getAuthority(), url, connection()), settings, console);
    } finally {
      console.close();
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
    return report(suite, outcome, redactor, console);
  }

  private int report(Suite suite, Outcome outcome, Redactor redactor, Console console) {
    PrintWriter out = line().getOut();
    outcome.checks().stream().filter(c -> !c.scenario() && c.findings() > 0).forEach(console::ended);
    outcome.findings().stream().limit(SHOWN).map(redactor::finding).map(Finding::toString).forEach(f -> out.println('\n' + f));
    if (outcome.findings().size() > SHOWN) {
      out.println("\n… and " + (outcome.findings().size() - SHOWN) + " more" + (report == null ? "; --report DIR has all of them" : ""));
    }
    Map<String, String> reasons = reasons(outcome);
    if (!reasons.isEmpty()) {
      out.println("\nNot tried:");
      reasons.forEach((check, reason) -> out.printf(Locale.ROOT, "  %-26s %s%n", check, redactor.text(reason)));
    }
    Exemptions exemptions = outcome.sandbox() ? Exemptions.known().of("stub", outcome.target()) : Exemptions.none();
    write(suite, outcome, exemptions, redactor, reasons);
    Score score = Score.of(outcome.ledger(), exemptions, outcome.target());
    double seconds = Math.max(0.001, outcome.took().toMillis() / 1000.0);
    out.printf(Locale.ROOT, "%n%d of %d elements proven, %d broken, %d not reached%n", score.with(Verdict.PROVEN).size(),
        score.verdicts().size(), score.with(Verdict.BROKEN).size(), score.with(Verdict.NOT_REACHED).size() + score.with(Verdict.NOT_APPLICABLE).size());
    out.printf(Locale.ROOT, "%d requests and %d checks in %.1f s, %.0f checks per second, seed %d%n", outcome.requests(),
        outcome.ledger().judgements(), seconds, outcome.ledger().judgements() / seconds, seed);
    if (!outcome.sandbox()) {
      out.printf(Locale.ROOT, "%d credits spent of %d allowed%n", outcome.spent(), spend);
    }
    if (outcome.ledger().judgements() == 0) {
      throw new CannotRun("No check could run: " + String.join("; ", new TreeSet<>(reasons.values())) + '.');
    }
    List<String> unreached = outcome.unreached();
    if (!unreached.isEmpty()) {
      out.println(unreached.size() + (unreached.size() == 1 ? " check sent nothing, for the reason above: " : " checks sent nothing, for the reasons above: ")
          + String.join(", ", unreached));
    }
    if (outcome.isSound()) {
      out.println(console.green("Passed:") + " the checks found no fault.");
      return PASSED;
    }
    out.println(console.red("Failed: ") + outcome.findings().size() + (outcome.findings().size() == 1 ? " fault" : " faults") + ", found by "
        + String.join(", ", outcome.brokenChecks()) + '.');
    return FAILED;
  }

  private static Map<String, String> reasons(Outcome outcome) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (CheckResult check : outcome.checks()) {
      if (!check.skipped().isEmpty()) {
        reasons.put(check.id(), String.join("; ", check.skipped()));
      }
    }
    return reasons;
  }

  private void write(Suite suite, Outcome outcome, Exemptions exemptions, Redactor redactor, Map<String, String> reasons) {
    Path folder = report;
    if (folder == null) {
      return;
    }
    try {
      new Report(suite.contract(), outcome.ledger(), exemptions, List.of(outcome.target()), redactor, reasons).write(folder);
      line().getOut().println("\nReport: " + folder.resolve("index.html"));
    } catch (IOException e) {
      throw new CannotRun("The report cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private CommandLine line() {
    CommandSpec known = command;
    if (known == null) {
      throw new IllegalStateException("The command was not made by picocli");
    }
    return known.commandLine();
  }

  private Redactor redactor(Set<String> published) {
    Map<String, String> keys = new LinkedHashMap<>();
    String first = given(key, KEY);
    String second = given(secondKey, SECOND_KEY);
    if (first != null && !first.isEmpty()) {
      keys.put(first, KEY);
    }
    if (second != null && !second.isEmpty()) {
      keys.putIfAbsent(second, SECOND_KEY);
    }
    return Redactor.of(keys, published);
  }

  private @Nullable String given(@Nullable String option, String variable) {
    String value = option == null ? environment.apply(variable) : option;
    return value == null ? null : value.strip();
  }

  private String url() {
    String given = target;
    if (given == null) {
      throw new ParameterException(line(), "Missing required option: '--target=URL'");
    }
    try {
      URI uri = new URI(given);
      if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null
          || !List.of("http", "https").contains(uri.getScheme())) {
        throw new ParameterException(line(), "Invalid value for option '--target': it must be an http or https URL with a host and a path only");
      }
      return given.replaceFirst("/+$", "");
    } catch (URISyntaxException e) {
      throw new ParameterException(line(), "Invalid value for option '--target': it is not a URL", e);
    }
  }

  private Settings settings(Suite suite) {
    String first = given(key, KEY);
    if (first == null || first.isEmpty()) {
      throw new ParameterException(line(), "Missing required option: '--key=KEY', or " + KEY + " in the environment");
    }
    String second = given(secondKey, SECOND_KEY);
    for (String one : second == null ? List.of(first) : List.of(first, second)) {
      if (!one.matches("[\\x21-\\x7E]*")) {
        throw new ParameterException(line(), "A key may have visible ASCII characters only.");
      }
    }
    if (spend < 0 || reserve < 0) {
      throw new ParameterException(line(), "--spend and --reserve must not be negative.");
    }
    Set<String> unknown = new TreeSet<>(only);
    unknown.removeAll(suite.checks());
    if (!unknown.isEmpty()) {
      throw new ParameterException(line(), "There is no check " + String.join(", ", unknown) + "; --list shows all.");
    }
    Settings settings = Settings.of(first).withSecondKey(second == null || second.isEmpty() ? null : second).withSeed(seed).withBudget(budget).withSpend(spend)
        .withReserve(reserve).withOnly(only);
    return failFast ? settings.stoppingAtFirst() : settings;
  }

  private Connection connection() {
    return Connections.of(patience, proxy, authority, headers, problem -> new ParameterException(line(), problem));
  }

  private Suite suite() {
    Path file = spec;
    try {
      Contract contract = file == null ? Suite.builtInContract() : Contract.read(file);
      contract.check();
      return Suite.of(contract);
    } catch (RuntimeException e) {
      String reason = e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : "its form is not that of this contract";
      throw new CannotRun("The contract " + (file == null ? "that is built in" : file) + " cannot be used: " + reason + "; --spec takes the openapi.yaml of this API.", e);
    }
  }

  /** A duration, as in `90s`, `5m` or `PT5M`. */
  static final class Time implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
      try {
        Duration time = Duration.parse(value.toUpperCase(Locale.ROOT).startsWith("P") ? value : "PT" + (value.matches("\\d+") ? value + "s" : value));
        if (!time.isNegative() && !time.isZero()) {
          return time;
        }
      } catch (DateTimeParseException e) {
        // Reported below, like a duration of zero.
      }
      throw new CommandLine.TypeConversionException("'" + value + "' is not a duration; write it as 90s, 5m or PT5M");
    }
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"vicsee-contract-tests " + (version == null ? "(not built)" : version) + ", contract "
          + Suite.builtInContract().root().path("info").path("version").asString("")};
    }
  }
}
