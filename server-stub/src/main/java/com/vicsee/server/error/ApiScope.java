package com.vicsee.server.error;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells which requests get the envelope and a request id. By default these are the requests below the base path of the contract; an application that
 * serves nothing else widens it with a bean of this type. The body of a covered request that is no operation is discarded, unless a {@code BodyLimit} says how
 * much of it is received.
 */
@FunctionalInterface
public interface ApiScope {
  /** Tells whether a response to this request follows the contract, errors included. */
  boolean covers(HttpServletRequest request);
}
