package com.vicsee.server.body;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;

/**
 * Tells how many bytes of body are received for a request that is not one of the contract's operations, such as the target of an upload. The limits of
 * operations are in the contract ({@code x-max-body-bytes}).
 */
@FunctionalInterface
public interface BodyLimit {
  /** Returns the limit in bytes; empty when this bean sets no limit for the request. It may look only at the head of the request. */
  OptionalLong of(HttpServletRequest request);
}
