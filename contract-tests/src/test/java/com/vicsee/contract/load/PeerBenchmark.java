package com.vicsee.contract.load;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
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

  @Option(names = "--warm-up", defaultValue = "40000", description = "Requests of each kind before the first sample, within 20 s (default: ${DEFAULT-VALUE}).")
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

  private static final String CALLER = "Bearer sk-sandbox-pro";
  /** In seconds. */
  private static final int LONGEST_WARM_UP = 20;

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
      // As many to each, so that the slower ones are compiled as far as the others.
      long sent = 0;
      for (int second = 0; second < LONGEST_WARM_UP && sent < warmUp; second++) {
        sent += traffic.run(peer, most, Duration.ofSeconds(1), requests.apply(peer), null).good();
      }
      servers.settle();
    }
    // All kinds in turn, so that each is measured as warm as the others, and beside the same other programs of the machine.
    Map<Integer, Map<Peer, List<Sample>>> samples = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int number : connections) {
        for (Peer peer : servers.all()) {
          samples.computeIfAbsent(number, n -> new LinkedHashMap<>()).computeIfAbsent(peer, p -> new ArrayList<>())
              .add(traffic.run(peer, number, Duration.ofSeconds(seconds), requests.apply(peer), null));
          servers.settle();
        }
      }
    }
    samples.forEach((number, taken) -> table(operation + ", connections: " + number, taken));
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
   * @param millis what the first fetch of each result takes; empty for a server that has none
   */
  private record Start(double seconds, Map<String, Double> millis) {}

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
      System.out.printf(Locale.ROOT, "%n| what | sandbox | Prism | sandbox / it |%n|---|---:|---:|---:|%n");
      System.out.printf(Locale.ROOT, "| start to the first answer, s | %.2f | %.2f | %.2f |%n", own, prism, own / prism);
      Map<String, Object> rows = new LinkedHashMap<>(Map.of("sandboxSeconds", own, "prismSeconds", prism, "ratio", own / prism));
      for (String result : ours.get(0).millis().keySet()) {
        double millis = middle(ours, start -> start.millis().getOrDefault(result, 0.0));
        System.out.printf(Locale.ROOT, "| first fetch of %s, ms | %.0f | | |%n", result, millis);
        rows.put(result, millis);
      }
      figures.put("start", rows);
    }
  }

  private static Start start(Supplier<Peer> starter, boolean hasResults) {
    long start = System.nanoTime();
    try (Peer peer = starter.get()) {
      send(peer, new ApiRequest("GET", peer.baseUrl() + "/models", Map.of(), new byte[0]));
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Double> millis = new LinkedHashMap<>();
      if (hasResults) {
        millis.put("a picture", fetch(peer, List.of(peer.baseUrl() + "/tasks/task_sandbox_completed/download?mode=proxy")));
        millis.put("a clip of 8 s", fetch(peer, generated(peer, "seedance-2-0-text-to-video", "/data/result/url")));
        millis.put("both songs", fetch(peer, generated(peer, "suno-v5-generate-music", "/data/result/songs/0/audioUrl", "/data/result/songs/1/audioUrl")));
      }
      return new Start(seconds, millis);
    }
  }

  /** Has a model generate with its defaults. Returns URLs of the result. */
  private static List<String> generated(Peer peer, String model, String... pointers) {
    String id = json(peer, new ApiRequest("POST", peer.baseUrl() + "/generate", Map.of("Authorization", CALLER, "Content-Type", "application/json"),
        "{\"model\": \"%s\", \"prompt\": \"A lighthouse at dawn\"}".formatted(model).getBytes(StandardCharsets.UTF_8))).at("/data/id").stringValue();
    JsonNode task = json(peer, reading(peer.baseUrl() + "/tasks/" + id));
    while (!Servers.hasEnded(task.path("data"))) {
      Peer.pause(Duration.ofMillis(100));
      task = json(peer, reading(peer.baseUrl() + "/tasks/" + id));
    }
    JsonNode ended = task;
    return Stream.of(pointers).map(pointer -> ended.at(pointer).stringValue()).toList();
  }

  /** Returns the milliseconds until all have arrived. */
  private static double fetch(Peer peer, List<String> urls) {
    long start = System.nanoTime();
    urls.forEach(url -> send(peer, reading(url)));
    return (System.nanoTime() - start) / 1e6;
  }

  private static ApiRequest reading(String url) {
    return new ApiRequest("GET", url, Map.of("Authorization", CALLER), new byte[0]);
  }

  private static JsonNode json(Peer peer, ApiRequest request) {
    return send(peer, request).json().orElseThrow();
  }

  private static Exchange send(Peer peer, ApiRequest request) {
    Exchange answer = new HttpTarget(peer.name(), peer.baseUrl()).send(request);
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }

  private static double middle(List<Start> starts, ToDoubleFunction<Start> figure) {
    return starts.stream().mapToDouble(figure).sorted().skip(starts.size() / 2).findFirst().orElseThrow();
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).sorted().skip(samples.size() / 2).findFirst().orElseThrow();
  }
}
