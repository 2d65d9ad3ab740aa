package com.vicsee.server.error;

import com.vicsee.server.model.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers an operation of the contract that no controller implements yet. Without a bean of this type it is a fault of the server, which is logged and answered
 * with 500.
 */
@FunctionalInterface
public interface UnimplementedOperations {
  /** Writes a response, or leaves it untouched when it has none. */
  void answer(Operation operation, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
