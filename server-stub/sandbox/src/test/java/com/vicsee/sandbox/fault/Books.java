package com.vicsee.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a server that is not running, as an auditor reads them. */
final class Books implements AutoCloseable {
  private final Connection database;

  private Books(Connection database) {
    this.database = database;
  }

  static Books open(String url) throws SQLException {
    return new Books(DriverManager.getConnection(url, "", ""));
  }

  static Books open(Connection database) {
    return new Books(database);
  }

  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = database.createStatement(); ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** Asserts that each balance is the sum of its entries, and that each task has been booked as its status says, once. */
  void assertAgree() throws SQLException {
    assertThat(rows("select a.user_id from accounts a where a.balance < 0"
        + " or a.balance <> (select coalesce(sum(l.amount), 0) from ledger l where l.user_id = a.user_id)")).as("accounts that do not add up").isEmpty();
    assertThat(rows("select t.id || ' ' || t.status from tasks t where t.credits > 0 and ("
        + "(select count(*) from ledger l where l.task_id = t.id and l.kind = 'RESERVE' and l.amount = -t.credits) <> 1"
        + " or (select count(*) from ledger l where l.task_id = t.id and l.kind = 'SETTLE') <> case when t.status = 'COMPLETED' then 1 else 0 end"
        + " or (select count(*) from ledger l where l.task_id = t.id and l.kind = 'REFUND' and l.amount = t.credits)"
        + " <> case when t.status = 'FAILED' then 1 else 0 end)")).as("tasks that are not booked as they ended").isEmpty();
    assertThat(rows("select l.task_id from ledger l where l.task_id is not null and not exists (select 1 from tasks t where t.id = l.task_id)"))
        .as("bookings without a task").isEmpty();
  }

  /** Asserts moreover that nothing is under way: every paid task but those of the busy persona has come to its end, and no job is left. */
  void assertClosed() throws SQLException {
    assertAgree();
    assertThat(rows("select id from tasks where status not in ('COMPLETED', 'FAILED') and credits > 0 and user_id <> 'sandbox-busy'"))
        .as("tasks that have not ended").isEmpty();
    assertThat(rows("select task_id from generation_jobs")).as("jobs that are left").isEmpty();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
