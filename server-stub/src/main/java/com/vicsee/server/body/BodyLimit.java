package com.vicsee.server.body;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;

/**
 * Tells how many bytes of body are received for a request that is not one of the contract's operations, such as the target of an upload. Those of operations
 * are in the contract ({@code x-max-body-bytes}).
 */
@FunctionalInterface
public interface BodyLimit {
  /** Returns the limit in bytes; empty when this bean has nothing to say of the request. It decides by the head alone. */
  OptionalLong of(HttpServletRequest request);
}
