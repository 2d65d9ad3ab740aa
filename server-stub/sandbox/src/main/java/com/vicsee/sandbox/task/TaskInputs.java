package com.vicsee.sandbox.task;

import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The data URIs that came with tasks, until the tasks end. Other inputs are URLs, in the specification of the task. */
@Repository
public class TaskInputs {
  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  TaskInputs(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Saves a data URI, in the transaction that saves the task. */
  public void save(String taskId, int position, String dataUri) {
    jdbc.sql("insert into task_inputs (task_id, position, content) values (?, ?, ?)").params(taskId, position, dataUri).update();
  }

  /** Returns the data URI at a position; empty after the task has ended. */
  public Optional<String> find(String taskId, int position) {
    return jdbc.sql("select content from task_inputs where task_id = ? and position = ?").params(taskId, position).query(String.class).optional();
  }

  /** Deletes the data URIs of tasks, in the transaction that ends them. */
  public void delete(Collection<String> taskIds) {
    batches.batchUpdate("delete from task_inputs where task_id = ?", taskIds.stream().map(id -> new Object[] {id}).toList());
  }
}
