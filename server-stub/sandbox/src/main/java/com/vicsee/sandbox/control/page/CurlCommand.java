package com.vicsee.sandbox.control.page;

import com.vicsee.sandbox.control.page.Scenario.Request;
import java.util.ArrayList;
import java.util.List;

/** Writes a request as a curl command that any POSIX shell takes as it stands. */
final class CurlCommand {
  private static final String NEXT_LINE = " \\\n  ";

  private CurlCommand() {}

  static String of(Request request) {
    List<String> parts = new ArrayList<>();
    String usual = request.body() == null ? "GET" : "POST";
    String method = request.method().equals(usual) ? "" : "-X " + request.method() + ' ';
    parts.add("curl -i " + method + quote(request.url()));
    // A header without a value ends in a semicolon: with a colon, curl would leave it out.
    request.headers().forEach((name, value) -> parts.add("-H " + quote(value.isEmpty() ? name + ';' : name + ": " + value)));
    if (request.body() == null) {
      return String.join(NEXT_LINE, parts);
    }
    if (request.padding() == 0) {
      parts.add("--data-raw " + quote(request.body()));
      return String.join(NEXT_LINE, parts);
    }
    parts.add("--data-binary @-");
    return "{ printf %s " + quote(request.body()) + "; head -c " + request.padding() + " /dev/zero | tr '\\0' ' '; } |" + NEXT_LINE
        + String.join(NEXT_LINE, parts);
  }

  /** Nothing is special between single quotes but the single quote itself (POSIX.1-2024, XCU 2.2.2). */
  static String quote(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }
}
