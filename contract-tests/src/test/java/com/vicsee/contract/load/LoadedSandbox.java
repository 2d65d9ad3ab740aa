package com.vicsee.contract.load;

import com.vicsee.sandbox.SandboxApplication;
import com.vicsee.sandbox.account.ApiKeys;
import com.vicsee.sandbox.account.Ledger;
import com.vicsee.sandbox.account.Users;
import com.vicsee.server.model.Plan;
import org.springframework.boot.SpringApplication;

/** The sandbox with many more users, so that the limits of one user do not affect the measurement. */
final class LoadedSandbox {

  private static final int USERS = 1000;
  private static final long CREDITS = 1_000_000_000L;

  private LoadedSandbox() {}

  public static void main(String[] args) {
    var context = SpringApplication.run(new Class<?>[] {SandboxApplication.class, Growth.class}, args);
    for (int i = 0; i < USERS; i++) {
      context.getBean(Users.class).add("load-" + i, Plan.ENTERPRISE);
      context.getBean(ApiKeys.class).add(key(i), "load-" + i, true);
      context.getBean(Ledger.class).open("load-" + i, CREDITS);
    }
    Peer.ready("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/api/v1");
  }

  /** The key of one of the users, for any number. */
  static String key(int number) {
    return "sk-sandbox-load-" + Math.floorMod(number, USERS);
  }
}
