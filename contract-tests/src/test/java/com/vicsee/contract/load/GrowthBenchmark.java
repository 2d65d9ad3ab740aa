package com.vicsee.contract.load;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the sandbox takes generations from submission to result, what a request costs with 10 000, 100 000 and 1 000 000 tasks in the database, and how long a
 * reset of them takes. Costs are in processor time, which other programs of the machine hardly change.
 */
@Command(name = "growth", mixinStandardHelpOptions = true, description = "Measures full cycles, and the cost of requests with many tasks.")
final class GrowthBenchmark implements Callable<Integer> {

  private static final int FIRST_TASKS = 640;
  /** Of the warm-up. The samples have one connection. */
  private static final int CONNECTIONS = 64;
  /** A million tasks are copied within it. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(100);

  @Option(names = "--sizes", split = ",", defaultValue = "10000,100000,1000000", description = "Numbers of tasks (default: ${DEFAULT-VALUE}).")
  private List<Long> sizes = List.of();

  @Option(names = "--seconds", defaultValue = "2", description = "Length of a sample (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "6", description = "Seconds of each request before the first sample (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(names = "--callers", defaultValue = "128", description = "Callers that each submit, poll and read the balance (default: ${DEFAULT-VALUE}).")
  private int callers;

  @Option(names = "--sandbox", defaultValue = "../server-stub/sandbox/target/sandbox.args", description = "What the sandbox is started with.")
  private Path sandbox = Path.of("");

  @Option(names = "--option", description = "An option for the sandbox, such as --spring.datasource.url=….")
  private List<String> options = new ArrayList<>();

  /** Measures with the options of the command line, and ends with 0. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new GrowthBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--logging.level.root=error"));
    arguments.addAll(options);
    try (Peer peer = Peer.java("sandbox", Servers.vmOptions(sandbox), LoadedSandbox.class, arguments.toArray(String[]::new)); Traffic traffic = new Traffic()) {
      List<String> tasks = cycles(peer);
      peer.settle();
      Map<String, IntFunction<ApiRequest>> requests = requests(peer, tasks);
      requests.values().forEach(each -> traffic.run(peer, CONNECTIONS, Duration.ofSeconds(warmUp), each, null));
      System.out.printf("%n| tasks | %s | RSS MiB |%n|---:|%s---:|%n", String.join(" | ", requests.keySet()), "---:|".repeat(requests.size()));
      for (long size : sizes) {
        row(peer, traffic, requests, size);
      }
      long start = System.nanoTime();
      send(peer, new ApiRequest("POST", origin(peer) + "/sandbox/reset", Map.of("Content-Type", "application/json"), new byte[0]));
      System.out.printf("%nReset: %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
    return 0;
  }

  private void row(Peer peer, Traffic traffic, Map<String, IntFunction<ApiRequest>> requests, long size) {
    long tasks = 0;
    while (tasks < size) {
      tasks = Long.parseLong(send(peer, new ApiRequest("POST", origin(peer) + Growth.PATH, Map.of(), new byte[0])).text());
    }
    peer.settle();
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d |", tasks));
    for (IntFunction<ApiRequest> each : requests.values()) {
      Sample sample = traffic.run(peer, 1, Duration.ofSeconds(seconds), each, null);
      row.append(String.format(Locale.ROOT, " %.2f ms, %.0f µs CPU%s |", sample.millis(50), sample.cpuMicros(), sample.bad() == 0 ? "" : ", " + sample.bad() + " bad"));
      peer.settle();
    }
    System.out.println(row.append(' ').append(peer.residentMiB()).append(" |"));
  }

  private static String origin(Peer peer) {
    return peer.baseUrl().replaceAll("/api/v1$", "");
  }

  private static Map<String, IntFunction<ApiRequest>> requests(Peer peer, List<String> tasks) {
    Map<String, IntFunction<ApiRequest>> requests = new LinkedHashMap<>();
    requests.put("GET /tasks/{id}", number -> reading(peer, number % tasks.size(), "/tasks/" + tasks.get(number % tasks.size())));
    requests.put("GET /tasks/{id}/download", number -> reading(peer, number % tasks.size(), "/tasks/" + tasks.get(number % tasks.size()) + "/download"));
    requests.put("GET /credits", number -> reading(peer, number, "/credits"));
    requests.put("POST /generate", number -> Servers.submission(peer, number));
    return requests;
  }

  /** Takes tasks through full cycles, twice. The second time counts. Returns their ids; the task at an index belongs to the user of that number. */
  private List<String> cycles(Peer peer) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      allCycles(peer, pool);
      Duration cpu = peer.cpu();
      long start = System.nanoTime();
      List<String> tasks = allCycles(peer, pool);
      double each = (System.nanoTime() - start) / 1e9 / tasks.size();
      System.out.printf(Locale.ROOT, "Submit, poll until completed, read the balance: %.0f/s, %d µs CPU each%n", 1 / each,
          peer.cpu().minus(cpu).toNanos() / 1000 / tasks.size());
      return tasks;
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<String> allCycles(Peer peer, ExecutorService pool) throws InterruptedException, ExecutionException {
    List<String> tasks = new ArrayList<>();
    for (Future<String> cycle : pool.invokeAll(IntStream.range(0, FIRST_TASKS).mapToObj(user -> (Callable<String>) () -> cycle(peer, user)).toList())) {
      tasks.add(cycle.get());
    }
    return tasks;
  }

  private static String cycle(Peer peer, int user) {
    String id = send(peer, Servers.submission(peer, user)).data().path("id").stringValue();
    while (!Servers.hasEnded(send(peer, reading(peer, user, "/tasks/" + id)).data())) {
      Peer.pause(POLL);
    }
    send(peer, reading(peer, user, "/credits"));
    return id;
  }

  private static ApiRequest reading(Peer peer, int user, String path) {
    return new ApiRequest("GET", peer.baseUrl() + path, Map.of("Authorization", "Bearer " + LoadedSandbox.key(user)), new byte[0]);
  }

  private static Exchange send(Peer peer, ApiRequest request) {
    Exchange answer = new HttpTarget(peer.name(), peer.baseUrl(), PATIENCE).send(request);
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }
}
