package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vicsee.client.model.GenerateInput;
import com.vicsee.client.model.GenerateOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.InputMediaType;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.ModelInput;
import com.vicsee.client.model.ModelOption;
import com.vicsee.client.model.OptionType;
import com.vicsee.client.model.PriceRule;
import com.vicsee.client.model.PriceUnit;
import com.vicsee.client.model.UpscaleFactor;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.price.InputMedia;
import com.vicsee.client.price.Price;
import com.vicsee.client.price.PriceList;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices from the rules of a model. That they agree with what the server charges is tested against the server. */
class PriceListTest {

  private static final PriceList PRICES = PriceList.of(List.of(
      model("picture", List.of(), List.of(option("resolution", "1K")),
          rule(15, PriceUnit.GENERATION, Map.of("resolution", "1K")),
              rule(20, PriceUnit.GENERATION, Map.of("resolution", "2K"))),
      model("clip", List.of(), List.of(option("duration", "5"), option("mode", "standard"), option("audio", "true")),
          rule(28, PriceUnit.OUTPUT_SECOND, Map.of("mode", "standard", "audio", "false")),
          rule(42, PriceUnit.OUTPUT_SECOND, Map.of("mode", "standard", "audio", "true"))),
      model("reference", List.of(input("reference_video_urls", InputMediaType.VIDEO)),
          List.of(option("duration", "8"), option("resolution", "720p")),
          rule(35, PriceUnit.INPUT_AND_OUTPUT_SECOND, Map.of("reference_video_urls", "present", "resolution", "720p")),
          rule(440, PriceUnit.GENERATION, Map.of())),
      model("from-image", List.of(input("image_urls", InputMediaType.IMAGE)), List.of(),
          rule(7, PriceUnit.GENERATION, Map.of("image_urls", "present"))),
      model("image-upscale", List.of(input("image_urls", InputMediaType.IMAGE)), List.of(option("upscale_factor", "2")),
          rule(20, PriceUnit.GENERATION, Map.of()).toBuilder().maxOutputMegapixels(24).tier("24MP").build(),
          rule(40, PriceUnit.GENERATION, Map.of()).toBuilder().maxOutputMegapixels(48).tier("48MP").build(),
          rule(400, PriceUnit.GENERATION, Map.of()).toBuilder().tier("more").build()),
      model("video-upscale", List.of(input("video_url", InputMediaType.VIDEO)), List.of(option("upscale_factor", "2")),
          rule(16, PriceUnit.INPUT_SECOND, Map.of("upscale_factor", "2")),
          rule(28, PriceUnit.INPUT_SECOND, Map.of("upscale_factor", "4"))),
      model("of-the-future", List.of(), List.of(), rule(1, PriceUnit.fromValue("photon"), Map.of()))));

  @Test
  void price_withoutOptions_takesTheDefaults() {
    assertThat(PRICES.of(request("picture").build()))
        .contains(Price.builder().credits(15).unit(PriceUnit.GENERATION).units(1).build());
  }

  @Test
  void price_byOptionsAndByInput_isTheSame_andInputWins() {
    GenerateRequest byOptions = request("picture").options(GenerateOptions.builder().resolution("2K").build()).build();
    GenerateRequest byInput = request("picture").input(GenerateInput.builder().resolution("2K").build()).build();
    GenerateRequest mixed = request("picture")
        .options(GenerateOptions.builder().resolution("2K").build())
        .input(GenerateInput.builder().resolution("1K").build()).build();

    assertThat(credits(byOptions)).isEqualTo(20);
    assertThat(credits(byInput)).isEqualTo(20);
    assertThat(credits(mixed)).isEqualTo(15);
  }

  @Test
  void price_bySecondOfTheOutput_isCreditsTimesSeconds() {
    assertThat(credits(request("clip").build())).isEqualTo(210);
    assertThat(credits(request("clip").input(GenerateInput.builder().duration(10).audio(false).build()).build()))
        .isEqualTo(280);
  }

  @Test
  void price_withReferences_countsTheSumOfTheSecondsRoundedUpOnce() {
    GenerateRequest request = request("reference")
        .input(GenerateInput.builder().duration(4).referenceVideoUrls(List.of("https://a", "https://b")).build())
            .build();

    assertThat(PRICES.of(request, InputMedia.ofVideo(Duration.ofMillis(5600))).orElseThrow())
        .isEqualTo(Price.builder().credits(350).unit(PriceUnit.INPUT_AND_OUTPUT_SECOND).units(10).build());
    assertThat(credits(request("reference").build())).isEqualTo(440);
  }

  @Test
  void price_withAnEmptyListOfReferences_isThatWithoutOne() {
    assertThat(
        credits(request("reference").input(GenerateInput.builder().referenceVideoUrls(List.of()).build()).build()))
        .isEqualTo(440);
  }

  @Test
  void price_withAnImageInOptions_countsItAsAnInput() {
    assertThat(credits(request("from-image").options(GenerateOptions.builder().image("https://a").build()).build()))
        .isEqualTo(7);
    assertThat(PRICES.of(request("from-image").build())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      {"1000,1000,2,20,24MP", "4000,6000,1,20,24MP", "4000,6001,1,40,48MP", "4000,3000,2,40,48MP",
      "9000,9000,4,400,more"})
  void price_ofAnImage_isByTheSizeOfTheOutput(long width, long height, String factor, long credits, String tier) {
    UpscaleImageRequest request =
        UpscaleImageRequest.builder().imageUrl("https://a").upscaleFactor(UpscaleFactor.fromValue(factor)).build();

    assertThat(PRICES.of(request, InputMedia.ofImage(width, height)))
        .contains(Price.builder().credits(credits).unit(PriceUnit.GENERATION).units(1).tier(tier).build());
  }

  @ParameterizedTest
  @CsvSource({"8500,2,144", "8000,2,128", "8001,2,144", "8500,4,252"})
  void price_ofAVideo_isByItsStartedSeconds(long millis, String factor, long credits) {
    UpscaleVideoRequest request =
        UpscaleVideoRequest.builder().videoUrl("https://a").upscaleFactor(UpscaleFactor.fromValue(factor)).build();

    assertThat(PRICES.of(request, InputMedia.ofVideo(Duration.ofMillis(millis))).orElseThrow().credits())
        .isEqualTo(credits);
  }

  @Test
  void price_thatDependsOnWhatIsNotSaid_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PRICES.of(request("nothing").build()))
        .withMessageContaining("nothing");
    assertThatIllegalArgumentException().isThrownBy(() -> PRICES.of(
        UpscaleImageRequest.builder().imageUrl("https://a").build(), InputMedia.none())).withMessageContaining("size");
    assertThatIllegalArgumentException().isThrownBy(() -> PRICES.of(
        UpscaleVideoRequest.builder().videoUrl("https://a").build(), InputMedia.none()))
            .withMessageContaining("length");
  }

  @Test
  void price_inAUnitThatIsNotKnown_isEmptyRatherThanWrong() {
    assertThat(PRICES.of(request("of-the-future").build())).isEmpty();
  }

  private static long credits(GenerateRequest request) {
    return PRICES.of(request).orElseThrow().credits();
  }

  private static GenerateRequest.Builder request(String model) {
    return GenerateRequest.builder().model(model).prompt("A lighthouse");
  }

  private static Model model(String id, List<ModelInput> inputs, List<ModelOption> options, PriceRule... prices) {
    return Model.builder().id(id).name(id).type(MediaType.IMAGE).description("").inputs(inputs).options(options).prices(List.of(prices)).build();
  }

  private static ModelOption option(String name, String value) {
    return ModelOption.builder().name(name).type(OptionType.STRING).defaultValue(value).build();
  }

  private static ModelInput input(String name, InputMediaType type) {
    return ModelInput.builder().name(name).mediaType(type).required(false).maxItems(1).dataUri(false).build();
  }

  private static PriceRule rule(int credits, PriceUnit unit, Map<String, String> when) {
    return PriceRule.builder().credits(credits).unit(unit).when(when).build();
  }
}
