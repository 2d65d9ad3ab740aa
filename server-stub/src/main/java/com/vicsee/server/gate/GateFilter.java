package com.vicsee.server.gate;

import com.vicsee.server.body.RejectedBody;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets requests below the base path pass when {@link Admission} admits them. No byte of a rejected body is read. */
final class GateFilter extends OncePerRequestFilter {
  private final OperationMatcher operations;
  private final Admission admission;
  private final ErrorWriter errors;
  private final RejectedBody rejected;

  GateFilter(OperationMatcher operations, Admission admission, ErrorWriter errors, RejectedBody rejected) {
    this.operations = operations;
    this.admission = admission;
    this.errors = errors;
    this.rejected = rejected;
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
      admitted = admission.admit(request, response);
    } catch (ApiProblem problem) {
      rejected.answer(request, response, (to, from) -> errors.write(to, from, problem));
      return;
    }
    chain.doFilter(admitted, response);
  }
}
