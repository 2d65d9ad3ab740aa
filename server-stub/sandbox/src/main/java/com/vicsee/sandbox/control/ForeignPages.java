package com.vicsee.sandbox.control;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps pages of other origins from controlling the sandbox: a browser sends what they ask for, even if it does not show them the answer. Each browser says where a
 * request comes from (Fetch Metadata, {@code Sec-Fetch-Site}; older ones by {@code Origin}); what sends neither is no browser.
 */
@Component
@ConditionalOnControl
class ForeignPages implements WebMvcConfigurer, HandlerInterceptor {
  private static final Set<String> OWN = Set.of("same-origin", "none");

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(this).addPathPatterns("/sandbox/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean own = site != null ? OWN.contains(site) : isOwn(request.getHeader(HttpHeaders.ORIGIN), String.valueOf(request.getHeader(HttpHeaders.HOST)));
    if (!own) {
      throw ApiProblem.of(Message.ACCESS_DENIED);
    }
    return true;
  }

  /** The scheme does not count: behind a proxy it is another one here. */
  private static boolean isOwn(@Nullable String origin, String host) {
    return origin == null || (origin.contains("//") && URI.create(origin).getAuthority() != null && URI.create(origin).getAuthority().equalsIgnoreCase(host));
  }
}
