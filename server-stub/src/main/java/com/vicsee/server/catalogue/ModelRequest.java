package com.vicsee.server.catalogue;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.error.Excerpt;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.Model;
import com.vicsee.server.model.ModelInput;
import com.vicsee.server.model.ModelOption;
import com.vicsee.server.model.PromptRule;
import com.vicsee.server.model.UpscaleFactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a request asks of a model, with every default applied. It is within the limits of the model.
 *
 * @param prompt null for a model that takes none, and when an optional one was not sent
 * @param options the options of the model by name, as text
 * @param media the URLs of the inputs by name; an input that was not sent is absent
 */
public record ModelRequest(Model model, @Nullable String prompt, Map<String, String> options, Map<String, List<String>> media) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SNAKE = Pattern.compile("_(.)");
  private static final String DATA_URI = "data:";
  private static final String FACTOR = "upscale_factor";

  /**
   * Merges the two forms of a generation request, {@code options} and {@code input}, into one. Where both name the same thing, {@code input} wins.
   *
   * @throws ApiProblem if the request breaks a limit of the model
   */
  public static ModelRequest of(Model model, GenerateRequest request) {
    var fields = new Fields(JSON.valueToTree(request));
    return new ModelRequest(model, prompt(model, fields), options(model, fields), media(model, fields));
  }

  /** Makes the request of a tool, whose model has one input and one option. */
  public static ModelRequest ofTool(Model model, String url, UpscaleFactor factor) {
    return new ModelRequest(model, null, Map.of(FACTOR, factor.getValue()), Map.of(model.getInputs().get(0).getName(), List.of(url)));
  }

  /** Returns the length of the output that was asked for; 0 for a model whose length cannot be chosen. */
  public double seconds() {
    return Double.parseDouble(options.getOrDefault("duration", "0"));
  }

  private static @Nullable String prompt(Model model, Fields fields) {
    PromptRule rule = model.getPrompt();
    Field sent = fields.find("prompt");
    if (rule == null || sent == null) {
      return null;
    }
    Field customMode = fields.find("custom_mode");
    Integer custom = customMode != null && customMode.value().asBoolean() ? rule.getCustomModeMaxLength() : null;
    int max = custom == null ? rule.getMaxLength() : custom;
    String prompt = sent.value().stringValue();
    int length = prompt.codePointCount(0, prompt.length());
    if (length < rule.getMinLength() || length > max) {
      throw sent.rejection("must have " + rule.getMinLength() + " to " + max + " characters", model, String.valueOf(length));
    }
    return prompt;
  }

  private static Map<String, String> options(Model model, Fields fields) {
    Map<String, String> options = new LinkedHashMap<>();
    for (ModelOption option : model.getOptions()) {
      Field sent = fields.find(option.getName());
      if (sent != null) {
        check(model, option, sent);
        options.put(option.getName(), sent.value().asString());
      } else if (option.getDefaultValue() != null) {
        options.put(option.getName(), option.getDefaultValue());
      }
    }
    return options;
  }

  private static void check(Model model, ModelOption option, Field sent) {
    List<String> values = option.getValues();
    if (values != null && !values.isEmpty() && !values.contains(sent.value().asString())) {
      throw sent.rejection("must be one of " + String.join(", ", values), model, Excerpt.of(sent.value()));
    }
    Integer least = option.getMinimum();
    Integer most = option.getMaximum();
    if (least != null && most != null && (sent.value().asLong() < least || sent.value().asLong() > most)) {
      throw sent.rejection("must be " + least + " to " + most, model, Excerpt.of(sent.value()));
    }
  }

  private static Map<String, List<String>> media(Model model, Fields fields) {
    Map<String, List<String>> media = new LinkedHashMap<>();
    // It stands for the first input that takes images.
    Field image = fields.image();
    for (ModelInput input : model.getInputs()) {
      Field sent = fields.find(input.getName());
      if (sent == null && input.getMediaType() == InputMediaType.IMAGE) {
        sent = image;
        image = null;
      }
      if (sent == null) {
        if (input.getRequired()) {
          throw ApiProblem.invalidParameter("input." + input.getName(), "is required for " + model.getId());
        }
        continue;
      }
      List<String> urls = sent.value() instanceof ArrayNode array ? array.valueStream().map(JsonNode::asString).toList() : List.of(sent.value().asString());
      if (urls.size() > input.getMaxItems()) {
        throw sent.rejection("must have at most " + input.getMaxItems() + " items", model, String.valueOf(urls.size()));
      }
      if (!input.getDataUri() && urls.stream().anyMatch(url -> url.startsWith(DATA_URI))) {
        throw sent.rejection("must be a URL", model, "a data URI");
      }
      if (!urls.isEmpty()) {
        media.put(input.getName(), urls);
      }
    }
    return media;
  }

  /** A field that was sent, and where it stands in the body. */
  private record Field(String name, JsonNode value) {
    ApiProblem rejection(String rule, Model model, String received) {
      return ApiProblem.invalidParameter(name, rule + " for " + model.getId() + "; received " + received);
    }
  }

  /** The fields of both forms, by their names in {@code input}. */
  private record Fields(JsonNode request) {
    @Nullable Field find(String name) {
      String camelCase = SNAKE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
      Field inInput = field("input." + name, request.path("input").path(name));
      Field inOptions = inInput != null ? inInput : field("options." + camelCase, request.path("options").path(camelCase));
      return inOptions != null || !name.equals("prompt") ? inOptions : field(name, request.path(name));
    }

    @Nullable Field image() {
      return field("options.image", request.path("options").path("image"));
    }

    private static @Nullable Field field(String name, JsonNode value) {
      return value.isMissingNode() || value.isNull() ? null : new Field(name, value);
    }
  }
}
