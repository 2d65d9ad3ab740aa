package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.http.ApiRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the operation of a request by its path; the method does not matter. */
final class Routes {

  private Routes() {}

  /** The id of the operation, if the path is that of one. */
  static Optional<String> of(Contract contract, ApiRequest request) {
    String path = request.requestTarget().split("[?]", 2)[0];
    return contract.operations().stream().filter(o -> matches(o, path)).map(Operation::id).findFirst();
  }

  private static boolean matches(Operation operation, String path) {
    StringBuilder regex = new StringBuilder();
    for (String part : operation.path().split("\\{\\w+}", -1)) {
      regex.append(regex.isEmpty() ? "" : "[^/]+").append(Pattern.quote(part));
    }
    return Pattern.compile("(/[^/]+)*" + regex).matcher(path).matches();
  }
}
