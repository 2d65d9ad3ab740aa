package com.vicsee.sandbox.control.page;

import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;

/**
 * A file of the page. None is in one of Boot's folders of static resources, which are served in every profile.
 *
 * @param type the media type that it is served with
 */
record PageFile(Resource resource, MediaType type) {
  /** The contract; the build copies it from its artifact. */
  static final Resource CONTRACT = new ClassPathResource("/sandbox/openapi.yaml", PageFile.class);

  /** The reference page; the build copies it when the contract's module has made it. */
  static final Resource REFERENCE = new ClassPathResource("/sandbox/reference/index.html", PageFile.class);

  static final Resource PAGE = new ClassPathResource("/sandbox/page/index.html", PageFile.class);

  /** What the page loads, by name. */
  static final Map<String, PageFile> ASSETS = Map.of(
      "page.css", of("page.css", "text/css;charset=UTF-8"),
      "page.js", of("page.js", "text/javascript;charset=UTF-8"),
      "icon.svg", of("icon.svg", "image/svg+xml"));

  private static PageFile of(String name, String type) {
    return new PageFile(new ClassPathResource("/sandbox/page/" + name, PageFile.class), MediaType.parseMediaType(type));
  }
}
