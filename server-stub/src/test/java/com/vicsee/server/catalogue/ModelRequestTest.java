package com.vicsee.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.UpscaleFactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

/** Requests and their prices, by models that have one rule of each kind. */
class ModelRequestTest {
  private static final String MODELS = """
      - id: clip
        name: Clip
        type: video
        description: Text and images to video.
        prompt: {required: true, minLength: 3, maxLength: 10, customModeMaxLength: 20}
        inputs:
          - {name: image_urls, mediaType: image, required: false, maxItems: 1, dataUri: true}
          - {name: reference_image_urls, mediaType: image, required: false, maxItems: 1, dataUri: true}
          - {name: reference_video_urls, mediaType: video, required: false, maxItems: 2, dataUri: false}
        options:
          - {name: duration, type: integer, minimum: 4, maximum: 15, defaultValue: '8'}
          - {name: aspect_ratio, type: string, values: ['1:1', '16:9'], defaultValue: '16:9'}
        prices:
          - {credits: 3, unit: input_and_output_second, when: {reference_video_urls: present}}
          - {credits: 50, unit: generation, when: {aspect_ratio: '1:1'}}
          - {credits: 2, unit: output_second, when: {}}
      - id: enlarger
        name: Enlarger
        type: image
        description: Enlarges an image.
        inputs:
          - {name: image_urls, mediaType: image, required: true, maxItems: 1, dataUri: true}
        options:
          - {name: upscale_factor, type: string, values: ['1', '2', '4'], defaultValue: '2'}
        prices:
          - {credits: 20, unit: generation, when: {upscale_factor: '4'}, maxOutputMegapixels: 24}
          - {credits: 7, unit: input_second, when: {}}
      """;

  private final Catalogue catalogue = read();

  private static Catalogue read() {
    try {
      return Catalogue.read(new ByteArrayResource(MODELS.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ModelRequest clip(String fields) {
    return ModelRequest.of(catalogue.get("clip"), new JsonMapper().readValue("{\"model\":\"clip\"," + fields.replace('\'', '"') + "}", GenerateRequest.class));
  }

  @Test
  void of_bothForms_inputWins() {
    ModelRequest request = clip("'prompt':'outer','options':{'duration':5,'aspectRatio':'1:1'},'input':{'prompt':'inner','duration':6}");

    assertThat(request.prompt()).isEqualTo("inner");
    assertThat(request.options()).isEqualTo(Map.of("duration", "6", "aspect_ratio", "1:1"));
  }

  @Test
  void of_nothingButAPrompt_hasTheDefaults() {
    assertThat(clip("'prompt':'a boat'").options()).isEqualTo(Map.of("duration", "8", "aspect_ratio", "16:9"));
  }

  @Test
  void of_imageOfOptions_isTheFirstImageInput() {
    assertThat(clip("'prompt':'a boat','options':{'image':'https://a/b.png'}").media()).isEqualTo(Map.of("image_urls", List.of("https://a/b.png")));
  }

  @Test
  void of_customMode_takesALongerPrompt() {
    assertThat(clip("'input':{'prompt':'twelve chars','custom_mode':true}").prompt()).hasSize(12);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "'prompt':'ab' | Invalid parameter prompt: must have 3 to 10 characters for clip; received 2",
      "'input':{'prompt':'twelve chars'} | Invalid parameter input.prompt: must have 3 to 10 characters for clip; received 12",
      "'prompt':'a boat','options':{'duration':3} | Invalid parameter options.duration: must be 4 to 15 for clip; received 3",
      "'prompt':'a boat','options':{'aspectRatio':'2:1'} | Invalid parameter options.aspectRatio: must be one of 1:1, 16:9 for clip; received \"2:1\"",
      "'input':{'prompt':'a boat','image_urls':['https://a','https://b']} | Invalid parameter input.image_urls: must have at most 1 items for clip; received 2",
      "'input':{'prompt':'a boat','reference_video_urls':['data:video/mp4;base64,']} | Invalid parameter input.reference_video_urls: must be a URL for clip; received a data URI"
  })
  void of_requestBeyondALimit_namesFieldAndRule(String fields, String message) {
    assertThatThrownBy(() -> clip(fields)).isInstanceOf(ApiProblem.class).hasMessage(message);
  }

  @Test
  void of_requiredInputAbsent_isRejected() {
    assertThatThrownBy(() -> ModelRequest.of(catalogue.get("enlarger"), new GenerateRequest("enlarger")))
        .hasMessage("Invalid parameter input.image_urls: is required for enlarger");
  }

  @ParameterizedTest
  @CsvSource({"16:9, 0, 16", "1:1, 0, 50"})
  void price_byOptions_isTheFirstRuleThatHolds(String ratio, double inputSeconds, long credits) {
    assertThat(Price.of(clip("'prompt':'a boat','options':{'aspectRatio':'" + ratio + "'}"), inputSeconds, 0).credits()).isEqualTo(credits);
  }

  /** Seconds are added up first and rounded up then; 2.0000001 s are 2 s. */
  @ParameterizedTest
  @CsvSource({"2, 30", "2.5, 33", "2.0000001, 30"})
  void price_withVideoReferences_countsSecondsOfBoth(double inputSeconds, long credits) {
    assertThat(Price.of(clip("'input':{'prompt':'a boat','reference_video_urls':['https://a']}"), inputSeconds, 0).credits()).isEqualTo(credits);
  }

  @ParameterizedTest
  @CsvSource({"_4, 24000000, 20", "_4, 24000001, 14", "_2, 1, 14"})
  void price_ofATool_isByTheSizeOfItsOutput(UpscaleFactor factor, long pixels, long credits) {
    assertThat(Price.of(ModelRequest.ofTool(catalogue.get("enlarger"), "https://a", factor), 1.2, pixels).credits()).isEqualTo(credits);
  }
}
