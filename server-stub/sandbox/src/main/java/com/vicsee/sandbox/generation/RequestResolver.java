package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.InputReader;
import com.vicsee.sandbox.media.InputReader.Detected;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.GenerateOptions;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.Model;
import com.vicsee.server.model.ModelInput;
import com.vicsee.server.model.ModelOption;
import com.vicsee.server.model.OptionType;
import com.vicsee.server.model.PromptRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reconciles the two request forms and holds the request against the limits of its model. When both forms name the same thing, {@code input} wins.
 */
@Component
final class RequestResolver {
  private static final String INPUT = "input";
  private static final String OPTIONS = "options";
  private static final String DATA_URI = "data:";
  /** The songs of a model whose output has no length of its own to choose. */
  private static final double SONG_SECONDS = 30;

  private final Catalogue catalogue;
  private final InputReader inputs;
  private final JsonMapper json;

  RequestResolver(Catalogue catalogue, InputReader inputs, JsonMapper json) {
    this.catalogue = catalogue;
    this.inputs = inputs;
    this.json = json;
  }

  /** Resolves a generation in either form. Model and prompt were checked by {@link SubmissionOrder}. */
  Order resolve(Account caller, GenerateRequest request) {
    Fields fields = new Fields(json.valueToTree(request.getOptions()), json.valueToTree(request.getInput()));
    Model model = catalogue.get(request.getModel());
    String prompt = prompt(model, request, fields);
    Map<String, String> options = options(model, fields);
    Map<String, List<String>> media = media(model, fields);
    return order(caller, model, prompt, options, media, Map.of());
  }

  /** Resolves a tool: a model that has one input and one option. */
  Order resolve(Account caller, String modelId, String field, String url, String upscaleFactor) {
    Model model = catalogue.get(modelId);
    ModelInput input = model.getInputs().get(0);
    return order(caller, model, null, Map.of("upscale_factor", upscaleFactor), Map.of(input.getName(), List.of(url)), Map.of(input.getName(), field));
  }

  private Order order(
      Account caller,
      Model model,
      @Nullable String prompt,
      Map<String, String> options,
      Map<String, List<String>> media,
      Map<String, String> fieldNames) {
    List<Detected> videos = new ArrayList<>();
    @Nullable Detected source = null;
    boolean isTool = options.containsKey("upscale_factor");
    for (ModelInput input : model.getInputs()) {
      String field = fieldNames.getOrDefault(input.getName(), INPUT + "." + input.getName());
      for (String url : media.getOrDefault(input.getName(), List.of())) {
        switch (input.getMediaType()) {
          case VIDEO -> {
            Detected video = inputs.video(caller, field, url);
            checkLength(field, input, video);
            videos.add(video);
            source = video;
          }
          case IMAGE -> source = isTool ? inputs.image(caller, field, url) : source;
          case AUDIO -> {}
        }
      }
    }
    int factor = isTool ? Integer.parseInt(options.get("upscale_factor")) : 1;
    double inputSeconds = videos.stream().mapToDouble(Detected::seconds).sum();
    double outputSeconds = options.containsKey("duration") ? Double.parseDouble(options.get("duration")) : isTool ? inputSeconds : 0;
    if (model.getType() == MediaType.MUSIC) {
      outputSeconds = SONG_SECONDS;
    }
    Dimensions size = isTool && source != null
        ? new Dimensions(Math.multiplyExact(source.width(), factor), Math.multiplyExact(source.height(), factor))
        : model.getType() == MediaType.MUSIC
            ? new Dimensions(0, 0)
            : Dimensions.of(model.getType(), options.get("resolution"), options.get("aspect_ratio"));
    Prices.Price price = Prices.of(
        model, new Prices.Quantities(options, media.keySet(), outputSeconds, inputSeconds, isTool ? size.pixels() : 0));
    String marks = prompt != null ? prompt : media.values().stream().flatMap(List::stream).map(RequestResolver::mark).collect(Collectors.joining(" "));
    var specification = new Specification(
        model.getId(), model.getType(), prompt, options, size.width(), size.height(), outputSeconds, marks);
    return new Order(specification, price, source);
  }

  private static String mark(String url) {
    return url.startsWith(DATA_URI) ? DATA_URI : url;
  }

  private static @Nullable String prompt(Model model, GenerateRequest request, Fields fields) {
    PromptRule rule = model.getPrompt();
    JsonNode fromInput = fields.input("prompt");
    String prompt = fromInput != null ? fromInput.stringValue() : request.getPrompt();
    if (rule == null || prompt == null) {
      return null;
    }
    JsonNode customMode = fields.input("custom_mode");
    Integer custom = customMode != null && customMode.isBoolean() && customMode.booleanValue() ? rule.getCustomModeMaxLength() : null;
    int max = custom == null ? rule.getMaxLength() : custom;
    int length = prompt.codePointCount(0, prompt.length());
    if (length < rule.getMinLength() || length > max) {
      throw ApiProblem.invalidParameter(
          fromInput != null ? INPUT + ".prompt" : "prompt",
          "must have " + rule.getMinLength() + " to " + max + " characters for " + model.getId() + "; received " + length);
    }
    return prompt;
  }

  private static Map<String, String> options(Model model, Fields fields) {
    Map<String, String> options = new LinkedHashMap<>();
    for (ModelOption option : model.getOptions()) {
      JsonNode fromInput = fields.input(option.getName());
      JsonNode value = fromInput != null ? fromInput : fields.option(option.getName());
      if (value != null) {
        String field = fromInput != null ? INPUT + "." + option.getName() : OPTIONS + "." + Fields.camelCase(option.getName());
        options.put(option.getName(), checked(model, option, field, value));
      } else if (option.getDefaultValue() != null) {
        options.put(option.getName(), option.getDefaultValue());
      }
    }
    return options;
  }

  private static String checked(Model model, ModelOption option, String field, JsonNode value) {
    String text = value.asString();
    String received = " for " + model.getId() + "; received " + (value.isString() ? '"' + abbreviate(text) + '"' : text);
    if (option.getValues() != null && !option.getValues().isEmpty() && !option.getValues().contains(text)) {
      throw ApiProblem.invalidParameter(field, "must be one of " + String.join(", ", option.getValues()) + received);
    }
    if (option.getType() == OptionType.INTEGER && option.getMinimum() != null && option.getMaximum() != null) {
      long number = Long.parseLong(text);
      if (number < option.getMinimum() || number > option.getMaximum()) {
        throw ApiProblem.invalidParameter(field, "must be " + option.getMinimum() + " to " + option.getMaximum() + received);
      }
    }
    return text;
  }

  private static String abbreviate(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private static Map<String, List<String>> media(Model model, Fields fields) {
    Map<String, List<String>> media = new LinkedHashMap<>();
    boolean optionTaken = false;
    for (ModelInput input : model.getInputs()) {
      List<String> urls = new ArrayList<>();
      String field = INPUT + "." + input.getName();
      JsonNode sent = fields.input(input.getName());
      if (sent != null && sent.isArray()) {
        sent.forEach(url -> urls.add(url.stringValue()));
      } else if (sent != null) {
        urls.add(sent.stringValue());
      } else if (!optionTaken && input.getMediaType() == com.vicsee.server.model.InputMediaType.IMAGE) {
        JsonNode image = fields.option("image");
        if (image != null) {
          urls.add(image.stringValue());
          field = OPTIONS + ".image";
          optionTaken = true;
        }
      }
      if (urls.isEmpty() && input.getRequired()) {
        throw ApiProblem.invalidParameter(field, "is required for " + model.getId());
      }
      if (urls.size() > input.getMaxItems()) {
        throw ApiProblem.invalidParameter(
            field, "must have at most " + input.getMaxItems() + " items for " + model.getId() + "; received " + urls.size());
      }
      if (!input.getDataUri() && urls.stream().anyMatch(url -> url.startsWith(DATA_URI))) {
        throw ApiProblem.invalidParameter(field, "must be a URL for " + model.getId() + "; received a data URI");
      }
      if (!urls.isEmpty()) {
        media.put(input.getName(), urls);
      }
    }
    return media;
  }

  private static void checkLength(String field, ModelInput input, Detected media) {
    if (input.getMaxSeconds() != null && media.seconds() > input.getMaxSeconds()) {
      throw ApiProblem.invalidParameter(
          field, "must be at most " + input.getMaxSeconds() + " s long; received " + media.secondsText());
    }
  }

  /** The two objects of a request, read by the names of the wire. Only what {@link GenerateOptions} declares counts of the options. */
  private record Fields(@Nullable JsonNode options, @Nullable JsonNode input) {
    @Nullable JsonNode input(String name) {
      return present(input, name);
    }

    @Nullable JsonNode option(String name) {
      String camelCase = camelCase(name);
      boolean declared = java.util.Arrays.stream(GenerateOptions.class.getDeclaredFields()).anyMatch(it -> it.getName().equals(camelCase));
      return declared ? present(options, camelCase) : null;
    }

    static String camelCase(String snakeCase) {
      StringBuilder name = new StringBuilder();
      boolean upper = false;
      for (char c : snakeCase.toCharArray()) {
        if (c == '_') {
          upper = true;
        } else {
          name.append(upper ? Character.toUpperCase(c) : c);
          upper = false;
        }
      }
      return name.toString();
    }

    private static @Nullable JsonNode present(@Nullable JsonNode object, String name) {
      JsonNode value = object == null ? null : object.get(name);
      return value == null || value.isNull() ? null : value;
    }
  }
}
