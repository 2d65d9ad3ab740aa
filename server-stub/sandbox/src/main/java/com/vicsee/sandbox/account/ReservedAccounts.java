package com.vicsee.sandbox.account;

import java.util.Set;

/** Ids and keys that belong to the sandbox, so that no file of accounts can use them. */
@FunctionalInterface
public interface ReservedAccounts {
  /** Returns user ids and keys. */
  Set<String> idsAndKeys();
}
