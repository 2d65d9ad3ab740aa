package com.vicsee.client.generator;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CodegenModel;
import org.openapitools.codegen.CodegenOperation;
import org.openapitools.codegen.CodegenProperty;
import org.openapitools.codegen.languages.JavaClientCodegen;
import org.openapitools.codegen.model.ModelsMap;
import org.openapitools.codegen.utils.ModelUtils;

/**
 * The Java generator with what templates cannot do: it takes the data out of its envelope, gathers query parameters in one
 * schema per operation, and leaves out the models that no caller sees.
 */
public final class ClientCodegen extends JavaClientCodegen {

  private static final String JSON = "application/json";
  private static final String SDK = "x-sdk";
  private static final String QUERY = "x-query";
  private static final String ESSENTIAL = "x-essential";

  /** The schemas that a caller sends or receives. */
  private final Set<String> visible = new HashSet<>();

  /** The schemas that a caller sends. */
  private final Set<String> sent = new HashSet<>();

  @Override
  public String getName() {
    return "vicsee-client";
  }

  @Override
  public void processOpts() {
    super.processOpts();
    supportingFiles.clear();
    apiTemplateFiles.clear();
    // A URL is kept as it came: one character that java.net.URI refuses would make the whole answer unreadable.
    typeMapping.put("URI", "String");
  }

  @Override
  public String toApiName(String group) {
    return Character.toUpperCase(group.charAt(0)) + group.substring(1);
  }

  @Override
  public void preprocessOpenAPI(OpenAPI api) {
    super.preprocessOpenAPI(api);
    api.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).forEach(operation -> {
      successes(operation).forEach(media -> unwrap(api, media));
      gatherQuery(api, operation);
      if (operation.getRequestBody() != null) {
        operation.getRequestBody().getContent().values().forEach(media -> collect(api, media.getSchema(), sent));
      }
    });
    visible.addAll(sent);
    ModelUtils.getSchemas(api).forEach((name, schema) -> {
      if (schema.getExtensions() != null && schema.getExtensions().containsKey("x-error-codes")) {
        visible.add(name);
      }
    });
  }

  private static Stream<MediaType> successes(Operation operation) {
    return operation.getResponses().entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .map(ApiResponse::getContent)
        .filter(content -> content != null && content.containsKey(JSON))
        .map(content -> content.get(JSON));
  }

  /** Replaces an envelope by the data in it. */
  private void unwrap(OpenAPI api, MediaType media) {
    // The parser gives operations with equal responses the same object.
    if (media.getExtensions() != null && media.getExtensions().containsKey(ESSENTIAL)) {
      return;
    }
    Schema<?> envelope = ModelUtils.getReferencedSchema(api, media.getSchema());
    Schema<?> data = (Schema<?>) envelope.getProperties().get("data");
    essential(api, data).ifPresent(name -> media.addExtension(ESSENTIAL, toVarName(name)));
    media.setSchema(data);
    collect(api, data, visible);
  }

  /** Returns the property that an answer is useless without: the first of its properties that is required, as a rule its id. */
  private static Optional<String> essential(OpenAPI api, Schema<?> reference) {
    Schema<?> schema = ModelUtils.getReferencedSchema(api, reference);
    if (schema.getItems() != null) {
      return essential(api, schema.getItems());
    }
    if (schema.getAllOf() != null) {
      return essential(api, (Schema<?>) List.<Object>copyOf(schema.getAllOf()).get(0));
    }
    // The parser sorts the names of what is required, but not the properties.
    return schema.getProperties() == null || schema.getRequired() == null
        ? Optional.empty()
        : schema.getProperties().keySet().stream().filter(schema.getRequired()::contains).findFirst();
  }

  /** Makes one schema of the query parameters, so that a further one does not change the methods. */
  private void gatherQuery(OpenAPI api, Operation operation) {
    Schema<Object> query = new ObjectSchema();
    List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
    for (Parameter reference : parameters) {
      Parameter parameter = ModelUtils.getReferencedParameter(api, reference);
      collect(api, parameter.getSchema(), visible);
      boolean hidden = parameter.getExtensions() != null && parameter.getExtensions().containsKey("x-sdk-internal");
      if ("query".equals(parameter.getIn()) && !hidden) {
        Schema<?> schema = new Schema<>().allOf(new ArrayList<>(List.of(parameter.getSchema())))
            .description(parameter.getDescription())
            .deprecated(parameter.getDeprecated());
        query.addProperty(parameter.getName(), schema);
        if (Boolean.TRUE.equals(parameter.getRequired())) {
          query.addRequiredItem(parameter.getName());
        }
      }
    }
    if (query.getProperties() != null) {
      String name = toModelName(operation.getOperationId() + "Params");
      api.getComponents().addSchemas(name, query.description("The query of: " + operation.getSummary() + "."));
      operation.addExtension(QUERY, name);
      collect(api, new Schema<>().$ref("#/components/schemas/" + name), sent);
    }
  }

  private static void collect(OpenAPI api, @Nullable Schema<?> schema, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.get$ref() != null) {
      String name = ModelUtils.getSimpleRef(schema.get$ref());
      if (names.add(name)) {
        collect(api, ModelUtils.getSchema(api, name), names);
      }
    }
    collect(api, schema.getItems(), names);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(each -> collect(api, (Schema<?>) each, names));
    }
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      collect(api, values, names);
    }
    collectAll(api, schema.getOneOf(), names);
    collectAll(api, schema.getAllOf(), names);
    collectAll(api, schema.getAnyOf(), names);
  }

  private static void collectAll(OpenAPI api, @Nullable List<?> schemas, Set<String> names) {
    if (schemas != null) {
      schemas.forEach(each -> collect(api, (Schema<?>) each, names));
    }
  }

  @Override
  public Map<String, ModelsMap> postProcessAllModels(Map<String, ModelsMap> models) {
    Map<String, ModelsMap> all = super.postProcessAllModels(models);
    all.keySet().retainAll(visible);
    return all;
  }

  @Override
  public void postProcessModelProperty(CodegenModel model, CodegenProperty property) {
    super.postProcessModelProperty(model, property);
    boolean present = property.required && !property.isNullable;
    property.vendorExtensions.put("x-nullable-type", nullable(property.datatypeWithEnum));
    if (present) {
      property.vendorExtensions.put("x-required-value", true);
    }
    if (property.isEnum && property._enum != null && property._enum.size() == 1) {
      property.defaultValue = property.datatypeWithEnum + "." + toEnumVarName(property._enum.get(0), property.dataType);
    }
    String format = property.isArray && property.items != null ? property.items.dataFormat : property.dataFormat;
    if (sent.contains(model.name) && ("uri".equals(format) || property.baseName.matches(".*_urls?|image"))) {
      property.vendorExtensions.put("x-media", true);
    }
  }

  @Override
  public void addOperationToGroup(String tag, String path, Operation operation, CodegenOperation generated,
      Map<String, List<CodegenOperation>> operations) {
    Map<?, ?> names = (Map<?, ?>) generated.vendorExtensions.getOrDefault(SDK, Map.of());
    Object method = names.get("method");
    generated.vendorExtensions.put("x-method", method == null ? operation.getOperationId() : method);
    Object group = names.get("group");
    openAPI.getTags().stream().filter(each -> each.getName().equals(tag)).findFirst()
        .ifPresent(each -> generated.vendorExtensions.put("x-group", javadoc(each.getDescription())));
    super.addOperationToGroup(group == null ? tag : String.valueOf(group), path, operation, generated, operations);
  }

  @Override
  public CodegenOperation fromOperation(String path, String method, Operation operation, List<Server> servers) {
    CodegenOperation generated = super.fromOperation(path, method, operation, servers);
    successes(operation).findFirst().ifPresent(media -> {
      if (media.getExtensions() != null) {
        generated.vendorExtensions.putAll(media.getExtensions());
      }
    });
    List<String> required = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> docs = new ArrayList<>();
    generated.pathParams.forEach(parameter -> {
      required.add(parameter.dataType + " " + parameter.paramName);
      names.add(parameter.paramName);
      docs.add(parameter.paramName + " " + javadoc(parameter.description));
    });
    if (generated.bodyParam != null) {
      required.add(generated.bodyParam.dataType + " request");
      names.add("request");
      docs.add("request the body");
    }
    put(generated, "x-required", required, names);
    Object query = generated.vendorExtensions.get(QUERY);
    if (query != null) {
      required.add(query + " params");
      names.add("params");
      docs.add("params the query");
    }
    put(generated, "x-all", required, names);
    generated.vendorExtensions.put("x-doc-parameters", docs);
    generated.vendorExtensions.put("x-doc-errors", errors(operation));
    generated.vendorExtensions.put("x-javadoc", javadoc(operation.getDescription()));
    return generated;
  }

  private static void put(CodegenOperation operation, String kind, List<String> parameters, List<String> names) {
    operation.vendorExtensions.put(kind + "-parameters", String.join(", ", parameters));
    operation.vendorExtensions.put(kind + "-arguments", String.join(", ", names));
    operation.vendorExtensions.put(kind + "-separator", names.isEmpty() ? "" : ", ");
  }

  /** Returns the errors of an operation, one line for each status, by the keys of their examples. */
  private List<String> errors(Operation operation) {
    List<String> lines = new ArrayList<>();
    operation.getResponses().forEach((status, reference) -> {
      ApiResponse response = ModelUtils.getReferencedApiResponse(openAPI, reference);
      if (!status.startsWith("2") && response.getContent() != null) {
        Set<String> codes = new TreeSet<>();
        response.getContent().values().stream()
            .filter(media -> media.getExamples() != null)
            .forEach(media -> media.getExamples().keySet().forEach(key -> codes.add(key.split("-", 2)[0])));
        if (!codes.isEmpty()) {
          lines.add(status + ": " + String.join(", ", codes));
        }
      }
    });
    return lines;
  }

  /** Returns a type that can be null. The annotation stands before the simple name. */
  private static String nullable(String type) {
    int simple = type.substring(0, type.contains("<") ? type.indexOf('<') : type.length()).lastIndexOf('.') + 1;
    return type.substring(0, simple) + "@org.jspecify.annotations.Nullable " + type.substring(simple);
  }

  /** Returns a description as Javadoc has it: escaped, with its Markdown code as code. */
  private static String javadoc(@Nullable String description) {
    String text = description == null ? "" : description.strip();
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;").replace("*/", "*&#47;")
        .replaceAll("`([^`{}]*)`", "{@code $1}").replace("\n\n", "\n\n<p>").replace("\n", "\n   * ").replace("* \n", "*\n");
  }
}
