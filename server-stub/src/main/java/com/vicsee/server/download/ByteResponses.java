package com.vicsee.server.download;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.FieldLines;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.HeaderNames;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.StreamUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Sends bytes with validators and ranges (RFC 9110, sections 13 and 14), as a stream.
 *
 * <p>Spring reads lists of validators and compares them. The fields are evaluated here, because Spring ignores {@code If-None-Match: *} and {@code If-Match} of
 * a GET, and has no {@code If-Range}.
 */
public final class ByteResponses {
  /** What is longer does not fit the buffers between us and a caller who reads slowly; the container sends it without a thread. */
  private static final int BY_THE_CONTAINER = 48 * 1024;

  private ByteResponses() {}

  /**
   * Answers the current request with bytes, a range of them, or a 304 when the caller has them already.
   *
   * @param version identifies these bytes, for the {@code ETag}; it must change when the bytes change (RFC 9110, section 8.8.1)
   * @throws ApiProblem if {@code If-Match} names other bytes, or the range starts beyond the end
   * @throws UncheckedIOException if the bytes cannot be read or sent
   */
  public static void send(Resource bytes, String contentType, String version) {
    var current = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    try {
      send(current.getRequest(), Objects.requireNonNull(current.getResponse(), "a response"), bytes, contentType, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpServletRequest request, HttpServletResponse response, Resource bytes, String contentType, String version)
      throws IOException {
    long size = bytes.contentLength();
    String etag = etag(version, size);
    checkIfMatch(request, etag);
    String known = FieldLines.combined(request, HttpHeaders.IF_NONE_MATCH);
    if (known != null && matches(known, etag, false)) {
      response.setHeader(HeaderNames.ETAG, etag);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Optional<ByteRange> range = range(request, etag);
    if (range.isPresent() && !range.get().isSatisfiable(size)) {
      throw ApiProblem.of(Message.RANGE_NOT_SATISFIABLE, size).with(HeaderNames.CONTENT_RANGE, ByteRange.UNIT + " */" + size);
    }
    response.setHeader(HeaderNames.ETAG, etag);
    response.setHeader(HeaderNames.ACCEPT_RANGES, ByteRange.UNIT);
    long start = range.map(it -> it.start(size)).orElse(0L);
    long end = range.map(it -> it.end(size)).orElse(size - 1);
    if (range.isPresent()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(HeaderNames.CONTENT_RANGE, ByteRange.UNIT + " " + start + "-" + end + "/" + size);
    }
    response.setContentType(contentType);
    response.setContentLengthLong(end - start + 1);
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      response.flushBuffer();
    } else if (bytes.isFile() && end - start >= BY_THE_CONTAINER && Boolean.TRUE.equals(request.getAttribute(Globals.SENDFILE_SUPPORTED_ATTR))) {
      request.setAttribute(Globals.SENDFILE_FILENAME_ATTR, bytes.getFile().toPath().toRealPath().toString());
      request.setAttribute(Globals.SENDFILE_FILE_START_ATTR, start);
      request.setAttribute(Globals.SENDFILE_FILE_END_ATTR, end + 1);
    } else {
      try (InputStream in = bytes.getInputStream()) {
        StreamUtils.copyRange(in, response.getOutputStream(), start, end);
      }
      response.flushBuffer();
    }
  }

  /** Returns the strong validator of bytes (RFC 9110, section 8.8.3). */
  public static String etag(String version, long size) {
    return '"' + version + '-' + Long.toHexString(size) + '"';
  }

  /** Evaluates {@code If-Match} by strong comparison (RFC 9110, section 13.1.1). */
  private static void checkIfMatch(HttpServletRequest request, String etag) {
    String expected = FieldLines.combined(request, HttpHeaders.IF_MATCH);
    if (expected != null && !matches(expected, etag, true)) {
      throw ApiProblem.of(Message.PRECONDITION_FAILED).with(HeaderNames.ETAG, etag);
    }
  }

  /**
   * Evaluates the preconditions of a request that replaces bytes (RFC 9110, section 13.2.2).
   *
   * @param etag the validator of the current bytes; null when there are none
   * @throws ApiProblem if {@code If-Match} names other bytes, or {@code If-None-Match} names the current ones
   */
  public static void checkWritable(HttpServletRequest request, @Nullable String etag) {
    String expected = FieldLines.combined(request, HttpHeaders.IF_MATCH);
    String unexpected = FieldLines.combined(request, HttpHeaders.IF_NONE_MATCH);
    if (etag == null) {
      if (expected != null) {
        throw ApiProblem.of(Message.PRECONDITION_FAILED);
      }
      return;
    }
    checkIfMatch(request, etag);
    if (unexpected != null && matches(unexpected, etag, false)) {
      throw ApiProblem.of(Message.PRECONDITION_FAILED).with(HeaderNames.ETAG, etag);
    }
  }

  private static boolean matches(String list, String etag, boolean strong) {
    ETag current = ETag.create(etag);
    return list.strip().equals("*") || ETag.parse(list).stream().anyMatch(it -> it.compare(current, strong));
  }

  /** Range is defined for GET only (section 14.2). After an {@code If-Range} that does not match strongly all bytes are sent (section 13.1.5). */
  private static Optional<ByteRange> range(HttpServletRequest request, String etag) {
    String range = FieldLines.combined(request, HttpHeaders.RANGE);
    String ifRange = FieldLines.combined(request, HttpHeaders.IF_RANGE);
    boolean applies = range != null && HttpMethod.GET.matches(request.getMethod()) && (ifRange == null || ifRange.strip().equals(etag));
    return applies ? ByteRange.parse(range) : Optional.empty();
  }
}
