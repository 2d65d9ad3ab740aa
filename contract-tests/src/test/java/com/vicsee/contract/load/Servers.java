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
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The sandbox and its peers, each in a process of its own, and the requests to each of them. */
final class Servers implements AutoCloseable {

  private static final int TASKS = 64;
  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");
  private static final byte[] ORDER = """
      {"model": "flux-2-pro-text-to-image", "prompt": "A lighthouse at dawn"}""".getBytes(StandardCharsets.UTF_8);

  private final List<Peer> all = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private final Peer sandbox;

  /**
   * Starts them all, and creates the tasks to read.
   *
   * @param arguments what the README starts the sandbox with
   * @param equalOptions whether the other Java servers get the same JVM options
   * @param wireMock its standalone jar
   * @param folder the folder of the recorded answers
   */
  Servers(Path arguments, boolean equalOptions, Path contract, Path wireMock, Path folder) throws IOException {
    List<String> options = equalOptions ? vmOptions(arguments) : List.of();
    sandbox = keep(Peer.java("sandbox", vmOptions(arguments), LoadedSandbox.class, "--server.port=0", "--logging.level.root=error"));
    for (int i = 0; i < TASKS; i++) {
      tasks.add(send(submission(sandbox, i)).json().orElseThrow().at("/data/id").stringValue());
    }
    Exchange read = send(reading(sandbox, 0));
    for (int i = 0; i < TASKS; i++) {
      for (read = send(reading(sandbox, i)); isRunning(read); read = send(reading(sandbox, i))) {
        Peer.pause(Duration.ofMillis(100));
      }
    }
    Canned task = Canned.of(read);
    Canned accepted = Canned.of(send(submission(sandbox, TASKS)));
    task.write(folder.resolve("task"));
    accepted.write(folder.resolve("accepted"));
    Path mappings = Files.createDirectories(folder.resolve("wiremock/mappings"));
    Files.writeString(mappings.resolve("task.json"), task.mapping("GET", "/tasks/[^/]+"));
    Files.writeString(mappings.resolve("accepted.json"), accepted.mapping("POST", "/generate"));
    keep(Peer.java("bare handler", options, BareHandler.class, folder.toString()));
    keep(Peer.wireMock(options, wireMock, folder.resolve("wiremock")));
    keep(Peer.prism(contract));
  }

  private Peer keep(Peer peer) {
    all.add(peer);
    return peer;
  }

  /** The sandbox first, then its peers. */
  List<Peer> all() {
    return all;
  }

  /** The sandbox as the README starts it, until it listens. */
  static Peer asAUser(Path arguments) {
    return Peer.start("sandbox", List.of(Peer.java(), "@" + arguments, "--server.port=0"), LISTENS, "%s/api/v1");
  }

  /** The JVM options of the README's command, without the class archive, which belongs to other jars. */
  static List<String> vmOptions(Path arguments) throws IOException {
    return Files.readAllLines(arguments).stream().filter(line -> line.startsWith("-XX:")).toList();
  }

  /** The requests that read a completed task. */
  IntFunction<ApiRequest> reads(Peer peer) {
    List<ApiRequest> prepared = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      prepared.add(reading(peer, i));
    }
    return number -> prepared.get(number % TASKS);
  }

  /** The requests that submit a generation, each for the next of many users. */
  IntFunction<ApiRequest> submissions(Peer peer) {
    return number -> submission(peer, number);
  }

  private ApiRequest reading(Peer peer, int user) {
    return new ApiRequest("GET", peer.baseUrl() + "/tasks/" + tasks.get(user), Map.of("Authorization", "Bearer " + LoadedSandbox.key(user)),
        new byte[0]);
  }

  /** The request that submits a generation of a user. */
  static ApiRequest submission(Peer peer, int user) {
    return new ApiRequest("POST", peer.baseUrl() + "/generate",
        Map.of("Authorization", "Bearer " + LoadedSandbox.key(user), "Content-Type", "application/json"), ORDER);
  }

  private Exchange send(ApiRequest request) {
    Exchange answer = new HttpTarget("sandbox", sandbox.baseUrl()).send(request);
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }

  private static boolean isRunning(Exchange read) {
    return !read.json().map(body -> hasEnded(body.path("data"))).orElse(true);
  }

  /** Whether a task has ended. */
  static boolean hasEnded(JsonNode task) {
    return task.path("completedAt").isString();
  }

  /** Waits until all servers are almost idle. */
  void settle() {
    all.forEach(Peer::settle);
  }

  @Override
  public void close() {
    all.forEach(Peer::close);
  }
}
