package com.vicsee.server.error;

import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers an operation of the contract that no controller implements yet. Without a bean of this type such a request counts as a fault of the server, which is
 * logged and answered with 500.
 */
@FunctionalInterface
public interface UnimplementedOperations {
  /** Writes a response, or leaves the response untouched when it has no answer. */
  void answer(Operation operation, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
