package com.vicsee.contract.sdk;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The SDK with each operation of the contract, called by its id through one of its faces. */
final class Sdk implements AutoCloseable {

  /** Reads and writes the SDK's models as the SDK does. */
  static final ObjectMapper MODELS = com.vicsee.client.json.Json.MAPPER;

  private final Contract contract;
  private final SteeredTransport http = new SteeredTransport();
  private final VicSeeClient client;

  Sdk(Contract contract, Target target) {
    this(contract, target, Face.SYNC);
  }

  Sdk(Contract contract, Target target, Face face) {
    this.contract = contract;
    client = face.of(VicSeeClient.builder().baseUrl(target.baseUrl()).apiKey(Persona.PRO.key()).transport(http)
        .retryPolicy(RetryPolicy.never()).build());
  }

  /** The client itself. */
  VicSeeClient client() {
    return client;
  }

  /** Calls an operation with its own valid request, which is changed on its way out. */
  ApiResponse<?> call(Operation operation, UnaryOperator<ApiRequest> change) {
    JsonNode body = operation.body().map(b -> b.first()).orElseGet(MODELS::createObjectNode);
    return call(operation, body, RequestOptions.none(), change);
  }

  /** Calls an operation with parameters of its query. */
  ApiResponse<?> ask(Operation operation, JsonNode query) {
    return call(operation, MODELS.createObjectNode(), query, RequestOptions.none(), UnaryOperator.identity());
  }

  /** Calls an operation with a body and options, which is changed on its way out. */
  ApiResponse<?> call(Operation operation, JsonNode body, RequestOptions options, UnaryOperator<ApiRequest> change) {
    return call(operation, body, MODELS.createObjectNode(), options, change);
  }

  private ApiResponse<?> call(Operation operation, JsonNode body, JsonNode query, RequestOptions options, UnaryOperator<ApiRequest> change) {
    JsonNode written = contract.at(operation.pointer());
    String tag = written.path("tags").path(0).asString();
    String group = written.path("x-sdk").path("group").asString(tag.substring(0, 1).toLowerCase(Locale.ROOT) + tag.substring(1));
    String name = written.path("x-sdk").path("method").asString(operation.id()) + "WithResponse";
    String id = operation.parameters().stream().filter(p -> p.name().equals("id") && p.example() != null)
        .map(p -> p.example().stringValue()).findFirst().orElse("");
    http.steer(change);
    try {
      Method accessor = VicSeeClient.class.getMethod(group);
      Method call = Arrays.stream(accessor.getReturnType().getMethods())
          .filter(method -> method.getName().equals(name) && Arrays.asList(method.getParameterTypes()).contains(RequestOptions.class))
          .max(Comparator.comparingInt(Method::getParameterCount))
          .orElseThrow(() -> new AssertionError("The SDK has no method " + group + "()." + name + " for the operation " + operation.id()));
      Object[] arguments = Arrays.stream(call.getParameterTypes()).map(type -> argument(type, id, body, query, options)).toArray();
      return (ApiResponse<?>) call.invoke(accessor.invoke(client), arguments);
    } catch (InvocationTargetException wrapper) {
      if (wrapper.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(wrapper.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("The SDK cannot be called for the operation " + operation.id(), e);
    }
  }

  /** A parameter of a generated method is the options, a part of the path, the query, or the body. */
  private static Object argument(Class<?> type, String id, JsonNode body, JsonNode query, RequestOptions options) {
    if (type == RequestOptions.class) {
      return options;
    }
    if (type == String.class) {
      return id;
    }
    return MODELS.treeToValue(type.getSimpleName().endsWith("Params") ? query : body, type);
  }

  /** What the SDK wanted to send last. */
  ApiRequest lastAsked() {
    return http.lastAsked();
  }

  /** What was sent and came last. */
  Exchange last() {
    return http.last();
  }

  @Override
  public void close() {
    client.close();
  }
}
