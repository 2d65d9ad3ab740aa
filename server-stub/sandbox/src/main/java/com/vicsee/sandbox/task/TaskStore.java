package com.vicsee.sandbox.task;

import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import com.vicsee.server.model.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tasks, and the only place where their status changes. Each change names the states that it may start from, so a task never goes back, and ends once. */
@Repository
public class TaskStore {
  private static final String COLUMNS =
      "id, user_id, model, media_type, prompt, specification, credits, status, progress, created_at, completed_at,"
          + " error_code, error_key, error_message";

  private final JdbcClient jdbc;

  TaskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
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

  /** Counts the paid tasks of a user that have not ended. The fixed tasks of the sandbox cost nothing and never end. */
  public int countUnderWay(String userId) {
    return jdbc.sql("select count(*) from tasks where user_id = ? and status in ('PENDING', 'QUEUED', 'PROCESSING') and credits > 0")
        .param(userId)
        .query(Integer.class)
        .single();
  }

  /** Moves a pending task into the queue. */
  public void queue(String id) {
    jdbc.sql("update tasks set status = 'QUEUED' where id = ? and status = 'PENDING'").param(id).update();
  }

  /** Saves the progress of a task. A value below the last is ignored. */
  public void process(String id, int progress) {
    jdbc.sql("update tasks set status = 'PROCESSING', progress = ? where id = ? and status in ('QUEUED', 'PROCESSING') and progress <= ?")
        .params(progress, id, progress)
        .update();
  }

  /** Completes a task. Returns false if it had ended before. */
  public boolean complete(String id, Instant now) {
    return jdbc.sql(
                "update tasks set status = 'COMPLETED', progress = 100, completed_at = ?"
                    + " where id = ? and status in ('PENDING', 'QUEUED', 'PROCESSING')")
            .params(now.toEpochMilli(), id)
            .update()
        == 1;
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
