package com.vicsee.client.support;

import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.model.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with tasks, each of which is finished at its second poll, a limit of tasks at once, and a quota. */
public final class GenerationServer implements AutoCloseable {

  private static final Pattern PROMPT = Pattern.compile("\"prompt\":\"([^\"]*)\"");

  private final TestServer server = new TestServer().answering(this::answer);
  private final Map<String, Integer> polls = new HashMap<>();
  private final Map<String, String> prompts = new HashMap<>();
  private final Map<String, Answer> refusals = new HashMap<>();
  private final Set<String> failing = new HashSet<>();
  private int allowed = Integer.MAX_VALUE;
  private int atOnce;
  private int mostAtOnce;
  private int quota = 500;
  private int requests;
  private boolean endless;
  private int refusalsLeft;
  private int allowedLater;

  /** Refuses more tasks at once. */
  public GenerationServer allowAtOnce(int count) {
    allowed = count;
    return this;
  }

  /** Refuses every task until some were refused, as if all places were taken elsewhere, and then allows some at once. */
  public GenerationServer allowAtOnceAfter(int count, int later) {
    allowed = 0;
    refusalsLeft = count;
    allowedLater = later;
    return this;
  }

  /** Lets the task of a prompt fail. */
  public GenerationServer fail(String prompt) {
    failing.add(prompt);
    return this;
  }

  /** Refuses the submission of a prompt. */
  public GenerationServer refuse(String prompt, Answer answer) {
    refusals.put(prompt, answer);
    return this;
  }

  /** Sets the requests left. */
  public GenerationServer quota(int count) {
    quota = count;
    return this;
  }

  /** Lets no task come to its end. */
  public GenerationServer neverFinish() {
    endless = true;
    return this;
  }

  /** Returns the greatest number of tasks that were under way together. */
  public synchronized int mostAtOnce() {
    return mostAtOnce;
  }

  /** Returns how many requests came. */
  public synchronized int requests() {
    return requests;
  }

  /** Returns a client of this server. */
  public VicSeeClientBuilder client(FakeTime time) {
    return server.client(time);
  }

  private synchronized Answer answer(TestServer.Request request) {
    requests++;
    if (quota == 0) {
      return counted(Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Rate limit exceeded").with("Retry-After", "43200"));
    }
    quota--;
    return counted(request.method().equals("POST") ? submit(request) : poll(request));
  }

  private Answer counted(Answer answer) {
    return answer.with("X-RateLimit-Remaining", String.valueOf(quota)).with("Date", "Fri, 27 Dec 2024 12:00:00 GMT");
  }

  private Answer submit(TestServer.Request request) {
    Matcher matcher = PROMPT.matcher(request.text());
    String prompt = matcher.find() ? matcher.group(1) : "";
    if (refusals.containsKey(prompt)) {
      return refusals.get(prompt);
    }
    if (atOnce >= allowed) {
      if (--refusalsLeft == 0) {
        allowed = allowedLater;
      }
      return Answer.error(429, ErrorCode.Message.RATE_LIMIT_EXCEEDED, "Concurrent generation limit exceeded").with("Retry-After", "5");
    }
    atOnce++;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    String id = "task_" + prompt.replace(' ', '_');
    polls.put(id, 0);
    prompts.put(id, prompt);
    return Answer.submitted(id);
  }

  private Answer poll(TestServer.Request request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    int count = polls.merge(id, 1, Integer::sum);
    String prompt = prompts.get(id);
    if (endless || count < 2) {
      return task(id, prompt, "processing", "null");
    }
    atOnce--;
    return failing.contains(prompt)
        ? task(id, prompt, "failed",
            "{\"code\": \"GENERATION_FAILED\", \"key\": \"generic\", \"message\": \"Generation failed\"}")
        : task(id, prompt, "completed", "null");
  }

  private static Answer task(String id, String prompt, String status, String error) {
    Answer answer = Answer.task(status, error);
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)
        .replace("task_1\"", id + "\"").replace("A lighthouse", prompt);
    return answer.withBody(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
