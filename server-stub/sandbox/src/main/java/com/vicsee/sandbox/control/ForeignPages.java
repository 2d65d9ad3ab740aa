package com.vicsee.sandbox.control;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
  private static final Pattern MACHINE = Pattern.compile("(?i)(.+\\.)?localhost\\.?|[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

  private final @Nullable String publicHost;

  ForeignPages(@Value("${vicsee.public-url:}") URI publicUrl) {
    this.publicHost = publicUrl.getHost();
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(this).addPathPatterns("/sandbox/**");
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean own = site != null ? OWN.contains(site) : isOwn(origin, String.valueOf(request.getHeader(HttpHeaders.HOST)));
    if (!own || ((site != null || origin != null) && !isNamed(request.getServerName()))) {
      throw ApiProblem.of(Message.ACCESS_DENIED);
    }
    return true;
  }

  /** To a browser, a name that its owner lets lead to this machine is of the same origin as the owner's page (DNS rebinding), so only known names count. */
  private boolean isNamed(String host) {
    return MACHINE.matcher(host).matches() || host.equalsIgnoreCase(publicHost);
  }

  /** The scheme does not count: behind a proxy it is another one here. */
  private static boolean isOwn(@Nullable String origin, String host) {
    return origin == null || (origin.contains("//") && URI.create(origin).getAuthority() != null && URI.create(origin).getAuthority().equalsIgnoreCase(host));
  }
}
