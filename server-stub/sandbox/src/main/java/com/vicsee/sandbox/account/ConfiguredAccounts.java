package com.vicsee.sandbox.account;

import com.vicsee.sandbox.account.AccountsFile.User;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The users of the file {@code vicsee.accounts}. They are saved at each start. A user that exists keeps the balance, and gets the plan and the keys of the file. A
 * user who is no longer in the file stays as before.
 */
@Component
public class ConfiguredAccounts {
  private static final int MAX_ATTEMPTS = 5;

  private final Users users;
  private final ApiKeys keys;
  private final Ledger ledger;
  private final List<User> configured;
  private final TransactionTemplate transaction;

  ConfiguredAccounts(
      @Value("${vicsee.accounts:}") String file,
      ObjectProvider<ReservedAccounts> reserved,
      Users users,
      ApiKeys keys,
      Ledger ledger,
      PlatformTransactionManager transactions) {
    this.users = users;
    this.keys = keys;
    this.ledger = ledger;
    Set<String> names = reserved.stream().flatMap(it -> it.idsAndKeys().stream()).collect(Collectors.toSet());
    this.configured = file.isEmpty() ? List.of() : new AccountsFile(Path.of(file), names).read();
    this.transaction = new TransactionTemplate(transactions);
  }

  @PostConstruct
  void saveAtStart() {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(status -> save());
        return;
      } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
        // Another instance has started at the same time and saves the same users.
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Saves the users of the file, in the transaction of the caller. */
  public void save() {
    for (User user : configured) {
      if (users.exists(user.id())) {
        users.setPlan(user.id(), user.plan());
      } else {
        users.add(user.id(), user.plan());
        ledger.open(user.id(), user.credits());
      }
      keys.replaceAll(user.id(), user.keys());
    }
    keys.invalidate();
  }
}
