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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
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
    calls(Integer.getInteger("seconds", 2));
    starts();
  }

  private static void calls(int seconds) throws RunnerException {
    Options options = new OptionsBuilder()
        .include(CallBenchmark.class.getSimpleName())
        .forks(2)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(seconds))
        .addProfiler(GCProfiler.class)
        .jvmArgs("-Xmx512m")
        .build();
    Collection<RunResult> results = new Runner(options).run();
    System.out.printf(Locale.ROOT, "%n%-8s %12s %12s %7s %14s %14s %7s%n",
        "call", "client µs", "by hand µs", "ratio", "client B", "by hand B", "ratio");
    for (String call : List.of("poll", "submit")) {
      RunResult client = find(results, call + "ByClient");
      RunResult hand = find(results, call + "ByHand");
      System.out.printf(Locale.ROOT, "%-8s %12.1f %12.1f %7.2f %14.0f %14.0f %7.2f%n", call,
          time(client), time(hand), time(client) / time(hand),
          allocation(client), allocation(hand), allocation(client) / allocation(hand));
    }
  }

  private static RunResult find(Collection<RunResult> results, String name) {
    return results.stream().filter(each -> each.getParams().getBenchmark().endsWith(name)).findFirst().orElseThrow();
  }

  /** Returns the median, which a busy machine moves less than the average. */
  private static double time(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static double allocation(RunResult result) {
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
