package com.vicsee.server.web;

import com.vicsee.server.account.Account;
import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.ErrorCode.Message;
import com.vicsee.server.ratelimit.Quota;
import com.vicsee.server.ratelimit.RateLimit;
import com.vicsee.server.ratelimit.Subject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The checks that come before any handler, in the order that the contract gives them: path and method, authentication, account access, daily rate
 * limit, media types and size. Every request under the base path is counted here, and its rate-limit headers are written here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class GateFilter extends OncePerRequestFilter {
  private final OperationMatcher operations;
  private final Authenticator authenticator;
  private final Quota quota;
  private final RateLimitHeaders headers;
  private final RequestFormCheck form;
  private final ErrorWriter errors;
  private final Clock clock;

  GateFilter(
      OperationMatcher operations,
      Authenticator authenticator,
      Quota quota,
      RateLimitHeaders headers,
      RequestFormCheck form,
      ErrorWriter errors,
      Clock clock) {
    this.operations = operations;
    this.authenticator = authenticator;
    this.quota = quota;
    this.headers = headers;
    this.form = form;
    this.errors = errors;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !operations.covers(request);
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletRequest admitted;
    try {
      admitted = admit(request, response);
    } catch (ApiProblem problem) {
      errors.write(request, response, problem);
      return;
    }
    chain.doFilter(admitted, response);
  }

  private HttpServletRequest admit(HttpServletRequest request, HttpServletResponse response) {
    Subject address = Subject.ofAddress(request.getRemoteAddr());
    Optional<Account> sender = Optional.empty();
    @Nullable ApiProblem badKey = null;
    try {
      sender = authenticator.authenticate(request);
    } catch (ApiProblem problem) {
      badKey = problem;
    }
    Subject subject = sender.filter(account -> account.plan().apiAccess()).map(Subject::of).orElse(address);

    Operation operation;
    try {
      operation = operations.match(request);
    } catch (ApiProblem noSuchOperation) {
      headers.write(response, quota.consume(subject));
      throw noSuchOperation;
    }
    request.setAttribute(ErrorWriter.OPERATION_ATTRIBUTE, operation);
    if (badKey == null && sender.isEmpty() && !operation.isPublic()) {
      badKey = Authenticator.refusal(Message.MISSING_AUTH_HEADER);
    }
    if (badKey == null && sender.isPresent() && !operation.isPublic() && !sender.get().plan().apiAccess()) {
      headers.write(response, quota.peek(Subject.of(sender.get())));
      throw ApiProblem.of(Message.API_ACCESS_REQUIRED);
    }
    RateLimit rateLimit = quota.consume(badKey == null ? subject : address);
    headers.write(response, rateLimit);
    if (!rateLimit.granted()) {
      throw ApiProblem.of(Message.RATE_LIMIT_EXCEEDED, rateLimit.limit(), headers.format(rateLimit.reset()))
          .retryAfter(Duration.between(clock.instant(), rateLimit.reset()));
    }
    if (badKey != null) {
      throw badKey;
    }
    RateLimitHeaders.counted(request, subject);
    sender.ifPresent(account -> Caller.set(request, account));
    return form.check(request, operation);
  }
}
