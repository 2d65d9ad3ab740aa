package com.vicsee.server.gate;

import com.vicsee.server.body.RejectedBody;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The checks that come before any handler, in the order of the contract: path and method, authentication, account access, daily rate limit, media types and
 * size. It decides by the head of a request alone; no byte of a rejected body is read. It counts each request below the base path, and writes its rate-limit
 * headers.
 */
final class GateFilter extends OncePerRequestFilter {
  private final OperationMatcher operations;
  private final Callers callers;
  private final Quota quota;
  private final RateLimitHeaders headers;
  private final RequestFormCheck form;
  private final ErrorWriter errors;
  private final RejectedBody rejected;
  private final Clock clock;

  GateFilter(
      OperationMatcher operations,
      Callers callers,
      Quota quota,
      RateLimitHeaders headers,
      RequestFormCheck form,
      ErrorWriter errors,
      RejectedBody rejected,
      Clock clock) {
    this.operations = operations;
    this.callers = callers;
    this.quota = quota;
    this.headers = headers;
    this.form = form;
    this.errors = errors;
    this.rejected = rejected;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !operations.covers(request);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isAsyncDispatch(request)) {
      if (!rejected.resume(request, response, chain::doFilter)) {
        chain.doFilter(request, response);
      }
      return;
    }
    HttpServletRequest admitted;
    try {
      admitted = admit(request, response);
    } catch (ApiProblem problem) {
      rejected.answer(request, response, (to, from) -> errors.write(to, from, problem));
      return;
    }
    chain.doFilter(admitted, response);
  }

  private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response) {
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
      throw ApiProblem.of(Message.RATE_LIMIT_EXCEEDED, rateLimit.limit(), headers.format(rateLimit.reset()))
          .retryAfter(Duration.between(clock.instant(), rateLimit.reset()));
    }
    if (badKey != null) {
      throw badKey;
    }
    RateLimitHeaders.counted(request, subject);
    caller.ifPresent(it -> request.setAttribute(Caller.class.getName(), it));
    return form.check(request, operation);
  }
}
