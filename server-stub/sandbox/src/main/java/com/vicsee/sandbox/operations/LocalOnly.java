package com.vicsee.sandbox.operations;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets nobody but this machine read, on the port of the API, what is for whoever runs the server: of {@code /actuator}, others have the health only. A scraper
 * on another machine is given a port of its own with {@code management.server.port}.
 */
@Component
final class LocalOnly implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final String management;

  LocalOnly(@Value("${management.endpoints.web.base-path:/actuator}") String management) {
    this.management = management;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextValves(new Guard(management));
  }

  private static final class Guard extends ValveBase {
    private final String management;

    Guard(String management) {
      super(true);
      this.management = management;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      String path = request.getDecodedRequestURI();
      if (isOrIsUnder(path, management) && !isOrIsUnder(path, management + "/health") && !isFromHere(request)) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      getNext().invoke(request, response);
    }

    private static boolean isOrIsUnder(String path, String folder) {
      return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }

    /** A request that was forwarded comes from somewhere else, even if the proxy is here. */
    private static boolean isFromHere(Request request) throws IOException {
      return request.getHeader("X-Forwarded-For") == null
          && request.getHeader("Forwarded") == null
          && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }
  }
}
