package com.vicsee.sandbox.api;

import com.vicsee.sandbox.media.MediaUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Makes the URLs that callers follow. They have the host under which the server was called, unless {@code vicsee.public-url} names another. */
@Component
final class PublicUrls implements MediaUrls {
  private final String configured;

  PublicUrls(@Value("${vicsee.public-url:}") String configured) {
    this.configured = configured;
  }

  @Override
  public URI of(String path) {
    return URI.create(base() + path);
  }

  @Override
  public String ownPath(String url) {
    String base = base();
    return url.startsWith(base + "/") ? url.substring(base.length()) : "";
  }

  private String base() {
    return configured.isEmpty() ? origin(((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest()) : configured;
  }

  private static String origin(HttpServletRequest request) {
    String scheme = request.getScheme();
    int port = request.getServerPort();
    boolean usual = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port) + request.getContextPath();
  }
}
