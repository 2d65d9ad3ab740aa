package com.vicsee.contract.mutation;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Mutation operators for the order of checks: a server that makes one of its checks last, and so answers with the next fault of a request. */
final class OrderOperators extends SequenceOperators {

  private static final String AUTHORIZATION = "Authorization";

  OrderOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      repairs(operation).forEach((status, repair) -> {
        if (operation.responses().containsKey(status)) {
          last(operation, status, repair);
        }
      });
    }
  }

  private void last(Operation operation, String status, UnaryOperator<ApiRequest> repair) {
    add("order", operation, status, "its cause looked at last", () -> (original, server) -> {
      ApiRequest repaired = repair.apply(original.request());
      Exchange next = repaired.equals(original.request()) ? original : server.apply(repaired);
      return next.status() < 400 || next.errorCode().equals(original.errorCode()) ? original : next;
    });
  }

  /** How the fault that a status answers is taken out of a request. */
  private static Map<String, UnaryOperator<ApiRequest>> repairs(Operation operation) {
    Map<String, UnaryOperator<ApiRequest>> repairs = new LinkedHashMap<>();
    repairs.put("401", request -> request.with(AUTHORIZATION, "Bearer " + Persona.PRO.key()));
    repairs.put("402", request -> request.with(AUTHORIZATION, "Bearer " + Persona.PRO.key()));
    repairs.put("403", request -> request.with(AUTHORIZATION, "Bearer " + Persona.PRO.key()));
    repairs.put("405", request -> request.withMethod(operation.method()));
    repairs.put("406", request -> request.with("Accept", "*/*"));
    repairs.put("409", request -> request.with(KEY, null));
    repairs.put("415", request -> request.with("Content-Type", "application/json").with("Content-Encoding", null));
    repairs.put("429", request -> request.with(AUTHORIZATION, "Bearer " + Persona.PRO.key()));
    if (operation.body().isPresent()) {
      byte[] valid = SandboxRequest.valid(operation).to("http://localhost").body();
      repairs.put("400", request -> request.withBody(valid));
      repairs.put("413", request -> request.withBody("{".getBytes(StandardCharsets.UTF_8)));
    }
    return repairs;
  }
}
