package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.InputMediaType;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.ModelInput;
import com.vicsee.client.model.ModelOption;
import com.vicsee.client.model.PriceRule;
import com.vicsee.client.model.UpscaleFactor;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.price.InputMedia;
import com.vicsee.client.price.Price;
import com.vicsee.client.price.PriceList;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.contract.support.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the SDK computes before is what the server takes, for every row of every price table. The rows come from the models list, so that a new
 * model or price is tested without an edit here.
 */
@ExtendWith(Run.Resolver.class)
class SdkPriceTest {

  private static final String KEY = "sk-sandbox-enterprise";
  /** Keeps a task under way, so that nothing is rendered or given back before the balance is read. */
  private static final String UNDER_WAY = "sandbox:slow=900s";
  private static final String INPUTS = "https://sandbox.vicsee.com/inputs/";
  private static final List<Long> VIDEO_MILLIS = List.of(500L, 8000L, 8500L);
  private static final int WIDTH = 2000;
  /** The models list had as many prices when this was written; a list that is read wrongly does not pass. */
  private static final int ROWS = 98;

  private final Run run;

  SdkPriceTest(Run run) {
    this.run = run;
  }

  /** A request, what it is computed to cost, and the row that says so. */
  private record Purchase(String text, PriceRule row, Price price, Function<VicSeeClient, Long> buy) {}

  @ParameterizedTest
  @EnumSource
  void price_ofEveryRowOfEveryModel_isWhatTheServerTakes(Face face) {
    run.resetStub();
    try (VicSeeClient plain = VicSeeClient.builder().baseUrl(run.stub().baseUrl()).apiKey(KEY).retryPolicy(RetryPolicy.never()).build()) {
      VicSeeClient client = face.of(plain);
      List<Model> models = client.models().list();
      List<Purchase> purchases = models.stream().flatMap(model -> purchases(models, model).stream()).toList();
      assertThat(purchases.stream().map(p -> System.identityHashCode(p.row())).distinct())
          .hasSize(models.stream().mapToInt(model -> model.prices().size()).sum())
          .hasSizeGreaterThanOrEqualTo(ROWS);
      int atOnce = concurrentGenerations();
      for (int from = 0; from < purchases.size(); from += atOnce) {
        run.resetStub();
        buy(client, purchases.subList(from, Math.min(from + atOnce, purchases.size())));
      }
    } finally {
      run.resetStub();
    }
  }

  private static void buy(VicSeeClient client, List<Purchase> purchases) {
    long before = client.credits().balance().credits();
    long sum = 0;
    for (Purchase purchase : purchases) {
      assertThat(purchase.price().unit()).as(purchase.text()).isEqualTo(purchase.row().unit());
      assertThat(purchase.price().credits()).as(purchase.text()).isEqualTo(purchase.price().units() * purchase.row().credits());
      assertThat(purchase.buy().apply(client)).as(purchase.text()).isEqualTo(purchase.price().credits());
      sum += purchase.price().credits();
    }
    assertThat(before - client.credits().balance().credits()).isEqualTo(sum);
  }

  private static List<Purchase> purchases(List<Model> models, Model model) {
    List<Purchase> purchases = new ArrayList<>();
    for (PriceRule row : model.prices()) {
      if (option(model, "upscale_factor") == null) {
        purchases.addAll(generations(models, model, row));
      } else if (model.type().equals(MediaType.VIDEO)) {
        purchases.addAll(videoUpscales(models, row));
      } else {
        purchases.addAll(imageUpscales(models, model, row));
      }
    }
    return purchases;
  }

  /** With each length that the model takes, where the length is not part of the row already. */
  private static List<Purchase> generations(List<Model> models, Model model, PriceRule row) {
    ModelOption duration = option(model, "duration");
    if (duration == null || row.when().containsKey("duration")) {
      return List.of(generation(models, model, row, Map.of()));
    }
    List<String> lengths = !duration.values().orElse(List.of()).isEmpty() ? duration.values().orElseThrow()
        : IntStream.rangeClosed(duration.minimum().orElseThrow(), duration.maximum().orElseThrow()).mapToObj(Integer::toString).toList();
    return lengths.stream().map(length -> generation(models, model, row, Map.of("duration", length))).toList();
  }

  private static Purchase generation(List<Model> models, Model model, PriceRule row, Map<String, String> more) {
    Map<String, String> conditions = new LinkedHashMap<>(row.when());
    conditions.putAll(more);
    ObjectNode input = Sdk.MODELS.createObjectNode().put("prompt", "A lighthouse " + UNDER_WAY);
    long millis = 0;
    for (ModelInput media : model.inputs()) {
      boolean named = "present".equals(conditions.remove(media.name()));
      if (named && media.mediaType().equals(InputMediaType.VIDEO)) {
        input.putArray(media.name()).add(INPUTS + "video-64x48-2.5s.mp4").add(INPUTS + "video-64x48-1.2s.mp4");
        millis = 3700;
      } else if (named || media.required()) {
        input.putArray(media.name()).add(INPUTS + "image-64x48.png");
      }
    }
    conditions.forEach((name, value) -> input.set(name, typed(value)));
    ObjectNode body = Sdk.MODELS.createObjectNode().put("model", model.id());
    body.set("input", input);
    GenerateRequest request = Sdk.MODELS.treeToValue(body, GenerateRequest.class);
    InputMedia media = millis == 0 ? InputMedia.none() : InputMedia.ofVideo(Duration.ofMillis(millis));
    return new Purchase(body.toString(), row, PriceList.of(models).of(request, media).orElseThrow(),
        client -> client.generations().create(request).creditsUsed());
  }

  /** The wire wants numbers and booleans as such; the models list writes all of them as text. */
  private static JsonNode typed(String value) {
    boolean literal = value.matches("\\d+|true|false");
    return literal ? Sdk.MODELS.readTree(value) : Sdk.MODELS.getNodeFactory().stringNode(value);
  }

  private static List<Purchase> videoUpscales(List<Model> models, PriceRule row) {
    return VIDEO_MILLIS.stream().map(millis -> {
      UpscaleVideoRequest request = UpscaleVideoRequest.builder()
          .videoUrl(INPUTS + "video-64x48-" + millis / 1000.0 + "s.mp4?" + UNDER_WAY)
          .upscaleFactor(UpscaleFactor.fromValue(row.when().get("upscale_factor"))).build();
      Price price = PriceList.of(models).of(request, InputMedia.ofVideo(Duration.ofMillis(millis))).orElseThrow();
      return new Purchase(request.toString(), row, price, client -> client.tools().upscaleVideo(request).creditsUsed());
    }).toList();
  }

  /** The smallest and the greatest output of each tier, by the greatest factor, so that the inputs stay small. */
  private static List<Purchase> imageUpscales(List<Model> models, Model model, PriceRule row) {
    List<String> factors = option(model, "upscale_factor").values().orElseThrow();
    int factor = Integer.parseInt(factors.get(factors.size() - 1));
    int index = model.prices().indexOf(row);
    int least = index == 0 ? 1 : height(model.prices().get(index - 1), factor) + 1;
    List<Integer> heights = row.maxOutputMegapixels().isEmpty() ? List.of(least) : List.of(least, height(row, factor));
    return heights.stream().map(height -> {
      UpscaleImageRequest request = UpscaleImageRequest.builder()
          .imageUrl(INPUTS + "image-" + WIDTH + "x" + height + ".png?" + UNDER_WAY)
          .upscaleFactor(UpscaleFactor.fromValue(Integer.toString(factor))).build();
      Price price = PriceList.of(models).of(request, InputMedia.ofImage(WIDTH, height)).orElseThrow();
      return new Purchase(request.toString(), row, price, client -> {
        var taken = client.tools().upscaleImage(request);
        assertThat(price.tier()).contains(taken.input().outputTier());
        return taken.creditsUsed();
      });
    }).toList();
  }

  private static int height(PriceRule row, int factor) {
    return Math.toIntExact(row.maxOutputMegapixels().orElseThrow() * 1_000_000L / factor / factor / WIDTH);
  }

  private static @Nullable ModelOption option(Model model, String name) {
    return model.options().stream().filter(option -> option.name().equals(name)).findFirst().orElse(null);
  }

  private int concurrentGenerations() {
    return StreamSupport.stream(run.contract().root().path("x-plans").spliterator(), false)
        .filter(plan -> plan.path("name").stringValue().equals("enterprise"))
        .map(plan -> plan.path("concurrentGenerations").intValue()).findFirst().orElseThrow();
  }
}
