package com.vicsee.sandbox.media;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.catalina.Globals;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.stereotype.Component;

/** Sends files with validators and ranges (RFC 9110, sections 13 and 14), as a stream. */
@Component
public final class ByteResponses {
  private static final String UNIT = "bytes";
  /** What is longer does not fit the buffers between us and a caller who reads slowly; the container sends it without a thread. */
  private static final int BY_THE_CONTAINER = 48 * 1024;

  /**
   * Sends a file, a range of it, or word that the caller has it already.
   *
   * @param version what tells these bytes from any others, for the {@code ETag}
   * @throws ApiProblem if the range lies behind the end
   */
  public void send(HttpServletRequest request, HttpServletResponse response, Path file, String contentType, String version)
      throws IOException {
    long size = Files.size(file);
    String etag = '"' + version + '-' + Long.toHexString(size) + '"';
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && isKnown(known, etag)) {
      response.setHeader(HeaderNames.ETAG, etag);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    long start = 0;
    long end = size - 1;
    HttpRange range = range(request, etag, size);
    response.setHeader(HeaderNames.ETAG, etag);
    response.setHeader(HeaderNames.ACCEPT_RANGES, UNIT);
    if (range != null) {
      start = range.getRangeStart(size);
      end = range.getRangeEnd(size);
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(HeaderNames.CONTENT_RANGE, UNIT + " " + start + "-" + end + "/" + size);
    }
    response.setContentType(contentType);
    response.setContentLengthLong(end - start + 1);
    if (request.getMethod().equals(HttpMethod.HEAD.name())) {
      response.flushBuffer();
    } else if (end - start >= BY_THE_CONTAINER && Boolean.TRUE.equals(request.getAttribute(Globals.SENDFILE_SUPPORTED_ATTR))) {
      request.setAttribute(Globals.SENDFILE_FILENAME_ATTR, file.toRealPath().toString());
      request.setAttribute(Globals.SENDFILE_FILE_START_ATTR, start);
      request.setAttribute(Globals.SENDFILE_FILE_END_ATTR, end + 1);
    } else {
      copy(file, start, end - start + 1, response.getOutputStream());
      response.flushBuffer();
    }
  }

  /** Weak comparison: a cache may have marked what it keeps as weak (section 13.1.2). */
  private static boolean isKnown(String known, String etag) {
    return known.strip().equals("*")
        || Arrays.stream(known.split(",")).map(String::strip).map(it -> it.startsWith("W/") ? it.substring(2) : it).anyMatch(etag::equals);
  }

  /** Several ranges at once, another unit and a stale {@code If-Range} are answered with the whole, as section 14.2 allows. */
  private static @org.jspecify.annotations.Nullable HttpRange range(HttpServletRequest request, String etag, long size) {
    String header = request.getHeader(HttpHeaders.RANGE);
    String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
    if (header == null || !header.startsWith(UNIT + "=") || (ifRange != null && !ifRange.equals(etag))) {
      return null;
    }
    List<HttpRange> ranges;
    try {
      ranges = HttpRange.parseRanges(header);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (ranges.size() != 1) {
      return null;
    }
    HttpRange range = ranges.get(0);
    try {
      if (range.getRangeStart(size) < size && range.getRangeEnd(size) >= range.getRangeStart(size)) {
        return range;
      }
    } catch (IllegalArgumentException e) {
      // Behind the end.
    }
    throw ApiProblem.of(Message.RANGE_NOT_SATISFIABLE, size).with(HeaderNames.CONTENT_RANGE, UNIT + " */" + size);
  }

  private static void copy(Path file, long start, long length, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      byte[] buffer = new byte[64 * 1024];
      long left = length;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          return;
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }
}
