package com.vicsee.sandbox.account;

import com.vicsee.server.gate.Caller;
import com.vicsee.server.model.Plan;

/** A user as the API sees it. All keys of a user are the same account. */
public record Account(String userId, Plan plan) implements Caller {
  /** Returns the account of the current request, on an operation that needs a key. */
  public static Account current() {
    return Caller.current(Account.class);
  }
}
