package com.vicsee.server.gate;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.error.FieldLines;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Checks the form of a request by its head: media types of request and response, the size of the body, and the query. */
final class RequestFormCheck {
  /** JSON and media have no charset that a caller could choose, so whatever {@code Accept} asks for changes nothing, and need not be a charset that Java knows. */
  private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*(\"[^\"]*\"|[^;,]*)");

  private final Map<Operation, List<MediaType>> produced = new EnumMap<>(Operation.class);
  private final Map<Operation, List<MediaType>> consumed = new EnumMap<>(Operation.class);

  RequestFormCheck() {
    for (Operation operation : Operation.values()) {
      produced.put(operation, operation.responseMediaTypes().stream().map(MediaType::parseMediaType).toList());
      consumed.put(operation, operation.requestMediaTypes().stream().map(MediaType::parseMediaType).toList());
    }
  }

  /**
   * Returns the request, as handlers are to see it.
   *
   * @throws ApiProblem if the form is not one that the operation takes
   */
  HttpServletRequest check(HttpServletRequest request, Operation operation) {
    checkAccept(request, operation);
    if (!operation.requestMediaTypes().isEmpty()) {
      if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
        checkContentType(request, operation);
      }
      long limit = operation.maxBodyBytes().orElse(0);
      if (request.getContentLengthLong() > limit) {
        throw ApiProblem.of(Message.PAYLOAD_TOO_LARGE, limit);
      }
    }
    checkQuery(request.getQueryString());
    return new Negotiated(request);
  }

  private void checkAccept(HttpServletRequest request, Operation operation) {
    List<String> sent = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    try {
      List<MediaType> accepted = MediaType.parseMediaTypes(sent.stream().map(line -> CHARSET.matcher(line).replaceAll("")).toList());
      List<MediaType> answers = produced.getOrDefault(operation, List.of());
      if (accepted.isEmpty() || accepted.stream().anyMatch(it -> it.getQualityValue() > 0 && answers.stream().anyMatch(it::isCompatibleWith))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // Not a list of media types, so nothing in it can be answered with.
    }
    throw ApiProblem.of(Message.NOT_ACCEPTABLE, Excerpt.of(String.join(", ", sent)), String.join(", ", operation.responseMediaTypes()));
  }

  private void checkContentType(HttpServletRequest request, Operation operation) {
    FieldLines.checkSingle(request, HttpHeaders.CONTENT_TYPE);
    String sent = request.getContentType();
    String supported = String.join(", ", operation.requestMediaTypes());
    ContentCoding.check(request, supported);
    if (sent == null || !isSupported(sent, operation)) {
      throw ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, sent == null || sent.isBlank() ? "(none)" : Excerpt.of(sent), supported);
    }
  }

  /** JSON is UTF-8 (RFC 8259, section 8.1); another charset is another media type here. */
  private boolean isSupported(String sent, Operation operation) {
    try {
      MediaType type = MediaType.parseMediaType(sent);
      return (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
          && consumed.getOrDefault(operation, List.of()).stream().anyMatch(it -> it.equalsTypeAndSubtype(type));
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
      if (pair.isEmpty()) {
        // "a=1&&b=2" has two pairs (URL standard, section 5.1).
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), query);
      if (name.isEmpty()) {
        throw ApiProblem.invalidParameter("query", "must have a name before each =; received " + Excerpt.quoted(query));
      }
      if (decode(equals < 0 ? "" : pair.substring(equals + 1), query).isEmpty()) {
        throw ApiProblem.invalidParameter(Excerpt.of(name), "must have a value; received an empty one");
      }
      if (!names.add(name)) {
        throw ApiProblem.invalidParameter(Excerpt.of(name), "must be sent once; received more than one");
      }
    }
  }

  private static String decode(String text, String query) {
    try {
      byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ApiProblem.invalidParameter("query", "must be percent-encoded UTF-8; received " + Excerpt.quoted(query));
    }
  }

  /**
   * A request whose media types are settled, and whose fields have one line each. Spring would negotiate again, by the parameters of {@code Accept} too, and
   * could fail after a handler has taken credits. Of two lines it would take the first, or join them without a blank, so that two keys look like one.
   */
  private static final class Negotiated extends HttpServletRequestWrapper {
    Negotiated(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(HttpHeaders.ACCEPT) ? null : FieldLines.combined((HttpServletRequest) getRequest(), name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      String value = getHeader(name);
      return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }
  }
}
