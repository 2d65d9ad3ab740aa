package com.vicsee.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.SandboxApplication;
import com.vicsee.sandbox.ratelimit.DailyQuota;
import com.vicsee.server.model.ContractFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The sandbox, started on a port of its own and talked to over HTTP. It is quicker than by default: a generation takes 50 ms. */
public final class Sandbox implements AutoCloseable {
  public static final String PRO = "sk-sandbox-pro";
  public static final String PRO_2 = "sk-sandbox-pro-2";
  public static final String ENTERPRISE = "sk-sandbox-enterprise";
  public static final String STARTER = "sk-sandbox-starter";
  public static final String BROKE = "sk-sandbox-broke";

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Sandbox(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Returns the sandbox that the tests share which need no options of their own. It runs until the tests are over. */
  public static Sandbox shared() {
    return Shared.SANDBOX;
  }

  private static final class Shared {
    static final Sandbox SANDBOX = start();
  }

  /** Starts a sandbox with further command line options. */
  public static Sandbox start(String... options) {
    return start(List.of(), options);
  }

  /** Starts a sandbox with further beans. */
  public static Sandbox start(List<Class<?>> beans, String... options) {
    List<String> all = new ArrayList<>(List.of(
        "--server.port=0", "--vicsee.sandbox.generation-time=50ms", "--vicsee.jobs.polling-interval=20ms"));
    all.addAll(Arrays.asList(options));
    SpringApplication application = new SpringApplicationBuilder(SandboxApplication.class).sources(beans.toArray(Class<?>[]::new)).listeners(new LoggingTurn()).build();
    return new Sandbox(application.run(all.toArray(String[]::new)));
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public String origin() {
    return "http://127.0.0.1:" + port();
  }

  /** Returns the URL of a path of the API. */
  public URI api(String path) {
    return URI.create(origin() + ContractFacts.BASE_PATH + path);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public JdbcClient sql() {
    return context.getBean(JdbcClient.class);
  }

  public DailyQuota quota() {
    return context.getBean(DailyQuota.class);
  }

  public HttpClient client() {
    return client;
  }

  /** Begins a request to the API. A key of null sends none. */
  public HttpRequest.Builder request(@Nullable String key, String path) {
    var request = HttpRequest.newBuilder(api(path));
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  public Answer send(HttpRequest.Builder request) {
    return send(request.build());
  }

  public Answer send(HttpRequest request) {
    try {
      return Answer.of(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Answer get(@Nullable String key, String path) {
    return send(request(key, path).GET());
  }

  /** Posts JSON, with headers as name and value in turn. */
  public Answer post(@Nullable String key, String path, String json, String... headers) {
    var request = request(key, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer generate(@Nullable String key, String json, String... headers) {
    return post(key, "/generate", json, headers);
  }

  /** Reads a URL as it is, without a key. */
  public Answer fetch(String url, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Brings the sandbox back to its first state. */
  public void reset() {
    control("/sandbox/reset", "");
  }

  /** Moves the clock forward. */
  public void advance(Duration by) {
    control("/sandbox/clock", "{\"advance\":\"" + by + "\"}");
  }

  public Instant now() {
    return Instant.parse(fetch(origin() + "/sandbox/clock").data().get("now").stringValue());
  }

  /** Moves the clock to noon of the next day, so that no midnight comes in between. */
  public void advanceToNoon() {
    Instant noon = now().atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).plusHours(12).toInstant();
    advance(Duration.between(now(), noon));
  }

  private void control(String path, String json) {
    var request = HttpRequest.newBuilder(URI.create(origin() + path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    Answer answer = send(request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  public long credits(String key) {
    return get(key, "/credits").data().get("credits").longValue();
  }

  /** Returns the status of a task as it is kept, without a request that would count. */
  public String status(String taskId) {
    return sql().sql("select status from tasks where id = ?").param(taskId).query(String.class).single();
  }

  /** Waits for the end of a task, and returns it as its owner sees it. */
  public JsonNode end(String key, String taskId) {
    Eventually.holds("the end of " + taskId, () -> List.of("COMPLETED", "FAILED").contains(status(taskId)));
    return get(key, "/tasks/" + taskId).data();
  }

  /** Waits until no paid task but those of the busy persona is under way. */
  public void allEnd() {
    Eventually.holds("the end of all tasks", () -> sql().sql(
            "select count(*) from tasks where status in ('PENDING', 'QUEUED', 'PROCESSING') and credits > 0 and user_id <> 'sandbox-busy'")
        .query(Integer.class).single() == 0);
  }

  /** Submits a generation that must be taken, waits for its end and returns it. */
  public JsonNode generated(String key, String json) {
    return end(key, generate(key, json).data().get("id").stringValue());
  }

  /** Returns a member of what a task was understood as. */
  public JsonNode specification(String taskId) {
    return new tools.jackson.databind.json.JsonMapper()
        .readTree(sql().sql("select specification from tasks where id = ?").param(taskId).query(String.class).single());
  }

  /** Asserts that of every user the entries add up to the balance, and that no balance is below zero. */
  public void assertLedgerAgrees() {
    List<String> wrong = sql().sql(
            "select a.user_id || ': balance ' || a.balance || ', entries ' || coalesce((select sum(l.amount) from ledger l where l.user_id = a.user_id), 0)"
                + " from accounts a where a.balance < 0"
                + " or a.balance <> coalesce((select sum(l.amount) from ledger l where l.user_id = a.user_id), 0)")
        .query(String.class)
        .list();
    assertThat(wrong).isEmpty();
    List<String> tasks = sql().sql(
            "select t.id || ' ' || t.status from tasks t where t.credits > 0 and ("
                + "(select count(*) from ledger l where l.task_id = t.id and l.kind = 'RESERVE' and l.amount = -t.credits) <> 1"
                + " or (t.status = 'COMPLETED') <> ((select count(*) from ledger l where l.task_id = t.id and l.kind = 'SETTLE') = 1)"
                + " or (t.status = 'FAILED') <> ((select count(*) from ledger l where l.task_id = t.id and l.kind = 'REFUND' and l.amount = t.credits) = 1))")
        .query(String.class)
        .list();
    assertThat(tasks).as("tasks whose bookings are not those of their status").isEmpty();
  }

  /** Does the same thing many times at once, all starting together, and returns what each gave. */
  public static <T> List<T> atOnce(int threads, Callable<T> action) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> {
          start.await();
          return action.call();
        }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns what a list of answers was, counted. */
  public static long count(List<Answer> answers, int status) {
    return answers.stream().filter(answer -> answer.status() == status).count();
  }

  /** Returns the first header of a name, if it was sent. */
  public static Optional<String> header(Answer answer, String name) {
    return answer.headers().firstValue(name);
  }

  @Override
  public void close() {
    context.close();
  }
}
