package com.vicsee.contract.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation of the contract.
 *
 * @param anonymous whether it may be called without a key
 * @param paid whether it costs credits
 * @param maxBodyBytes the greatest length of a request body, 0 when the operation takes none
 * @param caller the key of the persona that sends its examples, where they name no other; empty when the contract has no such persona
 * @param pointer where it is written
 */
public record Operation(String id, String method, String path, List<Parameter> parameters, Optional<Body> body,
    Map<String, Response> responses, boolean anonymous, boolean paid, long maxBodyBytes, String caller, String pointer) {

  /** The response of a status, if it is declared. */
  public Optional<Response> response(int status) {
    return Optional.ofNullable(responses.get(Integer.toString(status)));
  }

  /** Whether its path has a parameter. */
  public boolean hasPathParameter() {
    return parameters.stream().anyMatch(p -> p.in().equals("path"));
  }

  /** Every named example of an error. */
  public List<Example> errorExamples() {
    return examples().stream().filter(Example::isError).toList();
  }

  /** Every named example of a response. */
  public List<Example> examples() {
    return responses.values().stream().flatMap(r -> r.contents().values().stream()).flatMap(c -> c.examples().stream())
        .toList();
  }

  @Override
  public String toString() {
    return id;
  }
}
