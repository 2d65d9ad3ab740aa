package com.vicsee.server.gate;

import com.vicsee.server.model.Plan;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The user behind an API key. An application implements it with what it knows of its users. */
public interface Caller {
  /** Returns the id of the user. All keys of a user share one quota and one balance (contract, "Authentication"). */
  String userId();

  /** Returns the plan, which decides on access, requests per day and concurrent generations. */
  Plan plan();

  /**
   * Returns the caller of the current request. If an operation needs a key, the gate rejects a request without a caller before the handler runs.
   *
   * @throws IllegalStateException on an operation without authentication, or outside of a request
   */
  static Caller current() {
    return find().orElseThrow(() -> new IllegalStateException("The current request has no caller"));
  }

  /** Returns the caller of the current request, as the type that {@link Callers} returned. */
  static <T extends Caller> T current(Class<T> type) {
    return type.cast(current());
  }

  /** Returns the caller of the current request; empty when it came without a key. */
  static Optional<Caller> find() {
    var attributes = RequestContextHolder.currentRequestAttributes();
    return Optional.ofNullable((Caller) attributes.getAttribute(Caller.class.getName(), RequestAttributes.SCOPE_REQUEST));
  }
}
