package com.vicsee.contract.sdk;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.ListModelsParams;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The SDK with each operation of the contract, called by its id through one of its faces. */
final class Sdk implements AutoCloseable {

  /** Reads and writes the SDK's models as the SDK does. */
  static final ObjectMapper MODELS = com.vicsee.client.json.Json.MAPPER;

  private static final Map<String, Call> CALLS = Map.of(
      "listModels", (client, id, body, options) -> client.models().listWithResponse(ListModelsParams.builder().build(), options),
      "generateMedia", (client, id, body, options) ->
          client.generations().createWithResponse(MODELS.treeToValue(body, GenerateRequest.class), options),
      "getTask", (client, id, body, options) -> client.tasks().retrieveWithResponse(id, options),
      "downloadResult", (client, id, body, options) -> client.tasks().linkWithResponse(id, options),
      "getCredits", (client, id, body, options) -> client.credits().balanceWithResponse(options),
      "upscaleImage", (client, id, body, options) ->
          client.tools().upscaleImageWithResponse(MODELS.treeToValue(body, UpscaleImageRequest.class), options),
      "upscaleVideo", (client, id, body, options) ->
          client.tools().upscaleVideoWithResponse(MODELS.treeToValue(body, UpscaleVideoRequest.class), options),
      "createUpload", (client, id, body, options) ->
          client.uploads().createWithResponse(MODELS.treeToValue(body, UploadRequest.class), options));

  private final SteeredTransport http = new SteeredTransport();
  private final VicSeeClient client;

  Sdk(Target target) {
    this(target, Face.SYNC);
  }

  Sdk(Target target, Face face) {
    client = face.of(VicSeeClient.builder().baseUrl(target.baseUrl()).apiKey(SandboxRequest.KEY).transport(http)
        .retryPolicy(RetryPolicy.never()).build());
  }

  private interface Call {
    ApiResponse<?> make(VicSeeClient client, String id, JsonNode body, RequestOptions options);
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

  /** Calls an operation with a body and options, which is changed on its way out. */
  ApiResponse<?> call(Operation operation, JsonNode body, RequestOptions options, UnaryOperator<ApiRequest> change) {
    Call call = CALLS.get(operation.id());
    if (call == null) {
      throw new AssertionError("No call of the SDK is known for the operation " + operation.id());
    }
    String id = operation.parameters().stream().filter(p -> p.name().equals("id") && p.example() != null)
        .map(p -> p.example().stringValue()).findFirst().orElse("");
    http.steer(change);
    return call.make(client, id, body, options);
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
