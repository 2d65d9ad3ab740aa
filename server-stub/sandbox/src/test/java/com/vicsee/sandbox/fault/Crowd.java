package com.vicsee.sandbox.fault;

import com.vicsee.sandbox.account.ApiKeys;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.account.Users;
import com.vicsee.server.model.Plan;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.InitializingBean;

/** More users of the largest plan, who together may have hundreds of generations under way. */
public final class Crowd implements InitializingBean {
  static final long CREDITS = 1_000_000;
  static final int SIZE = 5;

  private final Users users;
  private final ApiKeys keys;
  private final Ledger ledger;

  Crowd(Users users, ApiKeys keys, Ledger ledger) {
    this.users = users;
    this.keys = keys;
    this.ledger = ledger;
  }

  static List<String> keys() {
    return IntStream.range(0, SIZE).mapToObj(i -> "sk-crowd-" + i).toList();
  }

  @Override
  public void afterPropertiesSet() {
    for (String key : keys()) {
      String user = key.substring("sk-".length());
      if (!users.exists(user)) {
        users.add(user, Plan.ENTERPRISE);
        keys.add(key, user, true);
        ledger.open(user, CREDITS);
      }
    }
  }
}
