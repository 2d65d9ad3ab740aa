package com.vicsee.server.web;

import com.vicsee.server.generated.model.ErrorCode.Message;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts what the container refuses before any filter into the envelope: a malformed request line, a header that is too large, an encoding it does not know. */
@Configuration(proxyBeanMethods = false)
class ContainerErrors {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> envelopedErrors(ErrorWriter errors) {
    return factory -> {
      factory.addConnectorCustomizers(connector -> {
        // %2F in a path is part of a segment; without this, Tomcat refuses the request by itself.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
      });
      factory.addContextCustomizers(context -> {
        var valve = new EnvelopeValve(errors);
        var host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(EnvelopeValve.class.getName());
        host.getPipeline().addValve(valve);
      });
    };
  }

  /** Writes the error page of the container. */
  static final class EnvelopeValve extends ErrorReportValve {
    private final ErrorWriter errors;

    EnvelopeValve(ErrorWriter errors) {
      this.errors = errors;
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
      if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      try {
        errors.write(request, response.getResponse(), problem(request, response.getStatus()));
      } catch (IOException e) {
        // The caller is gone, and nobody else is waiting for the answer.
      }
    }

    private static ApiProblem problem(Request request, int status) {
      if (status == 404) {
        return ApiProblem.of(Message.PATH_NOT_FOUND, OperationMatcher.abbreviate(String.valueOf(request.getRequestURI())));
      }
      // 501 and 505 are about what was sent too: a transfer coding or a version that HTTP/1.1 does not have.
      return status != 500
          ? ApiProblem.invalidParameter("request", "must be well-formed HTTP/1.1 within the limits of size")
          : ApiProblem.of(Message.INTERNAL_ERROR);
    }
  }
}
