package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.ErrorFacts;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.MessageTemplate;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Response;
import com.vicsee.contract.spec.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The mutation operators for single answers. They change each thing that the contract declares for each operation and status. */
public final class AnswerOperators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<Integer> UNDECLARED = List.of(201, 202, 203, 207, 300, 302, 307, 408, 410, 418, 422, 501, 503, 504, 599);
  private static final String PAGE = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>";

  private final Contract contract;
  private final HeaderOperators headers;
  private final BodyOperators bodies;

  /** Prepares the operators for a contract. */
  public AnswerOperators(Contract contract, Schemas schemas) {
    this.contract = contract;
    this.headers = new HeaderOperators(contract);
    this.bodies = new BodyOperators(contract, schemas);
  }

  /** All mutants, in the order of the contract. */
  public List<Mutant> all() {
    List<Mutant> mutants = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      for (Response response : operation.responses().values()) {
        mutants.addAll(headers.of(operation, response));
        statuses(operation, response, mutants);
        mediaTypes(operation, response, mutants);
        bytes(operation, response, mutants);
        for (Content content : response.contents().values()) {
          if (content.type().equals("application/json")) {
            mutants.addAll(bodies.of(operation, response.status(), content));
            envelopes(operation, response, mutants);
            errors(operation, response, content, mutants);
          }
        }
      }
    }
    return mutants;
  }

  private static void statuses(Operation operation, Response response, List<Mutant> mutants) {
    Set<Integer> others = new TreeSet<>(UNDECLARED);
    operation.responses().keySet().forEach(s -> others.add(Integer.parseInt(s)));
    others.addAll(List.of(204, 206, 304, 400, 402, 403, 409, 413, 415, 416, 502));
    others.remove(Integer.parseInt(response.status()));
    for (int other : others) {
      String kind = operation.response(other).isPresent() ? "status swapped" : "status undeclared";
      mutants.add(Mutant.of(kind, operation.id(), response.status(), "as status " + other, original -> Answers.status(original, other)));
    }
  }

  private static void mediaTypes(Operation operation, Response response, List<Mutant> mutants) {
    String name = "Content-Type";
    Set<String> others = new LinkedHashSet<>(List.of("text/html", "text/plain", "application/problem+json", "application/hal+json", "text/json",
        "application/xml", "application/octet-stream", "application/json;charset=ISO-8859-1", "application/json;charset=UTF-16",
        "application/json, application/json", "application/ json", "application", "*/*", ""));
    operation.responses().values().forEach(r -> others.addAll(r.contents().keySet()));
    for (String other : others) {
      mutants.add(Mutant.of("media type replaced", operation.id(), response.status(), "Content-Type \"" + other + '"',
          original -> original.mediaType().equals(other) ? original : Answers.header(original, name, value -> other)));
    }
    mutants.add(Mutant.of("media type dropped", operation.id(), response.status(), "Content-Type dropped",
        original -> Answers.fields(original, name, fields -> List.of())));
    mutants.add(Mutant.of("media type duplicated", operation.id(), response.status(), "Content-Type twice",
        original -> Answers.fields(original, name, fields -> List.of(fields.get(0), fields.get(0)))));
  }

  private static void bytes(Operation operation, Response response, List<Mutant> mutants) {
    Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
    changes.put("empty", body -> new byte[0]);
    changes.put("cut by one byte", body -> Arrays.copyOf(body, Math.max(0, body.length - 1)));
    changes.put("cut in half", body -> Arrays.copyOf(body, body.length / 2));
    changes.put("with a letter behind it", body -> join(body, "x"));
    changes.put("twice", body -> join(body, body));
    changes.put("with an object behind it", body -> join(body, "{}"));
    changes.put("with a mark of byte order", body -> join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body));
    changes.put("with a byte that is no UTF-8", body -> join(body, new byte[] {(byte) 0xFF}));
    changes.put("with its first byte changed", body -> {
      byte[] other = body.clone();
      other[0] ^= 1;
      return other;
    });
    changes.put("as a page", body -> PAGE.getBytes(StandardCharsets.UTF_8));
    changes.put("null", body -> "null".getBytes(StandardCharsets.UTF_8));
    changes.forEach((how, change) -> mutants.add(Mutant.of("body bytes", operation.id(), response.status(), "body " + how,
        original -> original.body().length == 0 ? original : Answers.body(original, change.apply(original.body())))));
    mutants.add(Mutant.of("body bytes", operation.id(), response.status(), "a page in HTML", original -> original.body().length == 0 ? original
        : Answers.body(Answers.header(original, "Content-Type", type -> "text/html;charset=utf-8"), PAGE)));
    if (response.contents().isEmpty()) {
      mutants.add(Mutant.of("body bytes", operation.id(), response.status(), "a body where none may be", original -> Answers.body(original, "{}")));
    }
  }

  private static void envelopes(Operation operation, Response response, List<Mutant> mutants) {
    Map<String, UnaryOperator<JsonNode>> changes = new LinkedHashMap<>();
    changes.put("success flipped", body -> copy(body).put("success", !body.path("success").booleanValue()));
    changes.put("success dropped", body -> copy(body).without("success"));
    changes.put("unwrapped", body -> body.has("data") ? body.get("data") : body.path("error"));
    changes.put("wrapped twice", body -> JSON.objectNode().put("success", true).set("data", body));
    changes.put("wrapped as an error", body -> JSON.objectNode().put("success", false).set("error", body));
    changes.put("in an array", body -> JSON.arrayNode().add(body));
    changes.put("with both data and error", body -> copy(body).putIfAbsent("data", JSON.objectNode()) == null
        ? copy(body).set("data", JSON.objectNode()) : copy(body).set("error", JSON.objectNode()));
    changes.put("with the status in it", body -> copy(body).put("status", 200));
    changes.put("empty", body -> JSON.objectNode());
    changes.put("as a problem (RFC 9457)", body -> JSON.objectNode().put("type", "about:blank").put("title", "Problem").put("status", 400));
    changes.put("with its members in a string", body -> JSON.stringNode(body.toString()));
    changes.forEach((how, change) -> mutants.add(Mutant.of("envelope broken", operation.id(), response.status(), "envelope " + how,
        original -> Answers.json(original, change))));
    mutants.add(Mutant.of("envelope broken", operation.id(), response.status(), "a name twice", original -> original.mediaType().equals("application/json")
        && original.body().length > 0 ? Answers.body(original, original.text().replaceFirst("\\{", "{\"success\":true,")) : original));
  }

  private void errors(Operation operation, Response response, Content content, List<Mutant> mutants) {
    Set<String> codes = new LinkedHashSet<>();
    content.examples().stream().filter(Example::isError).forEach(e -> codes.add(e.code()));
    for (String code : codes) {
      String where = "code " + code;
      for (ErrorFacts other : contract.errors().values()) {
        if (!other.code().equals(code)) {
          String text = other.messages().get(0).text().replaceAll("\\{\\w+}", "1");
          String kind = other.status() == contract.errors().get(code).status() ? "code swapped, same status" : "code swapped, other status";
          swap(kind, operation, response, code, where + " as " + other.code(), error -> error.put("code", other.code()), mutants);
          swap(kind, operation, response, code, where + " as " + other.code() + " with its message",
              error -> error.put("code", other.code()).put("message", text), mutants);
        }
      }
      swap("code unknown", operation, response, code, where + " as TEAPOT", error -> error.put("code", "TEAPOT"), mutants);
      swap("code unknown", operation, response, code, where + " in lower case", error -> error.put("code", code.toLowerCase(Locale.ROOT)), mutants);
      messages(operation, response, code, mutants);
    }
  }

  private void messages(Operation operation, Response response, String code, List<Mutant> mutants) {
    Map<String, UnaryOperator<String>> changes = new LinkedHashMap<>();
    changes.put("empty", text -> "");
    changes.put("with a full stop behind it", text -> text + '.');
    changes.put("in capitals", text -> text.toUpperCase(Locale.ROOT));
    changes.put("in another language", text -> "Etwas ist schiefgegangen");
    changes.put("with an exception", text -> "java.lang.NullPointerException: " + text);
    changes.put("with its last number off by one", text -> text.matches("(?s).*\\d.*") && !text.contains("T00:00") ? increased(text) : text);
    ErrorFacts facts = contract.errors().get(code);
    if (facts.messages().stream().anyMatch(m -> m.text().contains("{"))) {
      changes.put("with its placeholders", text -> facts.templateOf(text).map(MessageTemplate::text).orElse(text));
    }
    for (MessageTemplate other : facts.messages()) {
      changes.put("of " + other.condition(), text -> facts.templateOf(text).equals(Optional.of(other)) ? text
          : other.text().replaceAll("\\{\\w+}", "1"));
    }
    changes.forEach((how, change) -> swap("message form", operation, response, code, "message of " + code + ' ' + how,
        error -> error.put("message", change.apply(error.path("message").asString(""))), mutants));
  }

  private static void swap(String kind, Operation operation, Response response, String code, String place, UnaryOperator<ObjectNode> change,
      List<Mutant> mutants) {
    mutants.add(Mutant.of(kind, operation.id(), response.status(), place, original -> Answers.json(original, body -> {
      if (!(body.path("error") instanceof ObjectNode error) || !error.path("code").asString("").equals(code)) {
        return body;
      }
      ObjectNode changed = change.apply(error.deepCopy());
      return changed.equals(error) ? body : copy(body).set("error", changed);
    })));
  }

  private static String increased(String text) {
    String digits = text.replaceAll("(?s).*?(\\d+)\\D*$", "$1");
    int at = text.lastIndexOf(digits);
    return text.substring(0, at) + (Long.parseLong(digits) + 1) + text.substring(at + digits.length());
  }

  private static ObjectNode copy(JsonNode body) {
    return body instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
  }

  private static byte[] join(byte[] body, String more) {
    return join(body, more.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] join(byte[] body, byte[] more) {
    byte[] whole = Arrays.copyOf(body, body.length + more.length);
    System.arraycopy(more, 0, whole, body.length, more.length);
    return whole;
  }

}
