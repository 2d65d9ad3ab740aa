package com.vicsee.client.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the client, and prints it: {@code mvn -q -Pbenchmark -pl client-sdk -am -DskipTests verify}. Each number is
 * to be read beside the one next to it, from the same run on the same machine.
 */
final class Benchmarks {

  private static final int STARTS = 7;
  private static final Pattern CLIENT = Pattern.compile(
      ".*(/target/classes|/tools/jackson/core/.*|/jackson-annotations/.*|/org/jspecify/.*)");
  private static final Pattern OPENAI = Pattern.compile(
      ".*/(com/openai|com/squareup|org/jetbrains|com/fasterxml|com/github/victools|io/swagger|org/slf4j|org/apache)/.*");

  private Benchmarks() {
  }

  public static void main(String[] args) throws Exception {
    calls(Integer.getInteger("millis", 600));
    starts();
  }

  private static void calls(int millis) throws RunnerException {
    Options options = new OptionsBuilder()
        .include(CallBenchmark.class.getSimpleName())
        .forks(4)
        .warmupIterations(8)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(20)
        .measurementTime(TimeValue.milliseconds(millis))
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xms512m", "-Xmx512m")
        .build();
    Collection<RunResult> results = new Runner(options).run();
    System.out.printf(Locale.ROOT, "%n%-8s %12s %12s %7s %14s %14s %7s%n",
        "call", "client µs", "by hand µs", "ratio", "client B", "by hand B", "ratio");
    for (RunResult result : results) {
      List<IterationResult> client = new ArrayList<>();
      List<IterationResult> hand = new ArrayList<>();
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          (hand.size() == client.size() ? hand : client).add(iteration);
        }
      }
      String name = result.getParams().getBenchmark();
      System.out.printf(Locale.ROOT, "%-8s %12.1f %12.1f %7.2f %14.0f %14.0f %7.2f%n", name.substring(name.lastIndexOf('.') + 1),
          median(client, Benchmarks::time), median(hand, Benchmarks::time), ratio(client, hand, Benchmarks::time),
          median(client, Benchmarks::allocation), median(hand, Benchmarks::allocation),
          ratio(client, hand, Benchmarks::allocation));
    }
  }

  /** Returns the median of the ratios of neighbours, which had the machine in the same state. */
  private static double ratio(
      List<IterationResult> client, List<IterationResult> hand, ToDoubleFunction<IterationResult> value) {
    return median(IntStream.range(0, client.size())
        .mapToDouble(index -> value.applyAsDouble(client.get(index)) / value.applyAsDouble(hand.get(index))));
  }

  private static double median(List<IterationResult> results, ToDoubleFunction<IterationResult> value) {
    return median(results.stream().mapToDouble(value));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Returns the median, which a busy machine moves less than the average. */
  private static double time(IterationResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static double allocation(IterationResult result) {
    return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
  }

  /** Starts a JVM some times for one call each, and prints the median of the times. */
  private static void starts() throws IOException, InterruptedException {
    String openAi = "{\"id\": \"task_1\", \"object\": \"model\", \"created\": 1, \"owned_by\": \"nobody\"}";
    System.out.printf(Locale.ROOT, "%n%-14s %14s %10s %10s %6s%n", "first call", "ms to its end", "classes", "jars KiB", "jars");
    try (LoopbackServer server = new LoopbackServer(CallBenchmark.TASK);
        LoopbackServer other = new LoopbackServer(openAi)) {
      List<String> own = paths(CLIENT);
      start("by hand", own, "FirstCall", "hand", server.baseUrl());
      start("vicsee-client", own, "FirstCall", "client", server.baseUrl());
      if (Files.exists(testClasses().resolve("com/vicsee/client/benchmark/OpenAiFirstCall.class"))) {
        List<String> theirs = paths(OPENAI);
        start("openai-java", theirs, "OpenAiFirstCall", other.baseUrl());
      }
    }
  }

  private static Path testClasses() {
    return Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static List<String> paths(Pattern pattern) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> pattern.matcher(path).matches())
        .toList();
  }

  private static void start(String name, List<String> path, String main, String... arguments)
      throws IOException, InterruptedException {
    List<Long> times = new ArrayList<>();
    for (int run = 0; run < STARTS; run++) {
      long begin = System.nanoTime();
      java(path, List.of(), main, arguments);
      times.add((System.nanoTime() - begin) / 1_000_000);
    }
    Path log = Files.createTempFile("classes", ".log");
    java(path, List.of("-Xlog:class+load:file=" + log), main, arguments);
    long classes;
    try (Stream<String> lines = Files.lines(log)) {
      classes = lines.filter(line -> line.contains("source:")).count();
    }
    Files.delete(log);
    long size = 0;
    for (String each : path) {
      size += size(Path.of(each));
    }
    System.out.printf(Locale.ROOT, "%-14s %14d %10d %10d %6d%n", name,
        times.stream().sorted().skip(STARTS / 2).findFirst().orElseThrow(), classes, size / 1024, path.size());
  }

  private static void java(List<String> path, List<String> options, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path) + File.pathSeparator + testClasses(),
        Benchmarks.class.getPackageName() + "." + main));
    command.addAll(List.of(arguments));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(main + " ends with " + status);
    }
  }

  /** Returns the size of a jar. The client's own is that of its build, as it would be with its classes. */
  private static long size(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.size(path);
    }
    try (Stream<Path> jars = Files.list(path.getParent())) {
      Path jar = jars.filter(each -> each.getFileName().toString().matches("vicsee-client-.*[0-9T]\\.jar")).findFirst().orElseThrow();
      return Files.size(jar);
    }
  }
}
