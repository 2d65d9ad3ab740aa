package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks that come before any handler, in the order of the contract: path and method, authentication, account access, daily rate limit, media types and
 * size. It looks only at the head of a request, counts each request, and writes its rate-limit headers.
 */
public final class Admission {
  private final OperationMatcher operations;
  private final Callers callers;
  private final Quota quota;
  private final RateLimitHeaders headers;
  private final RequestFormCheck form;
  private final Clock clock;

  Admission(OperationMatcher operations, Callers callers, Quota quota, RateLimitHeaders headers, RequestFormCheck form, Clock clock) {
    this.operations = operations;
    this.callers = callers;
    this.quota = quota;
    this.headers = headers;
    this.form = form;
    this.clock = clock;
  }

  /**
   * Returns the problem of a request that cannot reach a handler, because the container rejects it. If a check that the contract puts earlier fails too, its
   * problem is returned.
   *
   * @param otherwise the problem of a request that passes them
   */
  public ApiProblem rejection(HttpServletRequest request, HttpServletResponse response, ApiProblem otherwise) {
    try {
      admit(request, response);
      return otherwise;
    } catch (ApiProblem problem) {
      return problem;
    }
  }

  /**
   * Returns the request, as handlers are to see it.
   *
   * @throws ApiProblem if it is rejected
   */
  HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response) {
    Subject address = Subject.ofAddress(request.getRemoteAddr());
    Optional<? extends Caller> caller = Optional.empty();
    @Nullable ApiProblem badKey = null;
    try {
      Optional<String> key = BearerKey.of(request);
      if (key.isPresent()) {
        caller = callers.find(key.get());
        badKey = caller.isPresent() ? null : BearerKey.rejection(Message.INVALID_API_KEY);
      }
    } catch (ApiProblem problem) {
      badKey = problem;
    }
    Subject subject = caller.filter(it -> it.plan().apiAccess()).map(Subject::of).orElse(address);

    Operation operation;
    try {
      operation = operations.match(request);
    } catch (ApiProblem noSuchOperation) {
      headers.write(response, quota.count(subject));
      throw noSuchOperation;
    }
    request.setAttribute(ErrorWriter.OPERATION_ATTRIBUTE, operation);
    if (badKey == null && caller.isEmpty() && !operation.isPublic()) {
      badKey = BearerKey.rejection(Message.MISSING_AUTH_HEADER);
    }
    if (badKey == null && caller.isPresent() && !operation.isPublic() && !caller.get().plan().apiAccess()) {
      headers.write(response, quota.read(Subject.of(caller.get())));
      throw ApiProblem.of(Message.API_ACCESS_REQUIRED);
    }
    RateLimit rateLimit = quota.count(badKey == null ? subject : address);
    headers.write(response, rateLimit);
    if (!rateLimit.granted()) {
      throw ApiProblem.of(Message.RATE_LIMIT_EXCEEDED, rateLimit.limit(), rateLimit.reset())
          .retryAfter(Duration.between(clock.instant(), rateLimit.reset()));
    }
    if (badKey != null) {
      throw badKey;
    }
    RateLimitHeaders.counted(request, subject, rateLimit);
    caller.ifPresent(it -> request.setAttribute(Caller.class.getName(), it));
    return form.check(request, operation);
  }
}
