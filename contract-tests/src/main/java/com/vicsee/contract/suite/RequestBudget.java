package com.vicsee.contract.suite;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Unreached;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of the callers of a run, as the headers announce them. Each keeps a reserve. A header that does not fall is not believed:
 * what was sent is counted as well.
 */
final class RequestBudget {

  private static final String ANONYMOUS = "anonymous";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final Settings settings;
  private final Instant deadline;
  private final Map<String, Account> accounts = new HashMap<>();

  RequestBudget(Settings settings, Instant deadline) {
    this.settings = settings;
    this.deadline = deadline;
  }

  private static final class Account {
    private long left = Long.MAX_VALUE;
    private @Nullable Instant reset;
  }

  /** How many requests may still be sent with the caller's key. */
  long left() {
    long left = account(settings.key()).left;
    return left == Long.MAX_VALUE ? left : Math.max(0, left - settings.reserve());
  }

  /** Lets a request pass when its quota allows, waits when that is short, and refuses otherwise. */
  void before(ApiRequest request) {
    Account account = account(request.key());
    if (account.left > settings.reserve()) {
      return;
    }
    Instant reset = account.reset;
    Duration wait = reset == null ? Duration.ZERO : Duration.between(settings.clock().instant(), reset).plusSeconds(1);
    if (reset == null || wait.compareTo(LONGEST_WAIT) > 0 || settings.clock().instant().plus(wait).isAfter(deadline)) {
      throw new Unreached("the quota has " + account.left + " requests left until " + reset + ", and " + settings.reserve()
          + " are left alone");
    }
    sleep(wait);
    account.left = Long.MAX_VALUE;
  }

  /** Reads what an answer says of its quota. */
  void after(Exchange exchange) {
    // Without a good key it is the address that is counted.
    Account account = exchange.status() == 401 ? accounts.computeIfAbsent(ANONYMOUS, k -> new Account())
        : account(exchange.request().key());
    Optional<Instant> reset = exchange.time("X-RateLimit-Reset");
    if (reset.isPresent() && !reset.get().equals(account.reset)) {
      account.reset = reset.get();
      account.left = Long.MAX_VALUE;
    }
    if (account.left != Long.MAX_VALUE) {
      account.left--;
    }
    exchange.number("X-RateLimit-Remaining").ifPresent(said -> account.left = Math.min(account.left, said));
    if (exchange.status() == 429) {
      account.left = 0;
      exchange.number("Retry-After").ifPresent(seconds -> account.reset = settings.clock().instant().plusSeconds(seconds));
    }
  }

  private Account account(String key) {
    boolean known = key.equals(settings.key()) || key.equals(settings.secondKey());
    return accounts.computeIfAbsent(known ? key : ANONYMOUS, k -> new Account());
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
