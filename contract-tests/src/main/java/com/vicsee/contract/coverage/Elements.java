package com.vicsee.contract.coverage;

import com.vicsee.contract.coverage.Element.Kind;
import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Header;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.spec.Response;
import com.vicsee.contract.spec.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** All elements of a contract, and how each is named. */
public final class Elements {

  /** The keywords that are an element of their own. */
  static final List<String> CONSTRAINTS = List.of("type", "pattern", "format", "minLength", "maxLength", "minimum", "maximum",
      "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "const");

  private static final Set<String> CODE_PATHS = Set.of("$.error.code");

  private static final String API = "api";
  private static final String ALWAYS = "always";

  private final Contract contract;
  private final Schemas schemas;
  private final Map<String, Element> all = new LinkedHashMap<>();

  /** Finds the elements of a contract. */
  public Elements(Contract contract, Schemas schemas) {
    this.contract = contract;
    this.schemas = schemas;
    contract.operations().forEach(this::addOperation);
    for (Promise promise : Promise.all()) {
      if (promise.perOperation()) {
        contract.operations().forEach(
            o -> add(promise(o.id(), promise.id()), Kind.PROMISE, o.id(), ALWAYS, o.pointer() + "/responses"));
      } else {
        add(promise(promise.id()), Kind.PROMISE, API, ALWAYS, "/paths");
      }
    }
  }

  /** The name of a promise about every answer of an operation. */
  public static String promise(String operation, String check) {
    return operation + " promise " + check;
  }

  /** The name of a promise about the API as a whole. */
  public static String promise(String check) {
    return promise(API, check);
  }

  /** All elements by id, in the order of the contract. */
  public Map<String, Element> all() {
    return all;
  }

  /** The element of that id, if the contract has it. */
  public Optional<Element> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** The name of an operation's security requirement. */
  public static String security(String operation) {
    return operation + " security";
  }

  /** The name of a parameter. */
  public static String parameter(String operation, Parameter parameter) {
    return operation + " request " + parameter.in() + ' ' + parameter.name();
  }

  /** The name of a place in a request body. */
  public static String body(String operation, String path) {
    return operation + " request body " + path;
  }

  /** The name of a status. */
  public static String status(String operation, String status) {
    return operation + ' ' + status;
  }

  /** The name of an error code. */
  public static String errorCode(String operation, String status, String code) {
    return operation + ' ' + status + " code " + code;
  }

  /** The name of a media type. */
  public static String mediaType(String operation, String status, String type) {
    return operation + ' ' + status + ' ' + type;
  }

  /** The name of a header. */
  public static String header(String operation, String status, String name) {
    return operation + ' ' + status + " header " + name;
  }

  /** The name of an example. */
  public static String example(Example example) {
    return mediaType(example.operation(), example.status(), example.mediaType()) + " example " + example.name();
  }

  /** The name of a place in a response body. */
  public static String property(String operation, String status, String type, String path) {
    return mediaType(operation, status, type) + ' ' + path;
  }

  /** The name of a constraint of another element. */
  public static String constraint(String owner, String keyword) {
    return owner + ' ' + keyword;
  }

  /** The name of a value of an enum. */
  public static String value(String owner, String value) {
    return owner + " = " + value;
  }

  private void addOperation(Operation operation) {
    add(operation.id(), Kind.OPERATION, operation.id(), "request", operation.pointer());
    add(security(operation.id()), Kind.SECURITY, operation.id(), "request", operation.pointer() + "/security");
    for (Parameter parameter : operation.parameters()) {
      String name = parameter(operation.id(), parameter);
      add(name, Kind.PARAMETER, operation.id(), "request", parameter.pointer());
      addKeywords(name, List.of(parameter.schema()), operation.id(), "request", Kind.REQUEST_CONSTRAINT, Kind.REQUEST_VALUE);
    }
    operation.body().ifPresent(body -> schemas.walkAll(body.schema(), (place, none) -> {
      String name = body(operation.id(), place.path());
      add(name, Kind.REQUEST_PROPERTY, operation.id(), "request", place.schemas().get(0));
      if (place.required() && !place.path().endsWith("[]")) {
        add(constraint(name, "required"), Kind.REQUEST_CONSTRAINT, operation.id(), "request", place.schemas().get(0));
      }
      addKeywords(name, place.schemas(), operation.id(), "request", Kind.REQUEST_CONSTRAINT, Kind.REQUEST_VALUE);
      if (place.schemas().stream().anyMatch(s -> contract.at(s).path("additionalProperties").isBoolean())) {
        add(constraint(name, "additionalProperties"), Kind.REQUEST_CONSTRAINT, operation.id(), "request",
            place.schemas().get(0) + "/additionalProperties");
      }
    }));
    operation.responses().values().forEach(response -> addResponse(operation.id(), response));
  }

  private void addResponse(String operation, Response response) {
    String status = response.status();
    add(status(operation, status), Kind.STATUS, operation, status, response.pointer());
    for (Header header : response.headers().values()) {
      String name = header(operation, status, header.name());
      add(name, Kind.HEADER, operation, status, header.pointer());
      addKeywords(name, List.of(header.schema()), operation, status, Kind.HEADER_CONSTRAINT, Kind.HEADER_CONSTRAINT);
    }
    for (Content content : response.contents().values()) {
      addContent(operation, status, content);
    }
  }

  private void addContent(String operation, String status, Content content) {
    add(mediaType(operation, status, content.type()), Kind.MEDIA_TYPE, operation, status, content.pointer());
    for (Example example : content.examples()) {
      add(example(example), Kind.EXAMPLE, operation, status, example.pointer());
      if (example.isError()) {
        add(errorCode(operation, status, example.code()), Kind.ERROR_CODE, operation, status, example.pointer());
      }
    }
    if (!content.type().equals("application/json")) {
      return;
    }
    schemas.walkAll(content.schema(), (place, none) -> {
      String name = property(operation, status, content.type(), place.path());
      add(name, Kind.PROPERTY, operation, status, place.schemas().get(0));
      // The codes of an operation are elements already; the enum in the schema has the codes of the status, for all operations.
      Kind values = CODE_PATHS.contains(place.path()) ? Kind.CONSTRAINT : Kind.VALUE;
      addKeywords(name, place.schemas(), operation, status, Kind.CONSTRAINT, values);
    });
  }

  private void addKeywords(String name, List<String> owners, String operation, String status, Kind constraint, Kind value) {
    for (String keyword : CONSTRAINTS) {
      for (String owner : owners) {
        if (contract.at(owner).has(keyword)) {
          add(constraint(name, keyword), constraint, operation, status, owner + '/' + keyword);
        }
      }
    }
    for (String owner : owners) {
      JsonNode values = contract.at(owner).path("enum");
      if (!values.isEmpty()) {
        add(constraint(name, "enum"), constraint, operation, status, owner + "/enum");
      }
      if (value == Kind.VALUE || value == Kind.REQUEST_VALUE) {
        for (int i = 0; i < values.size(); i++) {
          add(value(name, values.get(i).asString()), value, operation, status, owner + "/enum/" + i);
        }
      }
    }
  }

  private void add(String id, Kind kind, String operation, String status, String pointer) {
    all.putIfAbsent(id, new Element(id, kind, operation, status, pointer));
  }
}
