package com.vicsee.server.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a header field. */
public final class FieldLines {
  private FieldLines() {}

  /**
   * Returns the lines of a field as one value, in their order (RFC 9110, section 5.3); null when there is none. A field that is not a list is malformed when it
   * is sent twice, and its combined value breaks its syntax.
   */
  public static @Nullable String combined(HttpServletRequest request, String name) {
    // A line that the container could not read is null.
    List<String> lines = Collections.list(request.getHeaders(name)).stream().filter(Objects::nonNull).toList();
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  /**
   * Rejects a field that is not a list and was sent twice. Otherwise this server might use the first line, and another program the last.
   *
   * @throws ApiProblem if there are several lines
   */
  public static void checkSingle(HttpServletRequest request, String name) {
    int lines = Collections.list(request.getHeaders(name)).size();
    if (lines > 1) {
      throw ApiProblem.invalidParameter(name, "must be sent once; received " + lines + " lines");
    }
  }
}
