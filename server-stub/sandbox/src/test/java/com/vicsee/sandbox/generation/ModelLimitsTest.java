package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The limits of each model are those that {@code GET /models} states: just within is taken, just beyond is refused by field, rule and allowed values. */
class ModelLimitsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String IMAGE = "https://sandbox.vicsee.com/inputs/image-320x200.png";
  private static final String VIDEO = "https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4";
  /** Ends at once, so that nothing is drawn. */
  private static final String FAIL = "sandbox:fail ";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  static Stream<String> modelsWithPrompt() {
    return models().filter(model -> model.has("prompt")).map(model -> model.get("id").stringValue());
  }

  /** Each value of each option that is a list, and each bound of each that is a range. */
  static List<Option> options() {
    List<Option> options = new ArrayList<>();
    models().forEach(model -> model.get("options").forEach(option -> options.add(new Option(model.get("id").stringValue(), option))));
    return options;
  }

  static List<Input> inputs() {
    List<Input> inputs = new ArrayList<>();
    models().forEach(model -> model.get("inputs").forEach(input -> inputs.add(new Input(model.get("id").stringValue(), input))));
    return inputs;
  }

  record Option(String model, JsonNode option) {
    String name() {
      return option.get("name").stringValue();
    }

    @Override
    public String toString() {
      return model + " " + name();
    }
  }

  record Input(String model, JsonNode input) {
    String name() {
      return input.get("name").stringValue();
    }

    @Override
    public String toString() {
      return model + " " + name();
    }
  }

  private static Stream<JsonNode> models() {
    List<JsonNode> models = new ArrayList<>();
    Sandbox.shared().get(null, "/models").data().forEach(models::add);
    return models.stream();
  }

  private static JsonNode model(String id) {
    return models().filter(model -> model.get("id").stringValue().equals(id)).findFirst().orElseThrow();
  }

  /** A request that is good for the model, whatever it takes. */
  private static ObjectNode good(String id) {
    ObjectNode body = JSON.createObjectNode().put("model", id);
    ObjectNode input = body.putObject("input");
    JsonNode model = model(id);
    if (model.has("prompt")) {
      input.put("prompt", FAIL);
    }
    model.get("inputs").forEach(it -> {
      if (it.get("required").booleanValue()) {
        put(input, it, 1);
      }
    });
    return body;
  }

  private static void put(ObjectNode input, JsonNode declared, int items) {
    String name = declared.get("name").stringValue();
    String url = (declared.get("mediaType").stringValue().equals("image") ? IMAGE : VIDEO) + "?sandbox:fail";
    if (name.endsWith("s")) {
      var urls = input.putArray(name);
      IntStream.range(0, items).forEach(i -> urls.add(url));
    } else {
      input.put(name, url);
    }
  }

  private void taken(ObjectNode body) {
    sandbox.generate(Sandbox.ENTERPRISE, body.toString()).data();
  }

  private String refused(ObjectNode body) {
    return sandbox.generate(Sandbox.ENTERPRISE, body.toString()).refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message();
  }

  @ParameterizedTest
  @MethodSource("modelsWithPrompt")
  void prompt_atAndBeyondItsBounds_isTakenAndRefused(String id) {
    JsonNode rule = model(id).get("prompt");
    int max = rule.get("maxLength").intValue();
    ObjectNode body = good(id);
    ObjectNode input = (ObjectNode) body.get("input");

    input.put("prompt", FAIL + "x".repeat(max - FAIL.length()));
    taken(body);
    input.put("prompt", FAIL + "x".repeat(max - FAIL.length() + 1));
    assertThat(refused(body)).contains("input.prompt").contains(Integer.toString(max)).contains(Integer.toString(max + 1));
    if (rule.get("minLength").intValue() > 1) {
      input.put("prompt", "xy");
      assertThat(refused(body)).contains("input.prompt").contains("3 to").contains("received 2");
    }
  }

  @Test
  void prompt_ofCharactersBeyondTheBasicPlane_isCountedInCodePoints() {
    ObjectNode body = good("kling-3-0-text-to-video");
    ObjectNode input = (ObjectNode) body.get("input");

    input.put("prompt", FAIL + "🚢".repeat(2500 - FAIL.length()));
    taken(body);
    input.put("prompt", FAIL + "🚢".repeat(2501 - FAIL.length()));
    assertThat(refused(body)).contains("2500").contains("2501");
  }

  @Test
  void prompt_atTheContractsOwnMaximumInCodePoints_isTaken() {
    ObjectNode body = good("seedance-2-0-text-to-video");

    ((ObjectNode) body.get("input")).put("prompt", FAIL + "🚢".repeat(20_000 - FAIL.length()));

    taken(body);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_eachAllowedValue_isTakenAndTheNextRefused(Option option) {
    JsonNode declared = option.option();
    String type = declared.get("type").stringValue();
    if (declared.has("values")) {
      declared.get("values").forEach(value -> taken(with(option, type, value.stringValue())));
      String allowed = Stream.of(declared.get("values")).flatMap(it -> IntStream.range(0, it.size()).mapToObj(it::get))
          .map(JsonNode::stringValue).collect(Collectors.joining(", "));
      String message = refused(with(option, type, beyond(option.name())));
      assertThat(message).contains(option.name());
      if (!option.name().equals("output_format") && !option.name().equals("upscale_factor")) {
        assertThat(message).contains("must be one of " + allowed);
      }
    } else if (type.equals("integer")) {
      int min = declared.get("minimum").intValue();
      int max = declared.get("maximum").intValue();
      taken(with(option, type, Integer.toString(min)));
      taken(with(option, type, Integer.toString(max)));
      for (int bad : new int[] {min - 1, max + 1}) {
        assertThat(refused(with(option, type, Integer.toString(bad)))).contains(option.name()).contains(min + " to " + max).contains("received " + bad);
      }
    } else if (type.equals("boolean")) {
      taken(with(option, type, "true"));
      taken(with(option, type, "false"));
      assertThat(refused(with(option, "string", "true"))).contains(option.name()).contains("true or false");
    } else {
      int max = declared.get("maxLength").intValue();
      taken(with(option, type, "x".repeat(max)));
      assertThat(refused(with(option, type, "x".repeat(max + 1)))).contains(option.name()).contains(Integer.toString(max));
    }
  }

  private static String beyond(String option) {
    return switch (option) {
      case "duration" -> "5";
      case "aspect_ratio" -> "5:7";
      case "resolution" -> "9K";
      default -> "8";
    };
  }

  private static ObjectNode with(Option option, String type, String value) {
    ObjectNode body = good(option.model());
    ObjectNode input = (ObjectNode) body.get("input");
    switch (type) {
      case "integer" -> input.put(option.name(), Integer.parseInt(value));
      case "boolean" -> input.put(option.name(), Boolean.parseBoolean(value));
      default -> input.put(option.name(), value);
    }
    return body;
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void input_atAndBeyondItsNumber_isTakenAndRefused(Input input) {
    JsonNode declared = input.input();
    int max = declared.get("maxItems").intValue();
    ObjectNode body = good(input.model());
    ObjectNode sent = (ObjectNode) body.get("input");

    put(sent, declared, max);
    taken(body);
    if (input.name().endsWith("s")) {
      put(sent, declared, max + 1);
      assertThat(refused(body)).contains("input." + input.name()).contains("at most " + max).contains("received " + (max + 1));
    }
    if (declared.get("required").booleanValue()) {
      sent.remove(input.name());
      assertThat(refused(body)).contains("input." + input.name()).contains("required");
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void input_asDataUri_isTakenWhereTheModelSaysSo(Input input) {
    JsonNode declared = input.input();
    ObjectNode body = good(input.model());
    ObjectNode sent = (ObjectNode) body.get("input");
    boolean image = declared.get("mediaType").stringValue().equals("image");
    String uri = image
        ? "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
        : "data:video/mp4;base64,AAAA";
    if (input.name().endsWith("s")) {
      sent.putArray(input.name()).add(uri);
    } else {
      sent.put(input.name(), uri);
    }

    if (declared.get("dataUri").booleanValue()) {
      taken(body);
    } else {
      assertThat(refused(body)).contains("input." + input.name());
    }
  }

  @Test
  void input_plainHttpOfAnotherHost_isRefused() {
    ObjectNode body = good("veo-3-1-image-to-video");
    ((ObjectNode) body.get("input")).putArray("image_urls").add("http://example.com/a.png");

    assertThat(refused(body)).contains("input.image_urls[0]");
  }

  @Test
  void video_overItsLength_isRefusedWithTheLength() {
    ObjectNode body = JSON.createObjectNode().put("model", "topaz-video-upscale");
    body.putObject("input").put("video_url", "https://sandbox.vicsee.com/inputs/video-16x16-60.5s.mp4");

    assertThat(refused(body)).contains("input.video_url").contains("at most 60 s").contains("60.5s");
  }
}
