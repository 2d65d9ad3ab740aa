package com.vicsee.server.web;

import com.vicsee.server.generated.model.Operation;
import com.vicsee.server.generated.model.ErrorCode.Message;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Checks the form of a request, before anything of it is read: media types both ways, the size of the body, and the query. */
@Component
final class RequestFormCheck {
  private final Map<Operation, List<MediaType>> produced = new EnumMap<>(Operation.class);

  RequestFormCheck() {
    for (Operation operation : Operation.values()) {
      produced.put(operation, operation.responseMediaTypes().stream().map(MediaType::parseMediaType).toList());
    }
  }

  /**
   * Returns the request, its body bound to the limit of the operation.
   *
   * @throws ApiProblem if the form is not one that the operation takes
   */
  HttpServletRequest check(HttpServletRequest request, Operation operation) {
    checkAccept(request, operation);
    boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    if (!operation.requestMediaTypes().isEmpty()) {
      if (hasBody) {
        checkContentType(request, operation);
      }
      if (request.getContentLengthLong() > limit(operation)) {
        throw tooLarge(operation);
      }
    }
    checkQuery(request.getQueryString());
    return operation.requestMediaTypes().isEmpty() ? request : new Bounded(request, operation);
  }

  private void checkAccept(HttpServletRequest request, Operation operation) {
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (sent.isEmpty()) {
      return;
    }
    List<MediaType> answers = produced.getOrDefault(operation, List.of());
    try {
      List<MediaType> accepted = MediaType.parseMediaTypes(sent);
      if (accepted.isEmpty()
          || accepted.stream().anyMatch(it -> it.getQualityValue() > 0 && answers.stream().anyMatch(it::isCompatibleWith))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // Not a list of media types, so nothing in it can be answered with.
    }
    throw ApiProblem.of(
        Message.NOT_ACCEPTABLE, OperationMatcher.abbreviate(String.join(", ", sent)), String.join(", ", operation.responseMediaTypes()));
  }

  private static void checkContentType(HttpServletRequest request, Operation operation) {
    String sent = request.getContentType();
    String supported = String.join(", ", operation.requestMediaTypes());
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, "with Content-Encoding " + OperationMatcher.abbreviate(encoding), supported);
    }
    if (sent == null || !isSupported(sent, operation)) {
      throw ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, sent == null ? "(none)" : OperationMatcher.abbreviate(sent), supported);
    }
  }

  /** JSON is UTF-8 (RFC 8259, section 8.1); another charset is another media type here. */
  private static boolean isSupported(String sent, Operation operation) {
    try {
      MediaType type = MediaType.parseMediaType(sent);
      return (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
          && operation.requestMediaTypes().stream().map(MediaType::parseMediaType).anyMatch(it -> it.equalsTypeAndSubtype(type));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkQuery(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), query);
      if (decode(equals < 0 ? "" : pair.substring(equals + 1), query).isEmpty()) {
        throw ApiProblem.invalidParameter(OperationMatcher.abbreviate(name), "must have a value; received an empty one");
      }
      if (!names.add(name)) {
        throw ApiProblem.invalidParameter(OperationMatcher.abbreviate(name), "must be sent once; received more than one");
      }
    }
  }

  private static String decode(String text, String query) {
    try {
      byte[] bytes = java.net.URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ApiProblem.invalidParameter(
          "query", "must be percent-encoded UTF-8; received \"" + OperationMatcher.abbreviate(query) + '"');
    }
  }

  private static long limit(Operation operation) {
    return operation.maxBodyBytes().orElse(0);
  }

  private static ApiProblem tooLarge(Operation operation) {
    return ApiProblem.of(Message.PAYLOAD_TOO_LARGE, limit(operation));
  }

  /** A body without an announced length is counted while it is read. */
  private static final class Bounded extends HttpServletRequestWrapper {
    private final Operation operation;

    Bounded(HttpServletRequest request, Operation operation) {
      super(request);
      this.operation = operation;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new BoundedStream(super.getInputStream(), operation);
    }
  }

  private static final class BoundedStream extends ServletInputStream {
    private final ServletInputStream body;
    private final Operation operation;
    private long read;

    BoundedStream(ServletInputStream body, Operation operation) {
      this.body = body;
      this.operation = operation;
    }

    @Override
    public int read() {
      try {
        int b = body.read();
        count(b < 0 ? 0 : 1);
        return b;
      } catch (IOException e) {
        throw incomplete();
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      try {
        int n = body.read(into, offset, length);
        count(Math.max(0, n));
        return n;
      } catch (IOException e) {
        throw incomplete();
      }
    }

    private static ApiProblem incomplete() {
      return ApiProblem.invalidParameter("body", "must arrive whole and in time, in well-formed chunks if it is chunked");
    }

    private void count(int n) {
      read += n;
      if (read > limit(operation)) {
        throw tooLarge(operation);
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
