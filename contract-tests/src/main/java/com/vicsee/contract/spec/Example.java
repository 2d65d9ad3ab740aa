package com.vicsee.contract.spec;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A named example of a response.
 *
 * @param sandbox how the sandbox is made to answer so (`x-sandbox`)
 * @param pointer where it is written
 */
public record Example(String operation, String status, String mediaType, String name, JsonNode value,
    Optional<JsonNode> sandbox, String pointer) {

  /** Whether it shows a failure. */
  public boolean isError() {
    return value.has("error") && !status.startsWith("2");
  }

  /** The error code that it shows. */
  public String code() {
    return value.path("error").path("code").stringValue();
  }

  /** The status as a number. */
  public int statusCode() {
    return Integer.parseInt(status);
  }

  @Override
  public String toString() {
    return operation + ' ' + status + ' ' + name;
  }
}
