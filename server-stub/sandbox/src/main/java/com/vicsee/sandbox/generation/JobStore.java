package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.database.Instances;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The jobs, in a table that all instances share. An instance claims the jobs that are due for a time. When it is killed, the claims expire and others take the
 * jobs over.
 */
@Repository
class JobStore {
  /** A step that takes longer renews its claim. Each step can be repeated, so an early takeover does no harm. */
  private static final Duration CLAIM = Duration.ofSeconds(4);

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final String self;
  private final JobClock clock;

  JobStore(JdbcClient jdbc, JdbcTemplate batches, Instances instances, JobClock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.self = instances.self();
    this.clock = clock;
  }

  /** Adds the job of a task, due after a time, in the transaction of the caller. */
  void add(Job job, Duration wait) {
    jdbc.sql("insert into generation_jobs (task_id, due_at, failures, request_id) values (?, ?, ?, ?)")
        .params(job.taskId(), now() + wait.toMillis(), job.failures(), job.requestId())
        .update();
  }

  /** Claims jobs that are due, the oldest first, and those whose claim has expired, in the transaction of the caller. */
  List<Job> claim(int most) {
    List<Job> due = jdbc.sql("select task_id, failures, request_id from generation_jobs where due_at <= ? order by due_at"
            + " fetch first ? rows only for update skip locked")
        .params(now(), most)
        .query((row, n) -> new Job(row.getString(1), row.getInt(2), row.getString(3)))
        .list();
    long expiry = now() + CLAIM.toMillis();
    batches.batchUpdate("update generation_jobs set claimed_by = ?, due_at = ? where task_id = ?",
        due.stream().map(job -> new Object[] {self, expiry, job.taskId()}).toList());
    return due;
  }

  /** Renews claims of this instance. */
  void renew(Collection<String> taskIds) {
    long expiry = now() + CLAIM.toMillis();
    batches.batchUpdate("update generation_jobs set due_at = ? where task_id = ? and claimed_by = ?",
        taskIds.stream().map(id -> new Object[] {expiry, id, self}).toList());
  }

  /** Releases claimed jobs until their next steps, each with the time until then. Does nothing to jobs that another instance has claimed meanwhile. */
  void release(Map<Job, Duration> next) {
    batches.batchUpdate("update generation_jobs set claimed_by = null, due_at = ?, failures = ? where task_id = ? and claimed_by = ?",
        next.entrySet().stream().map(it -> new Object[] {now() + it.getValue().toMillis(), it.getKey().failures(), it.getKey().taskId(), self}).toList());
  }

  /** Removes the jobs of tasks that have ended. */
  void remove(Collection<String> taskIds) {
    batches.batchUpdate("delete from generation_jobs where task_id = ?", taskIds.stream().map(id -> new Object[] {id}).toList());
  }

  /** Returns how long it is until the next job is due; negative when one is due already, and empty when there is none. */
  Optional<Duration> untilNext() {
    @Nullable Long due = batches.queryForObject("select min(due_at) from generation_jobs", Long.class);
    return Optional.ofNullable(due).map(it -> Duration.ofMillis(it - now()));
  }

  /** Makes all jobs that wait due earlier, as if that time had passed. */
  void advanceBy(Duration passed) {
    jdbc.sql("update generation_jobs set due_at = due_at - ? where claimed_by is null").param(passed.toMillis()).update();
  }

  /** Makes jobs due now that are due later than any step can be, because the clock was set back. */
  void correct(Duration longest) {
    jdbc.sql("update generation_jobs set due_at = ? where due_at > ?").params(now(), now() + longest.toMillis()).update();
  }

  /** Releases all claims. On a database that only this process uses they are left over from a killed one. */
  void releaseAll() {
    jdbc.sql("update generation_jobs set claimed_by = null, due_at = ? where claimed_by is not null").param(now()).update();
  }

  void clear() {
    jdbc.sql("delete from generation_jobs").update();
  }

  /** Counts the jobs. */
  GenerationJobs.Figures figures() {
    return jdbc.sql(
            """
            select count(*),
                   coalesce(sum(case when j.due_at <= ? then 1 else 0 end), 0),
                   coalesce(sum(case when j.claimed_by is not null and j.due_at > ? then 1 else 0 end), 0),
                   coalesce(sum(t.credits), 0)
            from generation_jobs j left join tasks t on t.id = j.task_id
            """)
        .params(now(), now())
        .query((row, n) -> new GenerationJobs.Figures(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .single();
  }

  private long now() {
    return clock.now().toEpochMilli();
  }
}
