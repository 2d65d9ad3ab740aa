package com.vicsee.server.ratelimit;

import com.vicsee.server.account.Account;
import com.vicsee.server.generated.model.ContractFacts;

/**
 * Whose requests are counted together.
 *
 * @param name a name that is unique over users and addresses
 * @param limit requests per UTC day
 */
public record Subject(String name, long limit) {
  /** All keys of a user count together. */
  public static Subject of(Account account) {
    return new Subject("user:" + account.userId(), account.plan().requestsPerDay());
  }

  /** A caller without a valid key counts by address, so that guessing keys is bounded. */
  public static Subject ofAddress(String address) {
    return new Subject("address:" + address, ContractFacts.ANONYMOUS_REQUESTS_PER_DAY);
  }
}
