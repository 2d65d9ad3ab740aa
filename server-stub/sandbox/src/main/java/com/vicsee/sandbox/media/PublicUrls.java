package com.vicsee.sandbox.media;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Makes the URLs that callers follow. They have the host under which the server was called, unless {@code vicsee.public-url} names another. */
@Component
public final class PublicUrls {
  private final String configured;

  PublicUrls(@Value("${vicsee.public-url:}") String configured) {
    this.configured = configured;
  }

  /** Returns the URL of a path of this server. Only to be called while a request is handled. */
  public URI of(String path) {
    return URI.create(base() + path);
  }

  /** Tells whether a URL is one of this server's own, and if so returns its path; otherwise an empty string. */
  String ownPath(String url) {
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
