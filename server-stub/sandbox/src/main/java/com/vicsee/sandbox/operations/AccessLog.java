package com.vicsee.sandbox.operations;

import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.HeaderNames;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** Writes a line for each request to the logger {@code com.vicsee.access}, at level debug, which is off by default. */
@Component
final class AccessLog implements ObservationHandler<ServerRequestObservationContext> {
  private static final Logger LOG = LoggerFactory.getLogger("com.vicsee.access");

  @Override
  public boolean supportsContext(Observation.Context context) {
    return LOG.isDebugEnabled() && context instanceof ServerRequestObservationContext;
  }

  @Override
  public void onStop(ServerRequestObservationContext context) {
    var request = context.getCarrier();
    var response = Objects.requireNonNull(context.getResponse());
    LOG.debug("{} {} {} {} {}", request.getMethod(), withoutSecret(request.getRequestURI()), response.getStatus(),
        Objects.requireNonNullElse(request.getAttribute(ErrorWriter.CODE_ATTRIBUTE), "-"), response.getHeader(HeaderNames.X_REQUEST_ID));
  }

  /** The name of a result or of an upload is the secret of its URL. */
  private static String withoutSecret(String path) {
    return path.startsWith("/media/") || path.startsWith("/uploads/") ? path.substring(0, path.indexOf('/', 1) + 1) + '*' : path;
  }
}
