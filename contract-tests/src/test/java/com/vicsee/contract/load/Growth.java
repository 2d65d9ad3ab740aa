package com.vicsee.contract.load;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Doubles the tasks of a sandbox by copies, so that a database with a million of them takes seconds. */
@RestController
class Growth {
  static final String PATH = "/load/double";

  private final JdbcTemplate jdbc;
  private int round;

  Growth(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Copies each ended task with its result and its entries in the ledger, under a longer id. Returns how many tasks there are. */
  @PostMapping(PATH)
  @Transactional
  public String twice() {
    String suffix = Character.toString('a' + round++);
    jdbc.update("""
        insert into tasks (id, user_id, model, media_type, prompt, specification, credits, status, progress, created_at, completed_at)
        select id || ?, user_id, model, media_type, prompt, specification, credits, status, progress, created_at, completed_at
        from tasks where status = 'COMPLETED'""", suffix);
    jdbc.update("""
        insert into ledger (user_id, task_id, kind, amount, created_at)
        select user_id, task_id || ?, kind, amount, created_at from ledger where task_id is not null""", suffix);
    jdbc.update("""
        insert into media (id, task_id, position, content_type, title, specification, seconds)
        select m.id || ?, t.id, m.position, m.content_type, m.title, m.specification, m.seconds from media m join tasks t on t.id = m.task_id || ?""",
        suffix, suffix);
    return String.valueOf(jdbc.queryForObject("select count(*) from tasks", Long.class));
  }
}
