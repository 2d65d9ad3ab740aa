package com.vicsee.contract.mutation;

import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.SandboxRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/** Mutation operators for the caller: request ids, keys, and checks that a server skips. */
final class IdentityOperators extends SequenceOperators {

  IdentityOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      requestIds(operation);
      refusals(operation);
      callers(operation);
    }
  }

  private void requestIds(Operation operation) {
    add("request id", operation, ANY, "another id than was sent", () -> {
      int[] count = new int[1];
      return (original, server) -> original.request().header(ID).isEmpty() ? original : Answers.header(original, ID, value -> "req-" + ++count[0]);
    });
    change("request id", operation.id(), ANY, "always the same id where none was sent",
        original -> original.request().header(ID).isEmpty() ? Answers.header(original, ID, value -> "req-same") : original);
    add("request id", operation, ANY, "two ids in turn where none was sent", () -> {
      int[] count = new int[1];
      return (original, server) -> original.request().header(ID).isEmpty() ? Answers.header(original, ID, value -> "req-" + ++count[0] % 2) : original;
    });
    change("request id", operation.id(), ANY, "an invalid id sent back", original -> original.request().header(ID).matches("[\\w.-]{1,128}")
        || original.request().header(ID).isEmpty() ? original : Answers.header(original, ID, value -> original.request().header(ID)));
  }

  /** Each refusal forgotten, as if what was asked had been good. */
  private void refusals(Operation operation) {
    for (String status : operation.responses().keySet()) {
      if (status.compareTo("400") >= 0) {
        add("check skipped", operation, status, "success instead", () -> (original, server) -> {
          Exchange good = server.apply(SandboxRequest.valid(operation).to(baseUrl));
          return good.status() == 200 ? good : original;
        });
      }
    }
  }

  /** One way to a task that its owner alone may go. */
  private void ofAnother(Operation operation, String how, Predicate<ApiRequest> way) {
    ask("another caller", operation, "403", how, request -> way.test(request) && request.header("Authorization").endsWith(Persona.OTHER.key())
        ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
  }

  private void callers(Operation operation) {
    ask("another caller", operation, "200", "the answer that another user gets", request -> request.header("Authorization").endsWith("sk-sandbox-pro")
        ? request.with("Authorization", "Bearer sk-sandbox-starter") : request);
    if (!operation.anonymous()) {
      ask("another caller", operation, "401", "a key taken from the query", request -> request.url().contains("key=")
          ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
      ask("another caller", operation, "401", "a key taken from another header", request -> request.header("X-Api-Key").isEmpty() ? request
          : request.with("Authorization", "Bearer " + request.header("X-Api-Key")));
      ask("another caller", operation, "401", "a key taken from a cookie", request -> request.header("Cookie").isEmpty() ? request
          : request.with("Authorization", "Bearer " + request.header("Cookie").replace("key=", "")));
      ask("another caller", operation, "401", "a key taken as the user of Basic", request -> request.header("Authorization").matches("Basic .*")
          && new String(Base64.getDecoder().decode(request.header("Authorization").substring(6)), StandardCharsets.UTF_8).startsWith("sk-")
          ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
      ask("another caller", operation, "401", "no key needed", request -> request.header("Authorization").isEmpty()
          ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
    }
    ask("another caller", operation, "401", "any key that begins well", request -> request.header("Authorization").startsWith("Bearer sk-sandbox-pro")
        ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
    ask("another caller", operation, "401", "any scheme", request -> request.header("Authorization").startsWith("Basic")
        ? request.with("Authorization", "Bearer " + Persona.PRO.key()) : request);
    ask("another caller", operation, "200", "the scheme in its usual letters only", request -> request.header("Authorization").matches("(?i)bearer .*")
        && !request.header("Authorization").startsWith("Bearer") ? request.with("Authorization", request.header("Authorization").replaceFirst("(?i)bearer", "Basic")) : request);
    if (operation.parameters().stream().anyMatch(p -> p.in().equals("path"))) {
      ask("another caller", operation, "403", "the task of somebody else", request -> request.with("Authorization",
          request.header("Authorization").endsWith(Persona.OTHER.key()) ? "Bearer sk-sandbox-pro" : "Bearer sk-sandbox-other"));
      ofAnother(operation, "HEAD of the task of somebody else", request -> request.method().equals("HEAD"));
      if (operation.id().equals("downloadResult")) {
        ofAnother(operation, "the bytes of the task of somebody else", request -> request.url().contains("mode=proxy"));
        ofAnother(operation, "a part of the task of somebody else", request -> !request.header("Range").isEmpty());
      }
    }
  }
}
