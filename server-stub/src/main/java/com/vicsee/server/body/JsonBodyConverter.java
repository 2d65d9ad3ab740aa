package com.vicsee.server.body;

import com.networknt.schema.Error;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the models of the contract as JSON. A body is read once, as a tree, and judged in the order of the contract: syntax, what each
 * {@link BodyCheck} demands, then the schema of the operation. It is written whole, with its length, so that nothing has been sent when a value cannot be
 * written.
 */
final class JsonBodyConverter extends AbstractHttpMessageConverter<Object> {
  private static final String MODELS = Operation.class.getPackageName();
  private static final String INCOMPLETE = "must arrive whole and in time, in well-formed chunks if it is chunked";

  private final ContractSchemas schemas;
  private final List<BodyCheck> checks;

  JsonBodyConverter(ContractSchemas schemas, List<BodyCheck> checks) {
    super(MediaType.APPLICATION_JSON);
    this.schemas = schemas;
    this.checks = checks;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type.getPackageName().equals(MODELS);
  }

  @Override
  protected Object readInternal(Class<? extends Object> type, HttpInputMessage message) throws IOException {
    ObjectNode body = parse(message);
    checks.stream().filter(check -> check.appliesTo(type)).forEach(check -> check.check(body));
    JsonText.check(body);
    ObjectNode normal = JsonNumbers.normalize(body);
    List<Error> errors = schemas.validate(operation(), normal);
    if (!errors.isEmpty()) {
      throw SchemaProblems.of(errors, body, schemas::knownFields);
    }
    return ContractJson.MAPPER.treeToValue(normal, type);
  }

  private ObjectNode parse(HttpInputMessage message) {
    // JSON on the wire is UTF-8 (RFC 8259, section 8.1); given bytes, Jackson would guess UTF-16 and UTF-32 too.
    try (var text = new InputStreamReader(message.getBody(), StandardCharsets.UTF_8.newDecoder())) {
      JsonNode tree = ContractJson.MAPPER.readTree(text);
      if (tree.isMissingNode()) {
        throw ApiProblem.of(Message.INVALID_JSON);
      }
      if (!(tree instanceof ObjectNode object)) {
        throw ApiProblem.invalidParameter("body", "must be a JSON object; received " + Excerpt.of(tree));
      }
      return object;
    } catch (StreamConstraintsException e) {
      throw ApiProblem.invalidParameter("body", "is nested too deeply, or has a number or a name that is too long");
    } catch (JacksonIOException e) {
      throw e.getCause() instanceof CharacterCodingException ? ApiProblem.of(Message.INVALID_JSON) : ApiProblem.invalidParameter("body", INCOMPLETE);
    } catch (JacksonException e) {
      throw ApiProblem.of(Message.INVALID_JSON);
    } catch (IOException e) {
      throw ApiProblem.invalidParameter("body", INCOMPLETE);
    }
  }

  private static Operation operation() {
    var attributes = RequestContextHolder.currentRequestAttributes();
    return (Operation) Objects.requireNonNull(
        attributes.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST), "a request that the gate has admitted");
  }

  @Override
  protected void writeInternal(Object value, HttpOutputMessage message) throws IOException {
    byte[] body = ContractJson.write(value);
    message.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    message.getHeaders().setContentLength(body.length);
    message.getBody().write(body);
  }
}
