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
 * Runs generations as jobs of a persistent scheduler over the same database. A job is kept in the transaction of its submission; a killed instance's jobs
 * are taken over by another, or by itself after a restart.
 */
@Component
public class GenerationJobs implements SmartLifecycle {
  /** The name of these jobs in the table of the scheduler. */
  public static final String NAME = "generation";
  /** The jobs of a killed instance are taken over after {@link #MISSED} of these. Each step can be repeated, so too soon does no harm. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED = 4;
  private static final int THREADS = 4;

  private final Scheduler scheduler;
  private final CustomTask<String> job;
  private final JdbcClient jdbc;
  private final SteadyClock clock = new SteadyClock(Instant::now, System::nanoTime);
  private volatile boolean running;

  GenerationJobs(
      DataSource database, JdbcClient jdbc, Instances instances, GenerationRunner runner, @Value("${vicsee.jobs.polling-interval:200ms}") Duration polling) {
    this.jdbc = jdbc;
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
        // GenerationRunner says it of each, with the task and the request.
        .failureLogging(LogLevel.DEBUG, true)
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  private static CompletionHandler<String> then(Optional<Duration> lookAgain) {
    return lookAgain.<CompletionHandler<String>>map(wait -> new OnCompleteReschedule<>(FixedDelay.of(wait))).orElseGet(OnCompleteRemove::new);
  }

  /** Schedules the job of a task, in the transaction of the caller. The request that it is part of is kept with it, for the log. */
  void schedule(String taskId) {
    String request = MDC.get(RequestIds.LOGGED_AS);
    scheduler.schedule(request == null ? job.instance(taskId) : job.instance(taskId, request), clock.now());
  }

  /** Brings all jobs nearer by a time, as if it had passed. */
  public void hasten(Duration passed) {
    for (var execution : scheduler.getScheduledExecutions()) {
      if (!execution.isPicked()) {
        try {
          scheduler.reschedule(execution.getTaskInstance(), execution.getExecutionTime().minus(passed));
        } catch (TaskInstanceException e) {
          // It was picked or has come to its end meanwhile, which is as near as can be.
        }
      }
    }
    scheduler.triggerCheckForDueExecutions();
  }

  /** Forgets all jobs but those being carried out, which find that their task is gone and end by themselves. */
  public void clear() {
    jdbc.sql("delete from scheduled_tasks where task_name = ? and picked = false").param(NAME).update();
  }

  @Override
  public void start() {
    bringNearer();
    scheduler.start();
    running = true;
  }

  /** No step is ever so far away but of a clock that was set back since. */
  private void bringNearer() {
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

  /** Carries out a step of a task. In what is logged of it are the task, and the request that it came with. */
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
