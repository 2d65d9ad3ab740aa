package com.vicsee.server.container;

import com.vicsee.server.body.RejectedBody;
import com.vicsee.server.error.ApiScope;
import com.vicsee.server.error.ErrorWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;

/**
 * Puts into the envelope what Tomcat rejects before any filter: a malformed request line, a header that is too large, an encoding that it does not know.
 * Makes Tomcat send {@code 100 Continue} when a body is read, and not before the gate has admitted the request (RFC 9110, section 10.1.1).
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final UnreadableRequests unreadable;
  private final ErrorWriter errors;
  private final ApiScope scope;

  ContainerErrors(UnreadableRequests unreadable, ErrorWriter errors, ApiScope scope) {
    this.unreadable = unreadable;
    this.errors = errors;
    this.scope = scope;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(connector -> {
      // %2F and %5C in a path are part of a segment; without this, Tomcat rejects the request by itself.
      connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
      connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
      connector.setProperty("continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    });
    factory.addContextCustomizers(context -> {
      StandardHost host = (StandardHost) context.getParent();
      host.setErrorReportValveClass(EnvelopeValve.class.getName());
      // Behind Boot's own, so that it reports first.
      host.getPipeline().addValve(new EnvelopeValve(unreadable, errors, scope));
    });
  }

  /** Writes the error page of the container. */
  static final class EnvelopeValve extends ErrorReportValve {
    private final UnreadableRequests unreadable;
    private final ErrorWriter errors;
    private final ApiScope scope;

    EnvelopeValve(UnreadableRequests unreadable, ErrorWriter errors, ApiScope scope) {
      this.unreadable = unreadable;
      this.errors = errors;
      this.scope = scope;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.getCoyoteRequest().hasExpectation()) {
        request.setAttribute(RejectedBody.SEND_CONTINUE,
            (Runnable) () -> request.getCoyoteRequest().action(ActionCode.ACK, ContinueResponseTiming.ALWAYS));
      }
      if (request.getHeader(HttpHeaders.CONTENT_LENGTH) != null) {
        request.setAttribute(RejectedBody.RECEIVED, (IntSupplier) () -> received(request.getCoyoteRequest()));
      }
      super.invoke(request, response);
    }

    /** Reads what has come, without waiting. The stream of the request tells only whether there is anything. */
    private static int received(org.apache.coyote.Request request) {
      request.action(ActionCode.AVAILABLE, true);
      return request.getAvailable();
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
      if (response.getStatus() < 400 || response.getContentWritten() > 0) {
        return;
      }
      boolean stopped = isStopped();
      // What could not be parsed has no path.
      boolean covered = request.getRequestURI() == null || scope.covers(request);
      if (!stopped && !covered || !response.setErrorReported()) {
        return;
      }
      if (stopped) {
        // The container still reads requests. A closed connection says that nothing was done; no status of the contract does.
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        return;
      }
      try {
        errors.write(request, response.getResponse(), unreadable.problem(request, response.getResponse(), response.getStatus()));
      } catch (IOException e) {
        // The caller is gone.
      }
    }

    private boolean isStopped() {
      return Arrays.stream(getContainer().findChildren()).noneMatch(application -> application.getState().isAvailable());
    }
  }
}
