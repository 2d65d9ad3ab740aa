package com.vicsee.sandbox.account;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The credits of the users, as entries whose sum is the balance. A submission reserves credits, a completion settles them, a failure refunds them, each at most
 * once per task. The balance is saved beside the entries in the same transaction, and the database rejects a negative balance.
 */
@Repository
public class Ledger {
  private enum Kind {
    GRANT,
    RESERVE,
    SETTLE,
    REFUND
  }

  private static final String INSERT = "insert into ledger (user_id, task_id, kind, amount, created_at) values (?, ?, ?, ?, ?)";

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Ledger(JdbcClient jdbc, JdbcTemplate batches, Clock clock, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Opens the account of a user with a first grant. */
  public void open(String userId, long credits) {
    transaction.executeWithoutResult(status -> {
      jdbc.sql("insert into accounts (user_id, balance) values (?, 0)").param(userId).update();
      enter(userId, null, Kind.GRANT, credits);
    });
  }

  /** Returns the credits that the user can spend. Reserved credits are not among them. */
  public long balance(String userId) {
    return jdbc.sql("select balance from accounts where user_id = ?").param(userId).query(Long.class).single();
  }

  /** Returns the balance and locks it until the transaction ends. The lock serializes the submissions of one user. */
  public long lockBalance(String userId) {
    requireTransaction();
    return jdbc.sql("select balance from accounts where user_id = ? for update").param(userId).query(Long.class).single();
  }

  /** Reserves the credits of a task. The caller holds the lock and has checked the balance. */
  public void reserve(String userId, String taskId, long credits) {
    requireTransaction();
    enter(userId, taskId, Kind.RESERVE, -credits);
  }

  /**
   * Makes reservations final.
   *
   * @param users the user of each task
   */
  public void settle(Map<String, String> users) {
    requireTransaction();
    long now = clock.millis();
    batches.batchUpdate(INSERT, users.entrySet().stream().map(it -> new Object[] {it.getValue(), it.getKey(), Kind.SETTLE.name(), 0, now}).toList());
  }

  /** Refunds the credits of a failed task in full. */
  public void refund(String userId, String taskId, long credits) {
    requireTransaction();
    enter(userId, taskId, Kind.REFUND, credits);
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException("The ledger changes only in the transaction of its caller");
    }
  }

  private void enter(String userId, @Nullable String taskId, Kind kind, long amount) {
    jdbc.sql(INSERT)
        .params(userId, taskId, kind.name(), amount, clock.millis())
        .update();
    jdbc.sql("update accounts set balance = balance + ? where user_id = ?").params(amount, userId).update();
  }
}
