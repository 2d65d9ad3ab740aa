package com.vicsee.server.web;

import com.vicsee.server.generated.model.ContractFacts;
import com.vicsee.server.generated.model.HeaderNames;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Makes request ids. */
@Component
public final class RequestIds {
  /** Under this name the id of a request is in each line that is logged of it, and of the generation that it started. */
  public static final String LOGGED_AS = "requestId";

  private static final String ATTRIBUTE = RequestIds.class.getName();

  /** Returns the id of a request: the caller's when it is a valid one, otherwise a new one, which is the same each time that it is asked for. */
  public String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeader(HeaderNames.X_REQUEST_ID);
    String id = sent != null && ContractFacts.REQUEST_ID.matcher(sent).matches() ? sent : next();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** An id tells requests apart and opens nothing, so it need not be one that cannot be guessed. */
  private static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req-" + new UUID(random.nextLong(), random.nextLong());
  }
}
