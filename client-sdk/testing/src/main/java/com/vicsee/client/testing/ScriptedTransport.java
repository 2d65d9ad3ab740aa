package com.vicsee.client.testing;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.http.Transport;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import com.vicsee.client.model.HeaderNames;
import com.vicsee.client.testing.generated.Plan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A transport for unit tests. It answers from a script, opens no socket, and records the requests.
 * Its clients live in a {@link FakeTime}, so that retries and waits take no time. Thread-safe.
 *
 * <pre>{@code
 * ScriptedTransport transport = new ScriptedTransport()
 *     .then(ScriptedAnswer.failure(ErrorCode.PROVIDER_ERROR), ScriptedAnswer.success(CreditBalance.builder().credits(7L).build()));
 * try (VicSeeClient client = transport.client()) {
 *   assertEquals(7, client.credits().balance().credits());
 * }
 * }</pre>
 */
public final class ScriptedTransport implements Transport {

  /** The key that {@link #client()} sends. */
  public static final String API_KEY = "sk-scripted-0123456789";

  private final FakeTime time = new FakeTime();
  private final Queue<ScriptedAnswer> script = new ArrayDeque<>();
  private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();
  private volatile @Nullable Function<? super ScriptedRequest, ScriptedAnswer> answering;

  /** Makes a transport with an empty script. */
  public ScriptedTransport() {
  }

  /** Adds answers to the script. One request takes one of them. */
  public ScriptedTransport then(ScriptedAnswer... answers) {
    synchronized (script) {
      script.addAll(List.of(answers));
    }
    return this;
  }

  /** Answers by a function when the script has come to its end. Without one, such a request fails the test. */
  public ScriptedTransport otherwise(Function<? super ScriptedRequest, ScriptedAnswer> function) {
    answering = function;
    return this;
  }

  /** Returns the requests so far, oldest first. */
  public List<ScriptedRequest> requests() {
    return Collections.unmodifiableList(requests);
  }

  /** Returns how many answers of the script are left. */
  public int remaining() {
    synchronized (script) {
      return script.size();
    }
  }

  /** Returns the time that the clients live in. */
  public FakeTime time() {
    return time;
  }

  /** Returns a client of this transport, with all else by default. */
  public VicSeeClient client() {
    return clientBuilder().build();
  }

  /** Returns a builder of clients of this transport, with a key, in its time and without jitter. */
  public VicSeeClientBuilder clientBuilder() {
    return VicSeeClient.builder().apiKey(API_KEY).transport(this).clock(time).sleeper(time).random(() -> 0.5);
  }

  @Override
  public <T extends @Nullable Object> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
    try {
      return sendAsync(request, handler).get();
    } catch (ExecutionException wrapper) {
      if (wrapper.getCause() instanceof Error error) {
        throw error;
      }
      throw wrapper.getCause() instanceof IOException failure ? failure : new IOException(wrapper.getCause());
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    ScriptedAnswer answer;
    try {
      answer = answer(new ScriptedRequest(request.method(), request.uri(), request.headers(), Transport.body(request)));
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
    return switch (answer.kind()) {
      case SILENT -> new CompletableFuture<>();
      case BROKEN -> CompletableFuture.failedFuture(new IOException("The script breaks the connection"));
      case RESPONSE -> Transport.respond(handler, answer.status(), headers(answer), answer.body());
    };
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    requests.add(request);
    ScriptedAnswer next;
    synchronized (script) {
      next = script.poll();
    }
    if (next != null) {
      return next;
    }
    Function<? super ScriptedRequest, ScriptedAnswer> function = answering;
    if (function == null) {
      // An Error, which no code under test retries or takes for an answer of the API.
      throw new AssertionError("The script has no answer to request " + requests.size() + ", " + request);
    }
    return function.apply(request);
  }

  private HttpHeaders headers(ScriptedAnswer answer) {
    int count = requests.size();
    long limit = Plan.PRO.requestsPerDay();
    Instant now = time.instant();
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC)));
    all.put("Content-Length", String.valueOf(answer.body().length));
    all.put(HeaderNames.X_REQUEST_ID, "scripted-" + count);
    all.put(HeaderNames.X_RATELIMIT_LIMIT, String.valueOf(limit));
    all.put(HeaderNames.X_RATELIMIT_REMAINING, String.valueOf(Math.max(0, limit - count)));
    all.put(HeaderNames.X_RATELIMIT_RESET,
        now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS).toString());
    all.putAll(answer.headers());
    return HttpHeaders.of(
        all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
        (name, value) -> true);
  }
}
