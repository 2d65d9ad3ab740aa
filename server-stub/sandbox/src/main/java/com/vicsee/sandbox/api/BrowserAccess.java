package com.vicsee.sandbox.api;

import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.Uploads;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Lets pages of any origin read results, and read and write uploads (contract, "Browsers"). The API itself is closed to them. */
@Configuration(proxyBeanMethods = false)
class BrowserAccess {
  /** In seconds: how long a browser need not ask again. */
  private static final long MAX_AGE = 3600;

  /** It comes early, so that a page can read the refusal of an upload too. */
  @Bean
  FilterRegistrationBean<CorsFilter> cors() {
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration(MediaStore.PATH + "*", open(HttpMethod.GET, HttpMethod.HEAD));
    source.registerCorsConfiguration(Uploads.PATH + "*", open(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT));
    var registration = new FilterRegistrationBean<>(new CorsFilter(source));
    registration.setUrlPatterns(List.of(MediaStore.PATH + "*", Uploads.PATH + "*"));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
    return registration;
  }

  private static CorsConfiguration open(HttpMethod... methods) {
    var open = new CorsConfiguration();
    open.addAllowedOrigin(CorsConfiguration.ALL);
    open.addAllowedHeader(CorsConfiguration.ALL);
    open.setAllowedMethods(List.of(methods).stream().map(HttpMethod::name).toList());
    open.setExposedHeaders(List.of(HeaderNames.ETAG, HeaderNames.ACCEPT_RANGES, HeaderNames.CONTENT_RANGE, HeaderNames.X_REQUEST_ID));
    open.setMaxAge(MAX_AGE);
    return open;
  }

  /** Answers OPTIONS beside the API as the API does. Spring would send an {@code Accept-Patch} that is empty, which is no list of media types (RFC 5789, section 3.1). */
  @Bean
  WebMvcRegistrations mappingsWithoutOptions() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new WithoutOptions();
      }
    };
  }

  private static final class WithoutOptions extends RequestMappingHandlerMapping {
    @Override
    protected HandlerMethod handleNoMatch(Set<RequestMappingInfo> known, String path, HttpServletRequest request) throws ServletException {
      HandlerMethod handler = super.handleNoMatch(known, path, request);
      if (handler != null && HttpMethod.OPTIONS.matches(request.getMethod())) {
        throw new HttpRequestMethodNotSupportedException(request.getMethod(), known.stream()
            .filter(it -> it.getActivePatternsCondition().getMatchingCondition(request) != null)
            .flatMap(it -> it.getMethodsCondition().getMethods().stream()).map(Enum::name).distinct().toList());
      }
      return handler;
    }
  }
}
