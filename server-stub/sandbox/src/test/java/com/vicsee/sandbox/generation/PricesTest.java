package com.vicsee.sandbox.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every published and decided price, to the credit. The numbers are written out here on purpose: they are what the catalogue is held against. */
class PricesTest {
  private static final String VIDEO = "https://sandbox.vicsee.com/inputs/video-64x48-";

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  private long charged(String model, String input) {
    sandbox.reset();
    JsonNode taken = sandbox.generate(
        Sandbox.ENTERPRISE, "{\"model\":\"" + model + "\",\"input\":{\"prompt\":\"sandbox:fail\"" + input + "}}").data();
    long used = taken.get("creditsUsed").longValue();
    assertThat(taken.get("creditsRemaining").longValue()).isEqualTo(1_000_000 - used);
    return used;
  }

  @ParameterizedTest
  @CsvSource({
      "flux-2-pro-text-to-image,        , 15",
      "flux-2-pro-text-to-image,      1K, 15",
      "flux-2-pro-text-to-image,      2K, 20",
      "flux-2-flex-text-to-image,     1K, 45",
      "flux-2-flex-text-to-image,     2K, 75",
      "nano-banana-pro-text-to-image, 1K, 20",
      "nano-banana-pro-text-to-image, 2K, 30",
      "nano-banana-pro-text-to-image, 4K, 60",
      "suno-v5-generate-music,          , 15"
  })
  void generate_byResolution_costs(String model, String resolution, long credits) {
    assertThat(charged(model, resolution == null ? "" : ",\"resolution\":\"" + resolution + "\"")).isEqualTo(credits);
  }

  static Stream<Arguments> seedance() {
    List<Arguments> rows = new ArrayList<>();
    table(rows, "480p", 100, 120, 150, 170, 200, 220, 250, 270, 300, 320, 350, 370);
    table(rows, "720p", 220, 280, 330, 390, 440, 500, 550, 610, 660, 720, 770, 830);
    table(rows, "1080p", 550, 690, 820, 960, 1100, 1230, 1370, 1510, 1650, 1780, 1920, 2060);
    return rows.stream();
  }

  private static void table(List<Arguments> rows, String resolution, int... credits) {
    IntStream.range(0, credits.length).forEach(i -> rows.add(Arguments.of(resolution, 4 + i, credits[i])));
  }

  @ParameterizedTest
  @MethodSource("seedance")
  void seedance_byLengthAndResolution_costs(String resolution, int seconds, long credits) {
    String input = ",\"resolution\":\"" + resolution + "\",\"duration\":" + seconds;
    assertThat(charged("seedance-2-0-text-to-video", input)).isEqualTo(credits);
    assertThat(charged("seedance-2-0-reference-to-video", input)).as("without a video reference").isEqualTo(credits);
  }

  /** Seconds of inputs and output are added up first and rounded up then. */
  @ParameterizedTest
  @CsvSource({
      "480p, 8,  '2.5',         165",
      "720p, 8,  '2.5',         385",
      "1080p, 8, '2.5',         913",
      "480p, 8,  '2.5 2.5',     195",
      "480p, 4,  '1.2 1.2 1.2', 120",
      "480p, 4,  '1.2 1.2',     105",
      "480p, 15, '2',           255",
      "720p, 4,  '1.001',       210"
  })
  void seedance_withVideoReferences_costsBySecond(String resolution, int seconds, String references, long credits) {
    String urls = Stream.of(references.split(" ")).map(it -> '"' + VIDEO + it + "s.mp4\"").reduce((a, b) -> a + "," + b).orElseThrow();

    assertThat(charged("seedance-2-0-reference-to-video",
        ",\"resolution\":\"" + resolution + "\",\"duration\":" + seconds + ",\"reference_video_urls\":[" + urls + "]")).isEqualTo(credits);
  }

  @ParameterizedTest
  @CsvSource({
      "standard, false, 28", "standard, true, 42", "standard, , 42",
      "professional, false, 38", "professional, true, 56", ", , 42"
  })
  void kling_byModeAndSound_costsBySecond(String mode, String audio, long perSecond) {
    String input = (mode == null ? "" : ",\"mode\":\"" + mode + "\"") + (audio == null ? "" : ",\"audio\":" + audio);
    for (int seconds = 3; seconds <= 15; seconds++) {
      assertThat(charge(input + ",\"duration\":" + seconds)).isEqualTo(perSecond * seconds);
    }
    assertThat(charge(input)).as("5 s by default").isEqualTo(perSecond * 5);
  }

  private long charge(String input) {
    return charged("kling-3-0-text-to-video", input);
  }

  @ParameterizedTest
  @CsvSource({"768P, 25", "2K, 40"})
  void minimax_byResolution_costsBySecond(String resolution, long perSecond) {
    for (int seconds = 4; seconds <= 15; seconds++) {
      assertThat(charged("minimax-h3-text-to-video", ",\"resolution\":\"" + resolution + "\",\"duration\":" + seconds))
          .isEqualTo(perSecond * seconds);
    }
  }

  @ParameterizedTest
  @CsvSource({"720p, 4, 160", "720p, 6, 160", "720p, 8, 160", "1080p, 4, 200", "1080p, 6, 200", "1080p, 8, 200"})
  void veo_byResolution_costsAlikeForAnyLength(String resolution, int seconds, long credits) {
    assertThat(charged("veo-3-1-image-to-video", ",\"resolution\":\"" + resolution + "\",\"duration\":" + seconds
        + ",\"image_urls\":[\"https://sandbox.vicsee.com/inputs/image-64x48.png\"]")).isEqualTo(credits);
  }

  /** Up to and with 24, 48 and 96 megapixels of output. */
  @ParameterizedTest
  @CsvSource({
      "1280x720,  2, 20,  24MP",
      "1000x1500, 4, 20,  24MP",
      "1000x1501, 4, 40,  48MP",
      "1500x2000, 4, 40,  48MP",
      "1500x2001, 4, 80,  96MP",
      "2000x3000, 4, 80,  96MP",
      "2000x3001, 4, 400, over 96MP",
      "2000x3000, 2, 20,  24MP",
      "2000x3001, 2, 40,  48MP",
      "2000x3001, 1, 20,  24MP"
  })
  void upscaleImage_byMegapixelsOfTheOutput_costs(String size, String factor, long credits, String tier) {
    JsonNode taken = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-image", "{\"image_url\":\"https://sandbox.vicsee.com/inputs/image-"
        + size + ".png?sandbox:fail\",\"upscale_factor\":\"" + factor + "\"}").data();

    assertThat(taken.get("creditsUsed").longValue()).isEqualTo(credits);
    assertThat(taken.get("input").get("output_tier").stringValue()).isEqualTo(tier);
    assertThat(taken.get("input").get("detected_dimensions").stringValue()).isEqualTo(size.replace('x', '×'));
    assertThat(taken.get("input").get("upscale_factor").stringValue()).isEqualTo(factor);
  }

  @ParameterizedTest
  @CsvSource({
      "8.5,   1,  9, 16, 8.5s", "8.5,   2,  9, 16, 8.5s", "8.5, 4, 9, 28, 8.5s", "8, 2, 8, 16, 8s", "8.001, 2, 9, 16, 8.001s", "0.5, 4, 1, 28, 0.5s",
      "60,    4, 60, 28, 60s"
  })
  void upscaleVideo_byStartedSecond_costs(String seconds, String factor, long billed, long perSecond, String detected) {
    JsonNode taken = sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-video",
        "{\"video_url\":\"" + VIDEO + seconds + "s.mp4?sandbox:fail\",\"upscale_factor\":\"" + factor + "\"}").data();

    assertThat(taken.get("creditsUsed").longValue()).isEqualTo(billed * perSecond);
    JsonNode input = taken.get("input");
    assertThat(input.get("billed_seconds").longValue()).isEqualTo(billed);
    assertThat(input.get("credits_per_second").longValue()).isEqualTo(perSecond);
    assertThat(input.get("detected_duration").stringValue()).isEqualTo(detected);
    assertThat(input.get("detected_dimensions").stringValue()).isEqualTo("64×48");
  }

  @ParameterizedTest
  @CsvSource({"60.001", "61", "100"})
  void upscaleVideo_overSixtySeconds_isRefused(String seconds) {
    assertThat(sandbox.post(Sandbox.ENTERPRISE, "/tools/upscale-video", "{\"video_url\":\"" + VIDEO + seconds + "s.mp4\"}")
        .refusedWith(400, ErrorCode.Message.INVALID_PARAMETER).message()).contains("video_url").contains("at most 60 s");
  }
}
