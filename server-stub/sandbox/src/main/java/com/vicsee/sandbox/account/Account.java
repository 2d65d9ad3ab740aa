package com.vicsee.sandbox.account;

import com.vicsee.server.gate.Caller;
import com.vicsee.server.model.Plan;

/** A user and the plan. All keys of a user belong to the same account. */
public record Account(String userId, Plan plan) implements Caller {
  /** Returns the account of the current request. The operation must be one that needs a key. */
  public static Account current() {
    return Caller.current(Account.class);
  }
}
