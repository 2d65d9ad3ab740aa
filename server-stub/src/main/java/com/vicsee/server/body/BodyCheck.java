package com.vicsee.server.body;

import com.vicsee.server.error.ApiProblem;
import tools.jackson.databind.node.ObjectNode;

/**
 * A check of a JSON body that, in the order of the contract, comes before validation by the schema, such as {@code INVALID_MODEL}, which depends on the models
 * that a server has. The application defines a bean for each.
 */
public interface BodyCheck {
  /** Tells whether bodies that are bound to this model are checked. */
  boolean appliesTo(Class<?> model);

  /**
   * Checks a body. It is a JSON object; nothing else about it has been checked.
   *
   * @throws ApiProblem if the body does not pass
   */
  void check(ObjectNode body);
}
