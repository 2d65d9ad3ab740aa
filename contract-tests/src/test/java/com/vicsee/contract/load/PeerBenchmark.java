package com.vicsee.contract.load;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sandbox beside a bare Spring MVC handler, WireMock and Prism, in turn, in several rounds of one run; the median counts. Only the ratios matter: the
 * callers take one processor of the machine, equally from each server.
 */
@Command(name = "peers", mixinStandardHelpOptions = true, description = "Measures the sandbox beside its peers.")
final class PeerBenchmark implements Callable<Integer> {

  @Option(names = "--seconds", defaultValue = "1", description = "Length of a sample (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "5", description = "Samples of each kind (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--warm-up", defaultValue = "4", description = "Seconds of each kind before the first sample (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--connections", split = ",", defaultValue = "1,64", description = "Numbers of connections (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections = List.of();

  @Option(names = "--starts", defaultValue = "3", description = "Starts of the sandbox and of Prism (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(names = "--sandbox", defaultValue = "../server-stub/sandbox/target/sandbox.args", description = "What the sandbox is started with.")
  private Path sandbox = Path.of("");

  @Option(names = "--equal-options", description = "Starts the peers that run on Java with the JVM options of the sandbox, rather than as their users start them.")
  private boolean equalOptions;

  @Option(names = "--contract", defaultValue = "../openapi/openapi.yaml", description = "The contract, for Prism.")
  private Path contract = Path.of("");

  @Option(names = "--wiremock", defaultValue = "target/load/wiremock.jar", description = "WireMock's standalone jar.")
  private Path wireMock = Path.of("");

  @Option(names = "--report", defaultValue = "target/load", description = "Where peers.json is written.")
  private Path report = Path.of("");

  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Measures with the options of the command line, and ends with 0. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new PeerBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    try (Servers servers = new Servers(sandbox, equalOptions, contract, wireMock, report); Traffic traffic = new Traffic()) {
      compare("GET /tasks/{id}", servers, traffic, servers::reads);
      compare("POST /generate", servers, traffic, servers::submissions);
    }
    startUp();
    Files.writeString(report.resolve("peers.json"), JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(figures));
    return 0;
  }

  private void compare(String operation, Servers servers, Traffic traffic, Function<Peer, IntFunction<ApiRequest>> requests) {
    int most = connections.stream().mapToInt(n -> n).max().orElse(1);
    for (Peer peer : servers.all()) {
      traffic.run(peer, most, Duration.ofSeconds(warmUp), requests.apply(peer), null);
      servers.settle();
    }
    for (int number : connections) {
      Map<Peer, List<Sample>> samples = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        for (Peer peer : servers.all()) {
          samples.computeIfAbsent(peer, p -> new ArrayList<>())
              .add(traffic.run(peer, number, Duration.ofSeconds(seconds), requests.apply(peer), null));
          servers.settle();
        }
      }
      table(operation + ", connections: " + number, samples);
    }
  }

  private void table(String title, Map<Peer, List<Sample>> samples) {
    System.out.printf("%n%s%n| server | requests/s | sandbox / it | p50 ms | p99 ms | µs CPU/request | RSS MiB | not as wanted |%n", title);
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    double own = median(samples.values().iterator().next(), Sample::rate);
    Map<String, Object> rows = new LinkedHashMap<>();
    samples.forEach((peer, taken) -> {
      double rate = median(taken, Sample::rate);
      double p50 = median(taken, s -> s.millis(50));
      double p99 = median(taken, s -> s.millis(99));
      double cpu = median(taken, Sample::cpuMicros);
      double resident = median(taken, Sample::residentMiB);
      long bad = taken.stream().mapToLong(Sample::bad).sum();
      System.out.printf(Locale.ROOT, "| %s | %,.0f | %.2f | %.2f | %.2f | %.0f | %.0f | %d |%n", peer.name(), rate, own / rate, p50, p99, cpu, resident, bad);
      rows.put(peer.name(), Map.of("requestsPerSecond", rate, "ratio", own / rate, "p50Millis", p50, "p99Millis", p99, "cpuMicros", cpu,
          "residentMiB", resident, "bad", bad));
    });
    figures.put(title, rows);
  }

  /**
   * A start of a server.
   *
   * @param seconds until the first answer
   * @param pictureMillis until the first picture has arrived after that; 0 for a server that has none
   */
  private record Start(double seconds, double pictureMillis) {}

  private void startUp() {
    List<Start> ours = new ArrayList<>();
    List<Start> theirs = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      ours.add(start(() -> Servers.asAUser(sandbox), true));
      theirs.add(start(() -> Peer.prism(contract), false));
    }
    if (starts > 0) {
      double own = middle(ours, Start::seconds);
      double prism = middle(theirs, Start::seconds);
      double picture = middle(ours, Start::pictureMillis);
      System.out.printf(Locale.ROOT, "%n| server | start to the first answer, s | sandbox / it | first picture, ms |%n|---|---:|---:|---:|%n");
      System.out.printf(Locale.ROOT, "| sandbox | %.2f | 1.00 | %.0f |%n| Prism | %.2f | %.2f | |%n", own, picture, prism, own / prism);
      figures.put("start", Map.of("sandboxSeconds", own, "prismSeconds", prism, "ratio", own / prism, "firstPictureMillis", picture));
    }
  }

  private static Start start(Supplier<Peer> starter, boolean hasPictures) {
    long start = System.nanoTime();
    try (Peer peer = starter.get()) {
      get(peer, "/models", Map.of());
      long answered = System.nanoTime();
      if (hasPictures) {
        get(peer, "/tasks/task_sandbox_completed/download?mode=proxy", Map.of("Authorization", "Bearer sk-sandbox-pro"));
      }
      long seen = System.nanoTime();
      return new Start((answered - start) / 1e9, hasPictures ? (seen - answered) / 1e6 : 0);
    }
  }

  private static void get(Peer peer, String path, Map<String, String> headers) {
    var answer = new HttpTarget(peer.name(), peer.baseUrl()).send(new ApiRequest("GET", peer.baseUrl() + path, headers, new byte[0]));
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
  }

  private static double middle(List<Start> starts, ToDoubleFunction<Start> figure) {
    return starts.stream().mapToDouble(figure).sorted().skip(starts.size() / 2).findFirst().orElseThrow();
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).sorted().skip(samples.size() / 2).findFirst().orElseThrow();
  }
}
