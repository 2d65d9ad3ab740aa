package com.vicsee.sandbox.control.page;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;

/**
 * A file of the page. No such file is in Boot's folders of static resources, which Boot serves in any case.
 *
 * @param type the media type of the response
 */
record PageFile(Resource resource, MediaType type) {
  /** The contract. The build copies it from its artifact. */
  static final Resource CONTRACT = new ClassPathResource("/sandbox/openapi.yaml", PageFile.class);

  /** The reference page. The build copies it if the module of the contract has made it. */
  static final Resource REFERENCE = new ClassPathResource("/sandbox/reference/index.html", PageFile.class);

  static final Resource PAGE = new ClassPathResource("/sandbox/page/index.html", PageFile.class);

  /** The files that the page loads, by name. */
  static final Map<String, PageFile> ASSETS =
      List.of("page.css", "icon.svg", "page.js", "answers.js", "control.js", "data.js", "dom.js", "generate.js", "requests.js").stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), PageFile::of));

  private static PageFile of(String name) {
    String type = name.endsWith(".js") ? "text/javascript;charset=UTF-8" : name.endsWith(".css") ? "text/css;charset=UTF-8" : "image/svg+xml";
    return new PageFile(new ClassPathResource("/sandbox/page/" + name, PageFile.class), MediaType.parseMediaType(type));
  }
}
