package com.vicsee.sandbox.operations;

import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.Operation;
import io.micrometer.common.KeyValues;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names each request in {@code http.server.requests} by operation, status and error code. The contract bounds the number of all three: no user, key or id is among
 * the tags.
 */
@Component
final class RequestMetrics extends DefaultServerRequestObservationConvention {
  private static final String NONE = "none";

  @Override
  public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
    var request = context.getCarrier();
    return KeyValues.of(
        "operation", request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE) instanceof Operation operation ? operation.operationId() : NONE,
        "status", context.getResponse() == null ? NONE : Integer.toString(context.getResponse().getStatus()),
        "code", request.getAttribute(ErrorWriter.CODE_ATTRIBUTE) instanceof String code ? code : NONE);
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
    return KeyValues.empty();
  }
}
