package com.vicsee.sandbox.task;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The data URIs that came with tasks, until the tasks end. Other inputs are URLs, in the specification of the task. */
@Repository
public class TaskInputs {
  private final JdbcClient jdbc;

  TaskInputs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Saves a data URI, in the transaction that saves the task. */
  public void save(String taskId, int position, String dataUri) {
    jdbc.sql("insert into task_inputs (task_id, position, content) values (?, ?, ?)").params(taskId, position, dataUri).update();
  }

  /** Returns the data URI at a position; empty after the task has ended. */
  public Optional<String> find(String taskId, int position) {
    return jdbc.sql("select content from task_inputs where task_id = ? and position = ?").params(taskId, position).query(String.class).optional();
  }

  /** Deletes the data URIs of a task, in the transaction that ends it. */
  public void delete(String taskId) {
    jdbc.sql("delete from task_inputs where task_id = ?").param(taskId).update();
  }
}
