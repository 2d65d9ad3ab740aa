package com.vicsee.client.benchmark;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskSubmission;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A poll and a submission: in turn {@linkplain HandWritten by hand} and through the client, an iteration each. Two JVMs, or two
 * moments of a machine, differ more than the two do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {

  static final String KEY = "sk-benchmark-0123456789";
  static final String TASK = """
      {"success": true, "data": {"id": "task_1", "model": "flux-2-pro-text-to-image", "status": "completed",
       "mediaType": "image", "prompt": "A lighthouse at dawn", "progress": 100, "creditsUsed": 15,
       "createdAt": "2024-12-27T10:15:30.000Z", "completedAt": "2024-12-27T10:15:42.000Z",
       "result": {"type": "image", "url": "https://vicsee.com/media/task_1.png"}, "error": null}}
      """;
  private static final String SUBMISSION = """
      {"success": true, "data": {"id": "task_1", "model": "flux-2-pro-text-to-image", "status": "pending",
       "creditsUsed": 15, "creditsRemaining": 4985, "createdAt": "2024-12-27T10:15:30.000Z"}}
      """;

  private final GenerateRequest request =
      GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse at dawn").build();
  private LoopbackServer tasks;
  private LoopbackServer submissions;
  private VicSeeClient tasksClient;
  private VicSeeClient submissionsClient;
  private HandWritten tasksByHand;
  private HandWritten submissionsByHand;
  private boolean byHand;

  /** Starts the servers. */
  @Setup
  public void start() {
    tasks = new LoopbackServer(TASK);
    submissions = new LoopbackServer(SUBMISSION);
    tasksClient = VicSeeClient.builder().apiKey(KEY).baseUrl(tasks.baseUrl()).build();
    submissionsClient = VicSeeClient.builder().apiKey(KEY).baseUrl(submissions.baseUrl()).build();
    tasksByHand = new HandWritten(tasks.baseUrl(), KEY);
    submissionsByHand = new HandWritten(submissions.baseUrl(), KEY);
  }

  /** Stops the servers. */
  @TearDown
  public void stop() throws IOException {
    tasksClient.close();
    submissionsClient.close();
    tasks.close();
    submissions.close();
  }

  /** Changes the side. The first iteration is by hand, and so is the first measured one, since the number of warm-ups is even. */
  @Setup(Level.Iteration)
  public void alternate() {
    byHand = !byHand;
  }

  /** Polls a task. */
  @Benchmark
  public Task poll() throws IOException, InterruptedException {
    return byHand ? tasksByHand.retrieve("task_1") : tasksClient.tasks().retrieve("task_1");
  }

  /** Submits a generation. */
  @Benchmark
  public TaskSubmission submit() throws IOException, InterruptedException {
    return byHand ? submissionsByHand.generate(request) : submissionsClient.generations().create(request);
  }
}
