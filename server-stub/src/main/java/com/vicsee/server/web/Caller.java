package com.vicsee.server.web;

import com.vicsee.server.account.Account;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Who sent the current request. */
public final class Caller {
  private static final String ATTRIBUTE = Caller.class.getName();

  private Caller() {}

  static void set(HttpServletRequest request, Account account) {
    request.setAttribute(ATTRIBUTE, account);
  }

  /** Returns the account of the current request. The gate has let nobody without one through to an operation that needs it. */
  public static Account account() {
    return find().orElseThrow(() -> new IllegalStateException("an operation without a caller"));
  }

  /** Returns the account of the current request, if it came with a key. */
  public static Optional<Account> find() {
    var attributes = RequestContextHolder.currentRequestAttributes();
    return Optional.ofNullable((Account) attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
  }
}
