package com.vicsee.server.web;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whose bodies are worth keeping while they arrive. Nobody's is kept beyond a few kilobytes unless one of these says so. */
public interface BodyAdmission {
  /** Tells whether the request comes from somebody who may send a long body. It is asked before the request has passed any other check. */
  boolean admits(HttpServletRequest request);
}
