package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.ImageUpscaleSubmission;
import com.vicsee.client.model.ListModelsParams;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UpscaleFactor;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.price.InputMedia;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.support.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller does with the SDK from beginning to end, through both faces, against the stub. */
class SdkScenarioTest extends SdkClients {

  SdkScenarioTest(Run run) {
    super(run);
  }

  @ParameterizedTest
  @EnumSource
  void generate_untilItsPictureIsOnDisk_tellsEachStateInOrder(Face face, @TempDir Path folder) throws IOException {
    VicSeeClient client = stub(face, Persona.PRO.key());
    List<Task> seen = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    long before = client.credits().balance().credits();
    GenerateRequest request = picture("A lighthouse at dawn").build();
    long price = prices(client).of(request).orElseThrow().credits();

    TaskSubmission taken = client.generations().create(request);
    Task task = client.tasks().await(taken.id(), SOON.toBuilder().listener(seen::add).build());
    Path file = folder.resolve("lighthouse.png");
    Downloaded downloaded = client.tasks().download(task.id(), file,
        DownloadOptions.builder().listener((done, total) -> lengths.add(total.orElse(-1))).build());

    assertThat(taken.creditsUsed()).isEqualTo(price);
    assertThat(taken.creditsRemaining()).isEqualTo(before - price).isEqualTo(client.credits().balance().credits());
    assertThat(task.id()).isEqualTo(taken.id());
    assertThat(task.result()).get().isInstanceOf(ImageResult.class);
    assertThat(seen).extracting(each -> TaskStatus.values().indexOf(each.status())).isSorted().doesNotContain(-1);
    assertThat(seen).extracting(Task::progress).isSorted().last().isEqualTo(100);
    assertThat(seen).extracting(Task::status).last().isEqualTo(TaskStatus.COMPLETED);
    assertThat(seen).hasSizeGreaterThan(1);
    assertThat(lengths).isNotEmpty().containsOnly(Files.size(file));
    assertThat(downloaded.bytes()).isEqualTo(Files.size(file));
    assertThat(downloaded.contentType()).isEqualTo("image/png");
    assertThat(ImageIO.read(file.toFile())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void createAndWait_music_savesTwoSongsWithTheirCovers(Face face, @TempDir Path folder) throws IOException {
    VicSeeClient client = stub(face, Persona.PRO.key());

    Task task = client.generations().createAndWait(
        GenerateRequest.builder().model("suno-v5-generate-music").prompt("A slow waltz").build(), RequestOptions.none(), SOON);
    List<Path> files = client.tasks().save(task, folder);

    assertThat(task.mediaType()).isEqualTo(MediaType.MUSIC);
    assertThat(files).extracting(file -> file.getFileName().toString().substring(task.id().length()))
        .containsExactly("-1.mp3", "-1-cover.png", "-2.mp3", "-2-cover.png");
    assertThat(files.get(0)).isNotEmptyFile();
    assertThat(Files.readAllBytes(files.get(0))).isNotEqualTo(Files.readAllBytes(files.get(2)));
    assertThat(ImageIO.read(files.get(1).toFile())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void upload_ofBytes_canBeUpscaledByItsPublicUrl(Face face) throws IOException {
    VicSeeClient client = stub(face, Persona.PRO.key());
    byte[] picture = download(client, COMPLETED);
    var image = ImageIO.read(new ByteArrayInputStream(picture));
    List<Long> sent = new ArrayList<>();

    Upload upload = client.uploads().upload(UploadSource.of(picture),
        UploadOptions.builder().listener((done, total) -> {
          assertThat(total).isEqualTo(OptionalLong.of(picture.length));
          sent.add(done);
        }).build());
    UpscaleImageRequest request = UpscaleImageRequest.builder().imageUrl(upload)
        .upscaleFactor(UpscaleFactor.fromValue("2")).build();
    ImageUpscaleSubmission taken = client.tools().upscaleImage(request);
    client.tasks().await(taken.id(), SOON);

    assertThat(sent).isSorted().last().isEqualTo((long) picture.length);
    assertThat(taken.input().detectedDimensions()).isEqualTo(image.getWidth() + "×" + image.getHeight());
    assertThat(taken.creditsUsed()).isEqualTo(
        prices(client).of(request, InputMedia.ofImage(image.getWidth(), image.getHeight())).orElseThrow().credits());
    var enlarged = ImageIO.read(new ByteArrayInputStream(download(client, taken.id())));
    assertThat(enlarged.getWidth()).isEqualTo(2 * image.getWidth());
    assertThat(enlarged.getHeight()).isEqualTo(2 * image.getHeight());
  }

  @ParameterizedTest
  @EnumSource
  void createAll_ofMoreThanThePlanAllowsAtOnce_completesEachInItsPlace(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());
    int atOnce = plan("pro").path("concurrentGenerations").intValue();
    List<GenerateRequest> requests = IntStream.range(0, atOnce + 2).mapToObj(i -> picture("Lighthouse number " + i).build()).toList();
    long before = client.credits().balance().credits();

    List<BatchItem> items = client.generations().createAll(requests, BatchOptions.builder().maxConcurrent(atOnce).awaitOptions(SOON).build());

    assertThat(items).allSatisfy(item -> assertThat(item.failure()).isEmpty()).extracting(BatchItem::request).isEqualTo(requests);
    assertThat(items).extracting(item -> item.task().orElseThrow().prompt()).isEqualTo(requests.stream().map(GenerateRequest::prompt).toList());
    long sum = requests.stream().mapToLong(request -> prices(client).of(request).orElseThrow().credits()).sum();
    assertThat(before - client.credits().balance().credits()).isEqualTo(sum);
  }

  @ParameterizedTest
  @EnumSource
  void generate_twiceWithOneIdempotencyKey_isChargedOnce(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());
    RequestOptions once = RequestOptions.builder().idempotencyKey("order-4711").build();
    long before = client.credits().balance().credits();

    ApiResponse<TaskSubmission> first = client.generations().createWithResponse(picture("A lighthouse").build(), once);
    ApiResponse<TaskSubmission> second = client.generations().createWithResponse(picture("A lighthouse").build(), once);

    assertThat(first.isIdempotencyReplayed()).isFalse();
    assertThat(second.isIdempotencyReplayed()).isTrue();
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(before - client.credits().balance().credits()).isEqualTo(first.body().creditsUsed()).isPositive();
    ConflictException thrown = failure(ConflictException.class,
        () -> client.generations().create(picture("A windmill").build(), once));
    assertThat(thrown.rawCode()).contains(run.contract().code("idempotencyKeyReused"));
  }

  @ParameterizedTest
  @EnumSource
  void call_afterCall_leavesOneRequestLess(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());
    long limit = plan("pro").path("requestsPerDay").longValue();
    assertThat(client.lastRateLimit()).isEmpty();

    for (int call = 1; call <= 3; call++) {
      RateLimit seen = client.credits().balanceWithResponse(RequestOptions.none()).rateLimit().orElseThrow();

      assertThat(seen.limit()).isEqualTo(limit);
      assertThat(seen.remaining()).isEqualTo(limit - call);
      assertThat(client.lastRateLimit()).contains(seen);
    }
    NotFoundException thrown = failure(NotFoundException.class, () -> client.tasks().retrieve("task_unknown"));
    assertThat(thrown.rateLimit().orElseThrow().remaining()).isEqualTo(limit - 4);
  }

  @ParameterizedTest
  @EnumSource
  void models_ofOneType_areThoseOfTheListWithThatType(Face face) {
    VicSeeClient client = stub(face, Persona.PRO.key());

    List<Model> all = client.models().list();

    assertThat(all).extracting(Model::id).contains(PICTURE_MODEL).doesNotHaveDuplicates();
    for (MediaType type : MediaType.values()) {
      assertThat(client.models().list(ListModelsParams.builder().type(type).build())).isNotEmpty()
          .isEqualTo(all.stream().filter(model -> model.type().equals(type)).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void credits_ofAPersona_areThoseOfTheContract(Face face) {
    for (String key : List.of("sk-sandbox-starter", Persona.PRO.key(), "sk-sandbox-enterprise", "sk-sandbox-pack", "sk-sandbox-broke")) {
      long expected = entry("/x-personas", "key", key).path("credits").longValue();

      assertThat(stub(face, key).credits().balance().credits()).as(key).isEqualTo(expected);
    }
  }

  private static byte[] download(VicSeeClient client, String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    client.tasks().download(id, bytes, DownloadOptions.defaults());
    return bytes.toByteArray();
  }
}
