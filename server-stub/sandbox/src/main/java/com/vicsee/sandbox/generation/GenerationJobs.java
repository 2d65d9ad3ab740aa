package com.vicsee.sandbox.generation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.vicsee.sandbox.database.Database;
import com.vicsee.sandbox.database.DatabaseTime;
import com.vicsee.sandbox.database.Instances;
import com.vicsee.server.gate.RequestIds;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Runs generations as jobs of a persistent scheduler on the same database. The transaction of a submission saves its job. When an instance is killed, another one
 * takes over its jobs, or the same one after a restart.
 */
@Component
public class GenerationJobs implements SmartLifecycle {
  /** The name of these jobs in the table of the scheduler. */
  public static final String NAME = "generation";
  /** The jobs of a killed instance are taken over after {@link #MISSED} of these. Each step can be repeated, so an early takeover does no harm. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED = 4;
  private static final int THREADS = 4;

  private final Scheduler scheduler;
  private final CustomTask<String> job;
  private final JdbcClient jdbc;
  private final MonotonicClock clock;
  private volatile boolean running;

  GenerationJobs(
      DataSource database, JdbcClient jdbc, Database kind, Instances instances, GenerationRunner runner, @Value("${vicsee.jobs.polling-interval:200ms}") Duration polling) {
    this.jdbc = jdbc;
    // Instances compare each other's heartbeats with their own time, so all use that of the database they share.
    this.clock = new MonotonicClock(kind.isShared() ? new DatabaseTime(jdbc, System::nanoTime)::now : Instant::now, System::nanoTime);
    this.job = Tasks.custom(NAME, String.class)
        .onFailure((execution, operations) -> {
          var instance = execution.getExecution().taskInstance;
          Optional<Duration> again = logged(
              instance, () -> runner.afterFault(instance.getId(), execution.getExecution().consecutiveFailures + 1, execution.getCause().orElse(null)));
          again.ifPresentOrElse(wait -> operations.reschedule(execution, clock.now().plus(wait)), operations::stop);
        })
        .onDeadExecutionRevive()
        .execute((instance, context) -> then(logged(instance, () -> runner.advance(instance.getId()))));
    this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(database), job)
        .schedulerName(new SchedulerName.Fixed(instances.self()))
        .clock(clock)
        .threads(THREADS)
        .pollingInterval(polling)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED)
        .enableImmediateExecution()
        // GenerationRunner logs each failure, with the task and the request.
        .failureLogging(LogLevel.DEBUG, true)
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  private static CompletionHandler<String> then(Optional<Duration> nextPoll) {
    return nextPoll.<CompletionHandler<String>>map(wait -> new OnCompleteReschedule<>(FixedDelay.of(wait))).orElseGet(OnCompleteRemove::new);
  }

  /** Schedules the job of a task, in the transaction of the caller. The job carries the request id for the log. */
  void schedule(String taskId) {
    String request = MDC.get(RequestIds.LOGGED_AS);
    scheduler.schedule(request == null ? job.instance(taskId) : job.instance(taskId, request), clock.now());
  }

  /** Makes all jobs due earlier, as if that time had passed. */
  public void advanceBy(Duration passed) {
    for (var execution : scheduler.getScheduledExecutions()) {
      if (!execution.isPicked()) {
        try {
          scheduler.reschedule(execution.getTaskInstance(), execution.getExecutionTime().minus(passed));
        } catch (TaskInstanceException e) {
          // A thread has picked it meanwhile, or it has ended.
        }
      }
    }
    scheduler.triggerCheckForDueExecutions();
  }

  /** Deletes all jobs that are not running. A running job finds that its task is gone, and ends. */
  public void clear() {
    jdbc.sql("delete from scheduled_tasks where task_name = ? and picked = false").param(NAME).update();
  }

  @Override
  public void start() {
    correctDueTimes();
    scheduler.start();
    running = true;
  }

  /** Corrects jobs that are far in the future because the clock was set back since. */
  private void correctDueTimes() {
    Instant now = clock.now();
    jdbc.sql("update scheduled_tasks set execution_time = ? where task_name = ? and picked = false and execution_time > ?")
        .params(utc(now), NAME, utc(now.plus(GenerationRunner.LONGEST_WAIT).plus(GenerationRunner.LONGEST_WAIT)))
        .update();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  @Override
  public void stop() {
    running = false;
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Carries out a step of a task, with the ids of task and request in the log context. */
  private static <T> T logged(TaskInstance<?> instance, Supplier<T> step) {
    MDC.put("taskId", instance.getId());
    if (instance.getData() instanceof String request) {
      MDC.put(RequestIds.LOGGED_AS, request);
    }
    try {
      return step.get();
    } finally {
      MDC.remove("taskId");
      MDC.remove(RequestIds.LOGGED_AS);
    }
  }
}
