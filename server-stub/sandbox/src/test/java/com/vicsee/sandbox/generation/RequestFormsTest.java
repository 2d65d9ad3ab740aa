package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.sandbox.testing.Answer;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Both published forms of a generation, alone and mixed: what was understood is read back from the task. */
class RequestFormsTest {
  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private JsonNode understood(String json) {
    return sandbox.specification(sandbox.generate(Sandbox.PRO, json).data().get("id").stringValue());
  }

  private static String body(String model, String rest) {
    return "{\"model\":\"" + model + "\"," + rest + "}";
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "options           | \"prompt\":\"P fail\",\"options\":{\"duration\":4,\"resolution\":\"480p\",\"aspectRatio\":\"1:1\"}",
      "input             | \"input\":{\"prompt\":\"P fail\",\"duration\":4,\"resolution\":\"480p\",\"aspect_ratio\":\"1:1\"}",
      "prompt and input  | \"prompt\":\"P fail\",\"input\":{\"duration\":4,\"resolution\":\"480p\",\"aspect_ratio\":\"1:1\"}",
      "halves            | \"prompt\":\"P fail\",\"options\":{\"duration\":4,\"aspectRatio\":\"1:1\"},\"input\":{\"resolution\":\"480p\"}",
      "input wins        | \"prompt\":\"other\",\"options\":{\"duration\":9,\"resolution\":\"720p\",\"aspectRatio\":\"16:9\"},"
          + "\"input\":{\"prompt\":\"P fail\",\"duration\":4,\"resolution\":\"480p\",\"aspect_ratio\":\"1:1\"}",
      "nulls count not   | \"prompt\":\"P fail\",\"options\":{\"duration\":4,\"resolution\":\"480p\",\"aspectRatio\":\"1:1\"},\"input\":{}",
      "whole as decimal  | \"prompt\":\"P fail\",\"options\":{\"duration\":4.0,\"resolution\":\"480p\",\"aspectRatio\":\"1:1\"}",
      "unknown fields    | \"input\":{\"prompt\":\"P fail\",\"duration\":4,\"resolution\":\"480p\",\"aspect_ratio\":\"1:1\",\"seed\":7,\"deep\":[{}]},"
          + "\"options\":{\"seed\":7}"
  })
  void generate_eitherForm_isUnderstoodAlike(String form, String rest) {
    JsonNode understood = understood(body("seedance-2-0-text-to-video", rest.replace("fail", "sandbox:fail")));

    assertThat(understood.get("prompt").stringValue()).as(form).isEqualTo("P sandbox:fail");
    assertThat(understood.get("width").intValue()).isEqualTo(480);
    assertThat(understood.get("height").intValue()).isEqualTo(480);
    assertThat(understood.get("seconds").doubleValue()).isEqualTo(4);
  }

  @Test
  void generate_nothingChosen_takesTheDefaultsOfTheModel() {
    JsonNode understood = understood(body("seedance-2-0-text-to-video", "\"prompt\":\"sandbox:fail\""));

    assertThat(understood.get("width").intValue()).isEqualTo(1280);
    assertThat(understood.get("height").intValue()).isEqualTo(720);
    assertThat(understood.get("seconds").doubleValue()).isEqualTo(8);
    assertThat(understood.get("options").get("resolution").stringValue()).isEqualTo("720p");
  }

  @Test
  void generate_answer_hasExactlyTheDeclaredMembers() {
    Answer answer = sandbox.generate(Sandbox.PRO, body("flux-2-pro-text-to-image", "\"prompt\":\"A boat\",\"options\":{\"resolution\":\"2K\"}"));

    JsonNode data = answer.data();
    assertThat(data.propertyNames()).containsExactlyInAnyOrder("id", "model", "status", "creditsUsed", "creditsRemaining", "createdAt");
    assertThat(data.get("status").stringValue()).isEqualTo("pending");
    assertThat(data.get("creditsUsed").intValue()).isEqualTo(20);
    assertThat(data.get("creditsRemaining").intValue()).isEqualTo(4980);
    assertThat(data.get("createdAt").stringValue()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
  }

  @Test
  void generate_imageByOption_isTheInputOfTheModel() {
    String image = "https://sandbox.vicsee.com/inputs/image-100x100.png";

    JsonNode understood = understood(body("veo-3-1-image-to-video", "\"prompt\":\"sandbox:fail\",\"options\":{\"image\":\"" + image + "\"}"));

    assertThat(understood.get("seconds").doubleValue()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"promt", "seed", "Prompt", "duration"})
  void generate_unknownFieldBesideModel_isToldByName(String field) {
    Answer answer = sandbox.generate(Sandbox.PRO, body("flux-2-pro-text-to-image", "\"prompt\":\"A boat\",\"" + field + "\":1"));

    assertThat(answer.refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains(field).contains("model").contains("options").contains("input");
  }

  @Test
  void generate_customModeOfMusic_takesALongPromptAndTheTitle() {
    String lyrics = "la ".repeat(400);

    String id = sandbox.generate(Sandbox.PRO, body("suno-v5-generate-music",
        "\"input\":{\"prompt\":\"" + lyrics + "\",\"custom_mode\":true,\"title\":\"Rainy morning\",\"style\":\"waltz\",\"instrumental\":true}"))
        .data().get("id").stringValue();

    JsonNode songs = sandbox.end(Sandbox.PRO, id).get("result").get("songs");
    assertThat(songs).hasSize(2);
    assertThat(songs.get(0).get("title").stringValue()).isEqualTo("Rainy morning");
    assertThat(sandbox.generate(Sandbox.PRO, body("suno-v5-generate-music", "\"prompt\":\"" + lyrics + "\""))
        .refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("prompt").contains("1 to 500");
  }

  @Test
  void generate_titleOfBlanks_isReplaced() {
    String id = sandbox.generate(Sandbox.PRO,
        body("suno-v5-generate-music", "\"prompt\":\"A waltz\",\"input\":{\"custom_mode\":true,\"title\":\"  \"}")).data().get("id").stringValue();

    assertThat(sandbox.end(Sandbox.PRO, id).get("result").get("songs").get(0).get("title").stringValue()).isEqualTo("A waltz");
  }

  @Test
  void generate_upscaling_isWhatTheToolDoes() {
    String input = "https://sandbox.vicsee.com/inputs/image-320x200.png";
    Answer model = sandbox.generate(Sandbox.PRO, body("topaz-image-upscale", "\"input\":{\"image_urls\":[\"" + input + "\"],\"upscale_factor\":\"4\"}"));
    Answer tool = sandbox.post(Sandbox.PRO, "/tools/upscale-image", "{\"image_url\":\"" + input + "\",\"upscale_factor\":\"4\"}");

    for (Answer answer : new Answer[] {model, tool}) {
      JsonNode understood = sandbox.specification(answer.data().get("id").stringValue());
      assertThat(understood.get("model").stringValue()).isEqualTo("topaz-image-upscale");
      assertThat(understood.get("width").intValue()).isEqualTo(1280);
      assertThat(understood.get("height").intValue()).isEqualTo(800);
      assertThat(answer.data().get("creditsUsed").intValue()).isEqualTo(20);
    }
  }

  @Test
  void generate_videoUpscaling_takesTheFactorOfTheInput() {
    Answer answer = sandbox.generate(Sandbox.PRO, body("topaz-video-upscale",
        "\"input\":{\"video_url\":\"https://sandbox.vicsee.com/inputs/video-64x48-1.5s.mp4?sandbox:fail\",\"upscale_factor\":\"4\"}"));

    assertThat(answer.data().get("creditsUsed").intValue()).isEqualTo(2 * 28);
    assertThat(sandbox.specification(answer.data().get("id").stringValue()).get("width").intValue()).isEqualTo(256);
  }

  @Test
  void getTask_promptOfEitherForm_isThere() {
    for (String rest : Stream.of("\"prompt\":\"A 🚢 boat\"", "\"input\":{\"prompt\":\"A 🚢 boat\"}").toList()) {
      String id = sandbox.generate(Sandbox.PRO, body("flux-2-pro-text-to-image", rest)).data().get("id").stringValue();

      assertThat(sandbox.get(Sandbox.PRO, "/tasks/" + id).data().get("prompt").stringValue()).isEqualTo("A 🚢 boat");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64,%%%", "data:image/png;base64,", "data:image/png;base64,AAAA", "data:image/png,AAAA", "data:image/png;base64,AA AA",
      "https://sandbox.vicsee.com/inputs/nope.png", "https://sandbox.vicsee.com"})
  void imageInput_thatCannotBeRead_isRefusedUnpaid(String image) {
    long before = sandbox.credits(Sandbox.PRO);

    Answer answer = sandbox.generate(Sandbox.PRO, "{\"model\":\"veo-3-1-image-to-video\",\"prompt\":\"x\",\"input\":{\"image_urls\":[\"" + image + "\"]}}");

    assertThat(answer.refusedWith(400, Message.INVALID_PARAMETER).message()).contains("image_urls");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/uploads/upl_nobody.mp3", "/media/med_nothing.mp3", "picture"})
  void audioInputOfThisServer_thatDoesNotExistOrIsNoAudio_isRefusedUnpaid(String path) {
    long before = sandbox.credits(Sandbox.PRO);
    String url = path.equals("picture")
        ? sandbox.get(Sandbox.PRO, "/tasks/task_sandbox_completed/download").data().get("url").stringValue()
        : sandbox.origin() + path;

    Answer answer = sandbox.generate(Sandbox.PRO,
        "{\"model\":\"seedance-2-0-reference-to-video\",\"prompt\":\"x\",\"input\":{\"reference_audio_urls\":[\"" + url + "\"]}}");

    assertThat(answer.refusedWith(400, Message.INVALID_PARAMETER).message()).contains("reference_audio_urls");
    assertThat(sandbox.credits(Sandbox.PRO)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00A0\u00A0\u00A0", "\u2007", "\u202F\u3000 ", "\t\u2028", "\u0085"})
  void prompt_ofBlanksOfAnyKind_isMissing(String blanks) {
    sandbox.generate(Sandbox.PRO, "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"" + blanks.replace("\t", "\\t") + "\"}")
        .refusedWith(400, Message.MISSING_PROMPT);
  }
}
