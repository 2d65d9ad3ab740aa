package com.vicsee.server.gate;

import com.vicsee.server.model.ContractFacts;

/**
 * What a quota is counted for: a user, or the address of a caller without a valid key.
 *
 * @param name a name that is unique among users and addresses
 * @param limit requests per UTC day
 */
public record Subject(String name, long limit) {
  /** Returns the subject of a user, which all keys of the user share. */
  public static Subject of(Caller caller) {
    return new Subject("user:" + caller.userId(), caller.plan().requestsPerDay());
  }

  /** Returns the subject of an address. Requests without a valid key count against it, which limits how many keys a caller can guess. */
  public static Subject ofAddress(String address) {
    return new Subject("address:" + address, ContractFacts.ANONYMOUS_REQUESTS_PER_DAY);
  }
}
