package com.vicsee.server.web;

import com.vicsee.server.generated.model.ErrorCode.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON body as a tree before it is bound, so that the checks come in the contract's order: syntax first, then what a {@link BodyCheck} demands,
 * then the types and bounds of each field.
 */
@ControllerAdvice(basePackages = "com.vicsee.server")
final class JsonBody extends RequestBodyAdviceAdapter {
  private static final String TREE = JsonBody.class.getName();
  /** Digits that a double keeps exactly, as other readers of JSON do. */
  private static final int LONGEST_INTEGER = 15;

  private static final String TEXT_RULE = "must be Unicode text without U+0000 and without unpaired surrogates";

  private final JsonMapper json;
  private final List<BodyCheck> checks;

  JsonBody(JsonMapper json, List<BodyCheck> checks) {
    this.json = json;
    this.checks = checks;
  }

  /** Returns the body of the current request as it was sent, if it was JSON. */
  static @Nullable JsonNode current() {
    var attributes = RequestContextHolder.getRequestAttributes();
    return attributes == null ? null : (JsonNode) attributes.getAttribute(TREE, RequestAttributes.SCOPE_REQUEST);
  }

  @Override
  public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
      HttpInputMessage message, MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter)
      throws IOException {
    byte[] bytes = message.getBody().readAllBytes();
    JsonNode tree = parse(bytes);
    RequestContextHolder.currentRequestAttributes().setAttribute(TREE, tree, RequestAttributes.SCOPE_REQUEST);
    if (!(tree instanceof ObjectNode object)) {
      throw ApiProblem.invalidParameter("body", "must be a JSON object; received " + InvalidBody.quote(tree));
    }
    for (BodyCheck check : checks) {
      if (check.appliesTo(type)) {
        check.check(object);
      }
    }
    checkText(new ArrayDeque<>(), object);
    return new Reread(message.getHeaders(), writeIntegers(object) ? json.writeValueAsBytes(object) : bytes);
  }

  @Override
  public @Nullable Object handleEmptyBody(
      @Nullable Object body,
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    throw ApiProblem.of(Message.INVALID_JSON);
  }

  private JsonNode parse(byte[] bytes) {
    try {
      // Jackson would guess UTF-16 and UTF-32 too, and JSON on the wire is UTF-8 (RFC 8259, section 8.1).
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = json.readTree(text);
      if (tree.isMissingNode()) {
        throw ApiProblem.of(Message.INVALID_JSON);
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw ApiProblem.invalidParameter("body", "is nested too deeply, or has a number or a name that is too long");
    } catch (CharacterCodingException | JacksonException e) {
      throw ApiProblem.of(Message.INVALID_JSON);
    }
  }

  /** JSON can escape what is no text: U+0000, which PostgreSQL does not keep, and half a surrogate pair, which UTF-8 does not have (RFC 8259, section 8.2). */
  private static void checkText(Deque<Object> path, JsonNode node) {
    if (node.isString() && !isText(node.stringValue())) {
      throw ApiProblem.invalidParameter(InvalidBody.join(path), TEXT_RULE);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      path.addLast(i);
      checkText(path, node.get(i));
      path.removeLast();
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!isText(property.getKey())) {
        throw ApiProblem.invalidParameter(path.isEmpty() ? "body" : InvalidBody.join(path), "has a field whose name " + TEXT_RULE);
      }
      path.addLast(property.getKey());
      checkText(path, property.getValue());
      path.removeLast();
    }
  }

  private static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** JSON Schema takes 5.0 for an integer, Jackson does not: writes it as 5. Tells whether anything was changed. */
  private static boolean writeIntegers(ObjectNode object) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> property : List.copyOf(object.properties())) {
      JsonNode value = property.getValue();
      if (value instanceof ObjectNode inner) {
        changed |= writeIntegers(inner);
      } else if (value.isFloatingPointNumber() && isWhole(value)) {
        object.put(property.getKey(), value.decimalValue().longValueExact());
        changed = true;
      }
    }
    return changed;
  }

  private static boolean isWhole(JsonNode number) {
    BigDecimal value = number.decimalValue();
    // The magnitude first: a number of four characters, 1e999999999, would fill the memory when written out.
    return value.signum() == 0 || value.precision() - value.scale() <= LONGEST_INTEGER && value.stripTrailingZeros().scale() <= 0;
  }

  private record Reread(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {
    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }
  }
}
