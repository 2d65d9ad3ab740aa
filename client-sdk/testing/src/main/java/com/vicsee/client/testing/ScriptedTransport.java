package com.vicsee.client.testing;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a client in a unit test: it answers as it is told, opens no socket, and remembers what it was asked.
 * Its clients live in a {@link FakeTime}, so that retries and waits take no time. Thread-safe.
 *
 * <pre>{@code
 * ScriptedTransport transport = new ScriptedTransport()
 *     .then(ScriptedAnswer.failure(ErrorCode.PROVIDER_ERROR), ScriptedAnswer.success(new CreditBalance().credits(7L)));
 * try (VicSeeClient client = transport.client()) {
 *   assertEquals(7, client.credits().balance().credits());
 * }
 * }</pre>
 */
public final class ScriptedTransport {

  /** The key that {@link #client()} sends. */
  public static final String API_KEY = "sk-scripted-0123456789";

  private final FakeTime time = new FakeTime();
  private final Queue<ScriptedAnswer> script = new ArrayDeque<>();
  private final List<ScriptedRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpClient http = new ScriptedHttpClient(this);
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

  /** Answers by a function when the script has come to its end. Without one, such a request is a test's mistake. */
  public ScriptedTransport otherwise(Function<? super ScriptedRequest, ScriptedAnswer> function) {
    answering = function;
    return this;
  }

  /** Returns the requests so far, oldest first. */
  public List<ScriptedRequest> requests() {
    return Collections.unmodifiableList(requests);
  }

  /** Returns how many answers of the script are left. */
  public int left() {
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
    return VicSeeClient.builder().apiKey(API_KEY).httpClient(http).clock(time).sleeper(time).random(() -> 0.5);
  }

  /** Returns the transport as what a client is built with, for a test that sets the rest itself. */
  public HttpClient httpClient() {
    return http;
  }

  /** Takes the answer to a request out of the script. */
  ScriptedAnswer answer(ScriptedRequest request) {
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
}
