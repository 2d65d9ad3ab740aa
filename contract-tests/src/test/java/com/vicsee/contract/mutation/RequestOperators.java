package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;

/** Mutation operators for what a server reads of a request: negotiation, methods, parameters and HEAD. */
final class RequestOperators extends SequenceOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REMAINING = "X-RateLimit-Remaining";

  RequestOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      asked(operation);
      if (operation.method().equals("GET")) {
        heads(operation);
      }
    }
  }

  /** What the caller asked for is not heard. */
  private void asked(Operation operation) {
    ask("ignored request", operation, "406", "Accept", request -> request.with("Accept", "*/*"));
    ask("ignored request", operation, "200", "an Accept with weights", request -> request.header("Accept").contains(";q=") ? request.with("Accept", "text/html") : request);
    ask("ignored request", operation, "200", "an Accept in capitals", request -> request.header("Accept").equals("APPLICATION/JSON")
        ? request.with("Accept", "text/html") : request);
    ask("ignored request", operation, "405", "the method", request -> request.withMethod(operation.method()));
    if (operation.hasPathParameter()) {
      ask("ignored request", operation, "404", "the case of an id", request -> request.withUrl(request.url().toLowerCase(Locale.ROOT)));
      ask("ignored request", operation, "200", "an id with a percent-encoded letter", request -> request.withUrl(request.url().replaceFirst("%7\\w", "x")));
    }
    if (operation.id().equals("downloadResult")) {
      ask("ignored request", operation, "412", "an If-Match beside If-None-Match", request -> request.header("If-None-Match").isEmpty() ? request
          : request.with("If-Match", null));
    }
    if (operation.method().equals("GET") && !operation.id().equals("downloadResult")) {
      change("ignored request", operation.id(), "200", "what If-None-Match says, with 304 to any", original -> original.request().header("If-None-Match").isEmpty()
          ? original : Answers.body(Answers.status(original, 304), ""));
    }
    if (operation.body().isPresent()) {
      ask("ignored request", operation, "415", "Content-Type", request -> request.with("Content-Type", "application/json").with("Content-Encoding", null));
      ask("ignored request", operation, "200", "a charset", request -> request.header("Content-Type").contains("charset")
          ? request.with("Content-Type", "text/plain") : request);
      ask("ignored request", operation, "200", "a body in chunks", request -> request.header("Transfer-Encoding").isEmpty() ? request
          : request.with("Content-Type", "text/plain"));
    }
    operation.parameters().stream().filter(p -> p.in().equals("query")).forEach(p -> ask("ignored request", operation, ANY, "the query " + p.name(),
        request -> request.withUrl(request.url().replaceAll("[?&]" + p.name() + "=[^&]*", ""))));
    operation.parameters().stream().filter(p -> p.in().equals("header") && !p.name().equals(ID)).forEach(p -> ask("ignored request", operation, ANY,
        "the header " + p.name(), request -> request.with(p.name(), null)));
  }

  private void heads(Operation operation) {
    head(operation, "with a body", original -> Answers.body(original, "{}"));
    head(operation, "as status 204", original -> Answers.status(original, 204));
    head(operation, "as status 405", original -> Answers.status(original, 405));
    head(operation, "without Content-Type", original -> Answers.fields(original, "Content-Type", f -> List.of()));
    head(operation, "with another Content-Type", original -> Answers.header(original, "Content-Type", v -> "text/html"));
    head(operation, "without " + REMAINING, original -> Answers.fields(original, REMAINING, f -> List.of()));
    head(operation, "with the length of no body", original -> length(original, 0));
    head(operation, "with a length one too great", original -> original.number("Content-Length").map(length -> length(original, length + 1)).orElse(original));
    if (operation.id().equals("downloadResult")) {
      head(operation, "with another ETag", original -> Answers.header(original, "ETag", tag -> "\"head\""));
    }
    head(operation, "without headers", original -> new Exchange(original.request(), original.status(), List.of(), original.body()));
  }

  private static Exchange length(Exchange original, long length) {
    return Answers.with(Answers.fields(original, "Content-Length", f -> List.of()), "Content-Length", Long.toString(length));
  }

  private void head(Operation operation, String how, UnaryOperator<Exchange> change) {
    change("HEAD", operation.id(), ANY, "HEAD " + how, original -> original.request().method().equals("HEAD") ? change.apply(original) : original);
  }
}
