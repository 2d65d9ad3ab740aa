package com.vicsee.client.spring;

import com.vicsee.client.http.Transport;
import com.vicsee.client.model.Operation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Observes each request by operation and outcome, under the name {@code vicsee.client.requests}. */
final class ObservedTransport implements Transport {

  private final Transport delegate;
  private final ObservationRegistry registry;

  ObservedTransport(Transport delegate, ObservationRegistry registry) {
    this.delegate = delegate;
    this.registry = registry;
  }

  @Override
  public <T extends @Nullable Object> T send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
    Observation observation = start(request);
    try {
      return delegate.send(request, observing(handler, observation));
    } catch (IOException | InterruptedException | RuntimeException failure) {
      observation.error(failure);
      throw failure;
    } finally {
      observation.stop();
    }
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    Observation observation = start(request);
    CompletableFuture<T> body;
    try {
      body = delegate.sendAsync(request, observing(handler, observation));
    } catch (RuntimeException failure) {
      observation.error(failure).stop();
      throw failure;
    }
    body.whenComplete((value, failure) -> {
      if (failure != null) {
        // The same name of an error as in a synchronous call.
        observation.error(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
      }
      observation.stop();
    });
    return body;
  }

  private Observation start(HttpRequest request) {
    return Observation.createNotStarted("vicsee.client.requests", registry)
        .lowCardinalityKeyValue("operation", operation(request))
        .lowCardinalityKeyValue("outcome", "UNKNOWN")
        .start();
  }

  private static <T extends @Nullable Object> BodyHandler<T> observing(BodyHandler<T> handler, Observation observation) {
    return response -> {
      observation.lowCardinalityKeyValue("outcome", outcome(response.statusCode()));
      return handler.apply(response);
    };
  }

  /** Names the operation by method and path; a signed URL belongs to none. */
  private static String operation(HttpRequest request) {
    return Arrays.stream(Operation.values())
        .filter(each -> each.method().equals(request.method()))
        .filter(each -> request.uri().getPath().matches(".*" + each.path().replaceAll("\\{\\w+}", "[^/]+")))
        .map(Operation::operationId)
        .findFirst()
        .orElse("transfer");
  }

  private static String outcome(int status) {
    return switch (status / 100) {
      case 1 -> "INFORMATIONAL";
      case 2 -> "SUCCESS";
      case 3 -> "REDIRECTION";
      case 4 -> "CLIENT_ERROR";
      case 5 -> "SERVER_ERROR";
      default -> "UNKNOWN";
    };
  }
}
