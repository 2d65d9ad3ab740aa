package com.vicsee.sandbox.operations;

import com.vicsee.server.error.ErrorWriter;
import com.vicsee.server.model.HeaderNames;
import com.vicsee.server.model.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Times each request by operation, status and error code, all three from the contract and so of a bounded number: no user, key or id is among the tags. It
 * stands around everything else in the container, so that what is refused before any filter counts too.
 *
 * <p>Writes a line for each request to the logger {@code com.vicsee.access}, at level debug, which is off by default.
 */
@Component
final class RequestMeter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  static final String NAME = "vicsee.requests";
  private static final String NONE = "none";
  private static final Logger ACCESS = LoggerFactory.getLogger("com.vicsee.access");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();

  /**
   * How a request ended.
   *
   * @param operation null when there is no such operation
   * @param code null when there was no error
   */
  private record Outcome(@Nullable Operation operation, int status, @Nullable String code) {}

  RequestMeter(MeterRegistry registry) {
    this.registry = registry;
    for (Operation operation : Operation.values()) {
      timer(new Outcome(operation, 200, null));
    }
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Around());
  }

  private void record(Request request, Response response, long nanos) {
    var operation = (Operation) request.getAttribute(ErrorWriter.OPERATION_ATTRIBUTE);
    var code = (String) request.getAttribute(ErrorWriter.CODE_ATTRIBUTE);
    timer(new Outcome(operation, response.getStatus(), code)).record(nanos, TimeUnit.NANOSECONDS);
    if (ACCESS.isDebugEnabled()) {
      ACCESS.debug("{} {} {} {} {} ms {}", request.getMethod(), withoutSecret(String.valueOf(request.getRequestURI())), response.getStatus(),
          code == null ? "-" : code, TimeUnit.NANOSECONDS.toMillis(nanos), response.getHeader(HeaderNames.X_REQUEST_ID));
    }
  }

  /** The name of a medium or of an upload is the secret of its URL. */
  private static String withoutSecret(String path) {
    return path.startsWith("/media/") || path.startsWith("/uploads/") ? path.substring(0, path.indexOf('/', 1) + 1) + '*' : path;
  }

  private Timer timer(Outcome outcome) {
    Timer known = timers.get(outcome);
    return known != null ? known : timers.computeIfAbsent(outcome, it -> Timer.builder(NAME)
        .description("Requests by operation, status and error code")
        .tag("operation", it.operation() == null ? NONE : it.operation().operationId())
        .tag("status", Integer.toString(it.status()))
        .tag("code", it.code() == null ? NONE : it.code())
        .serviceLevelObjectives(BUCKETS)
        .register(registry));
  }

  private final class Around extends ValveBase {
    Around() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      long start = System.nanoTime();
      try {
        getNext().invoke(request, response);
      } finally {
        // A request whose body is still to come passes here again when it is there.
        if (!request.isAsyncStarted()) {
          record(request, response, System.nanoTime() - start);
        }
      }
    }
  }
}
