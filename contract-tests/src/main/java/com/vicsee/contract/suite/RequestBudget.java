package com.vicsee.contract.suite;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.Unreached;
import com.vicsee.contract.spec.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of the callers of a run, as the headers state them. A reserve of each stays unused. The budget also counts the requests itself,
 * in case a header does not fall.
 */
final class RequestBudget {

  private static final String ANONYMOUS = "callers without a valid key at this address";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Fields fields;
  private final Settings settings;
  private final Instant deadline;
  private final Map<String, Account> accounts = new HashMap<>();

  RequestBudget(Fields fields, Settings settings, Instant deadline) {
    this.fields = fields;
    this.settings = settings;
    this.deadline = deadline;
  }

  private static final class Account {
    private final String owner;
    private long left = Long.MAX_VALUE;
    private @Nullable Instant reset;

    private Account(String owner) {
      this.owner = owner;
    }
  }

  /** How many requests may still be sent with a key. */
  long left(String key) {
    long left = account(key).left;
    return left == Long.MAX_VALUE ? left : Math.max(0, left - settings.reserve());
  }

  /** Lets a request pass when its quota allows it or its reset is over, waits for a near reset, and refuses otherwise. */
  void before(ApiRequest request) {
    Account account = account(request.key());
    if (account.left > settings.reserve()) {
      return;
    }
    Instant reset = account.reset;
    Duration wait = reset == null ? Duration.ZERO : Duration.between(settings.clock().instant(), reset).plusSeconds(1);
    if (reset == null || wait.compareTo(LONGEST_WAIT) > 0 || settings.clock().instant().plus(wait).isAfter(deadline)) {
      throw new Unreached("the quota of " + account.owner + " has " + account.left + " requests left until " + reset + ", and the run's reserve is "
          + settings.reserve());
    }
    if (!wait.isNegative()) {
      sleep(wait);
    }
    account.left = Long.MAX_VALUE;
  }

  /** Reads the quota headers of an answer. */
  void after(Exchange exchange) {
    // Requests without a valid key count for the address.
    Account account = exchange.status() == 401 ? account("") : account(exchange.request().key());
    Optional<Instant> reset = exchange.time(fields.reset());
    if (reset.isPresent() && !reset.get().equals(account.reset)) {
      account.reset = reset.get();
      account.left = Long.MAX_VALUE;
    }
    if (account.left != Long.MAX_VALUE) {
      account.left--;
    }
    fields.left(exchange).ifPresent(said -> account.left = Math.min(account.left, said));
    // The 429 of a gateway says nothing of the quota.
    if (exchange.status() == 429 && !Gateway.isPassing(exchange)) {
      account.left = 0;
      exchange.number("Retry-After").ifPresent(seconds -> account.reset = settings.clock().instant().plusSeconds(seconds));
    }
  }

  private Account account(String key) {
    String owner = key.equals(settings.key()) ? "the key" : key.equals(settings.secondKey()) ? "the second key" : ANONYMOUS;
    return accounts.computeIfAbsent(owner, Account::new);
  }

  private void sleep(Duration time) {
    try {
      settings.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreached("the run was interrupted");
    }
  }
}
