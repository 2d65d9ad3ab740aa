package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.Set;

/** Mutation operators for fields of requests that repeat, and for pages of other origins. */
final class FieldOperators extends SequenceOperators {

  private static final Set<String> SENT_TWICE = Set.of(KEY, "If-Match", "If-None-Match");
  private static final String ALLOW = "Access-Control-Allow-Origin";

  FieldOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      first(operation, ANY, "Accept");
      operation.body().ifPresent(body -> first(operation, "400", "Content-Type"));
      operation.parameters().stream().filter(p -> SENT_TWICE.contains(p.name())).forEach(p -> first(operation, ANY, p.name()));
      origins(operation);
    }
  }

  /** Reads the first line of a field only. */
  private void first(Operation operation, String status, String name) {
    ask("repeated field", operation, status, "the first line of " + name + " only", request -> lines(request, name) > 1
        ? request.with(name, request.header(name)) : request);
  }

  private static long lines(ApiRequest request, String name) {
    return request.headers().keySet().stream().filter(name::equalsIgnoreCase).count();
  }

  private void origins(Operation operation) {
    change("cross origin", operation.id(), ANY, "pages of any origin may read the answer", original -> Answers.with(original, ALLOW, "*"));
    change("cross origin", operation.id(), ANY, "the page that asks may read the answer", original -> original.request().header("Origin").isEmpty() ? original
        : Answers.with(Answers.with(original, ALLOW, original.request().header("Origin")), "Access-Control-Allow-Credentials", "true"));
  }
}
