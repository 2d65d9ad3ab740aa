package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.error.FieldLines;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;

/** Checks the content coding of a request body. The server decodes no coding, such as gzip. */
public final class ContentCoding {
  private static final String IDENTITY = "identity";

  private ContentCoding() {}

  /**
   * Rejects a body with a coding (RFC 9110, section 8.4). The response says which codings are accepted (section 12.5.3).
   *
   * @param supported the media types that are accepted, for the message
   * @throws ApiProblem if the body has a coding
   */
  public static void check(HttpServletRequest request, String supported) {
    String codings = FieldLines.combined(request, HttpHeaders.CONTENT_ENCODING);
    if (codings != null && !Arrays.stream(codings.split(",")).map(String::strip).allMatch(it -> it.isEmpty() || it.equalsIgnoreCase(IDENTITY))) {
      throw ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, "with Content-Encoding " + Excerpt.of(codings), supported)
          .with(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    }
  }
}
