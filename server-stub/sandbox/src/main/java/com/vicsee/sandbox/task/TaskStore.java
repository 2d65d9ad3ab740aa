package com.vicsee.sandbox.task;

import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tasks, and the only place where their status changes. Each change names the states that it may start from, so a task never goes back, and ends once. */
@Repository
public class TaskStore {
  private static final String COLUMNS =
      "id, user_id, model, media_type, prompt, specification, credits, status, progress, created_at, completed_at,"
          + " error_code, error_key, error_message";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  TaskStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Saves a new task. */
  public void insert(TaskRecord task) {
    TaskFailure failure = task.failure();
    jdbc.sql("insert into tasks (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            task.id(),
            task.userId(),
            task.model(),
            task.mediaType().name(),
            task.prompt(),
            task.specification(),
            task.credits(),
            task.status().name(),
            task.progress(),
            task.createdAt().toEpochMilli(),
            task.completedAt() == null ? null : task.completedAt().toEpochMilli(),
            failure == null ? null : failure.code(),
            failure == null ? null : failure.key(),
            failure == null ? null : failure.message())
        .update();
  }

  public Optional<TaskRecord> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from tasks where id = ?").param(id).query(TaskStore::read).optional();
  }

  /** Returns those of the tasks that have not ended, by their ids. */
  public Map<String, TaskRecord> findOpen(Collection<String> ids) {
    return jdbc.sql("select " + COLUMNS + " from tasks where id = any(?)")
        .param(ids.toArray(String[]::new))
        .query(TaskStore::read)
        .stream()
        .filter(task -> !task.isFinal())
        .collect(Collectors.toMap(TaskRecord::id, Function.identity()));
  }

  /** Counts the paid tasks of a user that have not ended. The fixed tasks of the sandbox cost nothing and never end. */
  public int countUnderWay(String userId) {
    return jdbc.sql("select count(*) from tasks where user_id = ? and completed_at is null and credits > 0").param(userId).query(Integer.class).single();
  }

  /** Moves pending tasks into the queue. */
  public void queue(List<String> ids) {
    batches.batchUpdate("update tasks set status = 'QUEUED' where id = ? and status = 'PENDING'", ids.stream().map(id -> new Object[] {id}).toList());
  }

  /** Saves the progress of tasks. A value below the last is ignored. */
  public void process(Map<String, Integer> progress) {
    batches.batchUpdate(
        "update tasks set status = 'PROCESSING', progress = ? where id = ? and status in ('QUEUED', 'PROCESSING') and progress <= ?",
        progress.entrySet().stream().map(it -> new Object[] {it.getValue(), it.getKey(), it.getValue()}).toList());
  }

  /** Completes tasks, each at its time. Returns those that had not ended before. */
  public Set<String> complete(Map<String, Instant> ends) {
    List<Map.Entry<String, Instant>> all = List.copyOf(ends.entrySet());
    int[] changed = batches.batchUpdate(
        "update tasks set status = 'COMPLETED', progress = 100, completed_at = ? where id = ? and status in ('PENDING', 'QUEUED', 'PROCESSING')",
        all.stream().map(it -> new Object[] {it.getValue().toEpochMilli(), it.getKey()}).toList());
    return IntStream.range(0, changed.length).filter(i -> changed[i] == 1).mapToObj(i -> all.get(i).getKey()).collect(Collectors.toSet());
  }

  /** Fails a task. Returns false if it had ended before. */
  public boolean fail(String id, TaskFailure failure, Instant now) {
    return jdbc.sql(
                "update tasks set status = 'FAILED', completed_at = ?, error_code = ?, error_key = ?, error_message = ?"
                    + " where id = ? and status in ('PENDING', 'QUEUED', 'PROCESSING')")
            .params(now.toEpochMilli(), failure.code(), failure.key(), failure.message(), id)
            .update()
        == 1;
  }

  private static TaskRecord read(ResultSet row, int number) throws SQLException {
    long completedAt = row.getLong("completed_at");
    @Nullable Instant completed = row.wasNull() ? null : Instant.ofEpochMilli(completedAt);
    String code = row.getString("error_code");
    return new TaskRecord(
        row.getString("id"),
        row.getString("user_id"),
        row.getString("model"),
        MediaType.valueOf(row.getString("media_type")),
        row.getString("prompt"),
        row.getString("specification"),
        row.getLong("credits"),
        TaskStatus.valueOf(row.getString("status")),
        row.getInt("progress"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        completed,
        code == null ? null : new TaskFailure(code, row.getString("error_key"), row.getString("error_message")));
  }
}
