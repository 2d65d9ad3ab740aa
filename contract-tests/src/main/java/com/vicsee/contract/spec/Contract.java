package com.vicsee.contract.spec;

import com.vicsee.contract.http.Excerpt;
import com.vicsee.contract.http.Exchange;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The parsed contract. It knows the line of each of its nodes, so that every statement can name its source. Immutable.
 */
public final class Contract {

  /** The persona that sends an example that names no other. */
  public static final String CALLER = "pro";

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final String fileName;
  private final YamlFile yaml;
  private final List<Operation> all;
  private final List<Operation> operations;
  private final Map<String, ErrorFacts> errors;
  private final Map<String, JsonNode> nodes = new ConcurrentHashMap<>();
  private final Map<String, String> canonical = new ConcurrentHashMap<>();
  private @Nullable Fields fields;

  private Contract(String fileName, YamlFile yaml) {
    this.fileName = fileName;
    this.yaml = yaml;
    this.all = readOperations();
    this.operations = all;
    this.errors = readErrors();
  }

  private Contract(Contract whole, List<Operation> operations) {
    this.fileName = whole.fileName;
    this.yaml = whole.yaml;
    this.all = whole.all;
    this.errors = whole.errors;
    this.operations = operations;
  }

  /**
   * Reads a contract.
   *
   * @throws IllegalArgumentException if that is impossible, with the reason as a part of a sentence
   */
  public static Contract read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(Files.isDirectory(file) ? file + " is a folder" : "there is no file " + file);
    }
    try {
      return read(Files.readString(file), file.getFileName().toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
  }

  /** Reads a contract from its text. */
  public static Contract read(String text, String fileName) {
    try {
      return new Contract(fileName, YamlFile.read(text, fileName));
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> " in line " + (mark.getLine() + 1)).orElse("");
      throw new IllegalArgumentException(fileName + " is not valid YAML: " + Excerpt.of(e.getProblem().replaceAll("\\s+", " "), 200) + line, e);
    } catch (YamlEngineException | ClassCastException e) {
      throw new IllegalArgumentException(fileName + " is not valid YAML: " + Excerpt.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), 200), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(fileName + " is nested too deeply", e);
    }
  }

  /** The name of its file. */
  public String fileName() {
    return fileName;
  }

  /**
   * Checks that the file is a contract that the suite can use.
   *
   * @throws IllegalArgumentException if it is not, with the fault and its place
   */
  public void check() {
    if (!root().path("openapi").asString("").startsWith("3.1")) {
      throw new IllegalArgumentException(fileName + " is not an OpenAPI 3.1 document");
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(fileName + " has no operations");
    }
    checkReferences(root(), "");
  }

  private void checkReferences(JsonNode node, String pointer) {
    JsonNode ref = node.path("$ref");
    if (ref.isString() && (!ref.stringValue().startsWith("#/") || root().at(JsonPointer.compile(ref.stringValue().substring(1))).isMissingNode())) {
      throw new IllegalArgumentException(place(pointer) + " refers to " + ref.stringValue() + ", which is not there");
    }
    if (node.isObject()) {
      node.properties().forEach(member -> checkReferences(member.getValue(), Pointers.child(pointer, member.getKey())));
    } else {
      for (int i = 0; i < node.size(); i++) {
        checkReferences(node.get(i), pointer + '/' + i);
      }
    }
  }

  /** The whole file as a JSON tree. */
  public JsonNode root() {
    return yaml.root();
  }

  /** The operations, in the order of the file. */
  public List<Operation> operations() {
    return operations;
  }

  /** The same contract with some of its operations only; the others are still found by their id. */
  public Contract only(Set<String> ids) {
    return new Contract(this, all.stream().filter(o -> ids.contains(o.id())).toList());
  }

  /** Whether there is an operation of that id. */
  public boolean has(String id) {
    return all.stream().anyMatch(o -> o.id().equals(id));
  }

  /** The operation of that id. */
  public Operation operation(String id) {
    return all.stream().filter(o -> o.id().equals(id)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No operation " + id + " in " + fileName));
  }

  /** The facts of each error code, by code. */
  public Map<String, ErrorFacts> errors() {
    return errors;
  }

  /** The code of a condition. Callers keep working when the code is renamed. */
  public String code(String condition) {
    return errors.values().stream().filter(e -> e.messages().stream().anyMatch(m -> m.condition().equals(condition)))
        .findFirst().orElseThrow(() -> new IllegalArgumentException("No error condition " + condition + " in " + fileName)).code();
  }

  /** The persona of the sandbox that has a key, if there is one. */
  public Optional<JsonNode> personaOf(String key) {
    return personas("key", key).findFirst();
  }

  /** The key of a persona. */
  public String key(String persona) {
    return keyOf(persona).orElseThrow(() -> new IllegalArgumentException("no persona " + persona + " in " + fileName));
  }

  private Optional<String> keyOf(String persona) {
    return personas("name", persona).map(p -> p.path("key").asString("")).findFirst();
  }

  private Stream<JsonNode> personas(String member, String value) {
    return root().path("x-personas").valueStream().filter(p -> p.path(member).asString("").equals(value));
  }

  /**
   * The names of the header fields that have a role.
   *
   * @throws IllegalArgumentException if a role has no field
   */
  public Fields fields() {
    Fields known = fields;
    if (known == null) {
      known = Fields.of(root());
      fields = known;
    }
    return known;
  }

  /** How many requests a caller without a valid key has in a day. */
  public long anonymousLimit() {
    return root().path("x-anonymous").path("requestsPerDay").longValue(-1);
  }

  /** Whether an answer counts for the address: the request was refused for its path or method, before its key was read. */
  public boolean isAnonymous(Exchange exchange) {
    return Set.of(400, 404, 405).contains(exchange.status()) && exchange.number(fields().limit()).equals(Optional.of(anonymousLimit()));
  }

  /** Every named example of an error, of every operation. */
  public List<Example> errorExamples() {
    return operations.stream().flatMap(o -> o.errorExamples().stream()).toList();
  }

  /** Each pair of an operation and an error code that it declares, once. */
  public List<ErrorPair> errorPairs() {
    return errorExamples().stream().map(ErrorPair::of).distinct().toList();
  }

  /** Where a node is written: `openapi.yaml:LINE`. */
  public String place(String pointer) {
    return fileName + ':' + yaml.line(pointer);
  }

  /** The node at a pointer, with references along the way and at the end followed. */
  public JsonNode at(String pointer) {
    JsonNode known = nodes.get(pointer);
    if (known == null) {
      known = root().at(JsonPointer.compile(canonical(pointer)));
      nodes.put(pointer, known);
    }
    return known;
  }

  /** The pointer that a node is really written at, with references along the way and at the end followed. */
  public String canonical(String pointer) {
    String known = canonical.get(pointer);
    if (known == null) {
      known = resolve(pointer);
      canonical.put(pointer, known);
    }
    return known;
  }

  private String resolve(String pointer) {
    String at = "";
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      at = follow(at + '/' + token);
    }
    return at;
  }

  private String follow(String pointer) {
    JsonNode node = root().at(JsonPointer.compile(pointer));
    JsonNode ref = node.path("$ref");
    return ref.isString() ? canonical(ref.stringValue().substring(1)) : pointer;
  }

  private List<Operation> readOperations() {
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          found.add(readOperation(path.getKey(), member.getKey(), member.getValue()));
        }
      }
    }
    return List.copyOf(found);
  }

  private Operation readOperation(String path, String method, JsonNode node) {
    String pointer = Pointers.child(Pointers.child("/paths", path), method);
    String id = node.path("operationId").asString("");
    if (id.isEmpty()) {
      throw new IllegalArgumentException(place(pointer) + " has no operationId");
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < node.path("parameters").size(); i++) {
      String at = canonical(pointer + "/parameters/" + i);
      JsonNode parameter = at(at);
      parameters.add(new Parameter(parameter.path("name").stringValue(), parameter.path("in").stringValue(),
          parameter.path("required").booleanValue(false), parameter.get("example"), canonical(at + "/schema"), at));
    }
    Map<String, Response> responses = new LinkedHashMap<>();
    for (String status : node.path("responses").propertyNames()) {
      responses.put(status, readResponse(id, status, canonical(pointer + "/responses/" + status)));
    }
    Optional<Body> body = Optional.of(pointer + "/requestBody").filter(p -> !at(p).isMissingNode())
        .map(this::canonical).map(p -> readBody(p + "/content/application~1json"));
    JsonNode security = node.has("security") ? node.get("security") : root().path("security");
    boolean anonymous = security.isEmpty() || security.valueStream().anyMatch(JsonNode::isEmpty);
    long maxBody = node.path("x-max-body-bytes").longValue(0);
    return new Operation(id, method.toUpperCase(Locale.ROOT), path, List.copyOf(parameters), body, responses, anonymous,
        node.path("x-paid").booleanValue(false), maxBody, keyOf(CALLER).orElse(""), pointer);
  }

  private Body readBody(String pointer) {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> example : at(pointer).path("examples").properties()) {
      examples.put(example.getKey(), example.getValue().path("value"));
    }
    return new Body(canonical(pointer + "/schema"), examples, pointer);
  }

  private Response readResponse(String operation, String status, String pointer) {
    JsonNode node = at(pointer);
    Map<String, Header> headers = new LinkedHashMap<>();
    for (String name : node.path("headers").propertyNames()) {
      String at = canonical(Pointers.child(pointer + "/headers", name));
      JsonNode header = at(at);
      headers.put(name,
          new Header(name, header.path("required").booleanValue(false), header.get("example"), canonical(at + "/schema"), at));
    }
    Map<String, Content> contents = new LinkedHashMap<>();
    for (String type : node.path("content").propertyNames()) {
      String at = Pointers.child(pointer + "/content", type);
      List<Example> examples = new ArrayList<>();
      for (Map.Entry<String, JsonNode> example : at(at).path("examples").properties()) {
        examples.add(new Example(operation, status, type, example.getKey(), example.getValue().path("value"),
            Optional.ofNullable(example.getValue().get("x-sandbox")), Pointers.child(at + "/examples", example.getKey())));
      }
      contents.put(type, new Content(type, canonical(at + "/schema"), List.copyOf(examples), at));
    }
    return new Response(operation, status, headers, contents, pointer);
  }

  private Map<String, ErrorFacts> readErrors() {
    String pointer = "/components/schemas/ErrorCode/x-error-codes";
    Map<String, ErrorFacts> found = new LinkedHashMap<>();
    JsonNode list = at(pointer);
    for (int i = 0; i < list.size(); i++) {
      JsonNode node = list.get(i);
      List<MessageTemplate> messages = new ArrayList<>();
      for (JsonNode message : node.path("messages")) {
        messages.add(new MessageTemplate(message.path("condition").stringValue(), message.path("text").stringValue()));
      }
      found.put(node.path("code").stringValue(), new ErrorFacts(node.path("code").stringValue(),
          node.path("status").intValue(), node.path("retryable").booleanValue(), List.copyOf(messages), pointer + '/' + i));
    }
    return found;
  }
}
