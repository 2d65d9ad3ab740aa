package com.vicsee.server.web;

import java.lang.reflect.Type;
import tools.jackson.databind.node.ObjectNode;

/** A check of a JSON body that the contract puts before those of its fields. */
public interface BodyCheck {
  /** Tells whether bodies that are bound to this type are checked. */
  boolean appliesTo(Type type);

  /**
   * Checks a body.
   *
   * @throws ApiProblem if the body does not pass
   */
  void check(ObjectNode body);
}
