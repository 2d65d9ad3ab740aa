package com.vicsee.sandbox.account;

import com.vicsee.server.model.Plan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users and their plans. */
@Repository
public class Users {
  private final JdbcClient jdbc;

  Users(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Saves a new user. */
  public void add(String userId, Plan plan) {
    jdbc.sql("insert into users (id, plan) values (?, ?)").params(userId, plan.name()).update();
  }

  /** Changes the plan of a user. */
  void setPlan(String userId, Plan plan) {
    jdbc.sql("update users set plan = ? where id = ?").params(plan.name(), userId).update();
  }

  public boolean exists(String userId) {
    return jdbc.sql("select count(*) from users where id = ?").param(userId).query(Long.class).single() > 0;
  }
}
