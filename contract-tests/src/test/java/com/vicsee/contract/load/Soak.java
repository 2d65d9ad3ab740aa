package com.vicsee.contract.load;

import com.vicsee.contract.suite.Checks;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Finding;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.HttpTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Mixed traffic against a sandbox with its data on disk. All checks judge each answer, and the heap is measured after collections. Ends with 1 when a check failed, a
 * request had no answer, a task did not end, or the heap grew too much.
 */
@Command(name = "soak", mixinStandardHelpOptions = true, description = "Mixed traffic for a time; ends with 1 when something gave way.")
final class Soak implements Callable<Integer> {

  private static final int PARTS = 10;
  /** By then caches, pools and compiled code are filled. */
  private static final int WARM = 3;
  private static final int LOOKS = 60;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  @Option(names = "--duration", defaultValue = "PT1M", description = "How long, ISO 8601 (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ZERO;

  @Option(names = "--connections", defaultValue = "64", description = "Connections (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(names = "--seed", defaultValue = "1", description = "Which requests (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--max-growth", defaultValue = "5", description = "Growth of the heap that is let pass, in percent (default: ${DEFAULT-VALUE}).")
  private double maxGrowth;

  @Option(names = "--contract", defaultValue = "../openapi/openapi.yaml", description = "The contract.")
  private Path file = Path.of("");

  private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  /** Runs with the options of the command line. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Soak()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path data = Files.createTempDirectory("vicsee-soak");
    try (Peer sandbox = Peer.java("sandbox", List.of(), LoadedSandbox.class, "--server.port=0", "--logging.level.root=error", "--vicsee.data-dir=" + data);
        Heap heap = new Heap(sandbox.process());
        Traffic traffic = new Traffic()) {
      return run(sandbox, heap, traffic);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private int run(Peer sandbox, Heap heap, Traffic traffic) {
    Contract contract = Contract.read(file);
    Schemas schemas = new Schemas(contract);
    Examiner examiner = new Examiner(contract, schemas, new Ledger(new Elements(contract, schemas)), Checks.ofResponses());
    MixedRequests requests = new MixedRequests(contract, sandbox.baseUrl(), seed);
    List<Long> collected = new ArrayList<>();
    long unanswered = 0;
    for (int part = 1; part <= PARTS; part++) {
      Sample sample = traffic.run(sandbox, connections, duration.dividedBy(PARTS), requests::next, answer -> judge(examiner, requests, answer));
      // Drawings in progress would count as retained memory.
      sandbox.settle();
      collected.add(heap.collectedKiB());
      unanswered += sample.bad();
      System.out.printf(Locale.ROOT, "%3d %%  %,7.0f answers/s  p50 %.1f ms  p99 %.1f ms  heap after collection %,d KiB  resident %d MiB%n",
          part * 100 / PARTS, sample.rate(), sample.millis(50), sample.millis(99), collected.get(part - 1), sample.residentMiB());
    }
    double growth = 100.0 * middle(collected.subList((WARM + PARTS) / 2, PARTS)) / middle(collected.subList(WARM - 1, (WARM + PARTS) / 2)) - 100;
    int lost = unfinished(sandbox, examiner, requests);
    System.out.println("Answers by status: " + new TreeMap<>(answers));
    System.out.printf(Locale.ROOT, "Heap after collection, median of the later part against that of the earlier, warm one: %+.1f %%%n", growth);
    System.out.printf("Not as declared: %d; without an answer: %d; tasks that did not end: %d%n", findings.size(), unanswered, lost);
    findings.stream().limit(5).forEach(System.out::println);
    return findings.isEmpty() && unanswered == 0 && lost == 0 && growth < maxGrowth ? 0 : 1;
  }

  /** How many of the last tasks do not end. */
  private int unfinished(Peer sandbox, Examiner examiner, MixedRequests requests) {
    HttpTarget target = new HttpTarget(sandbox.name(), sandbox.baseUrl());
    for (int i = 0; i < LOOKS && !requests.outstanding().isEmpty(); i++) {
      Peer.pause(BETWEEN_LOOKS);
      requests.outstanding().forEach(request -> judge(examiner, requests, target.send(request)));
    }
    return requests.outstanding().size();
  }

  /** The median, since requests in progress make single values vary. */
  private static long middle(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private void judge(Examiner examiner, MixedRequests requests, Exchange answer) {
    answers.computeIfAbsent(Integer.toString(answer.status()), status -> new LongAdder()).increment();
    Operation operation = requests.operation(answer.request());
    requests.learn(operation, answer);
    findings.addAll(examiner.examine("stub", operation, Optional.empty(), answer));
  }
}
