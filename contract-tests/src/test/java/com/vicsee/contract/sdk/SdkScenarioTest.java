package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.http.ApiResponse;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.ProviderException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.ServerException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.model.Download;
import com.vicsee.client.model.GenerateInput;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.ImageUpscaleSubmission;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.ListModelsParams;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.MusicResult;
import com.vicsee.client.model.Song;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.model.UpscaleFactor;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.model.VideoUpscaleSubmission;
import com.vicsee.client.price.InputMedia;
import com.vicsee.client.price.PriceList;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.support.Run;
import com.vicsee.contract.spec.SandboxRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What a caller does with the SDK from beginning to end, through both faces: against the stub, and against the mock as far as one without a
 * state goes.
 */
@ExtendWith(Run.Resolver.class)
class SdkScenarioTest {

  private static final String PICTURE_MODEL = "flux-2-pro-text-to-image";
  private static final String COMPLETED = "task_sandbox_completed";
  private static final AwaitOptions SOON =
      AwaitOptions.within(Duration.ofSeconds(40)).toBuilder().initialInterval(Duration.ofMillis(20)).factor(1.5).maxInterval(Duration.ofMillis(100)).build();
  /** What is thrown for each status; a status that the contract gains fails until it is named here. */
  private static final Map<Integer, Class<? extends ApiException>> KINDS = new TreeMap<>(Map.ofEntries(
      Map.entry(400, InvalidRequestException.class), Map.entry(401, AuthenticationException.class),
      Map.entry(402, InsufficientCreditsException.class), Map.entry(403, AccessDeniedException.class),
      Map.entry(404, NotFoundException.class), Map.entry(405, InvalidRequestException.class),
      Map.entry(406, InvalidRequestException.class), Map.entry(409, ConflictException.class),
      Map.entry(412, InvalidRequestException.class), Map.entry(413, InvalidRequestException.class),
      Map.entry(415, InvalidRequestException.class), Map.entry(416, InvalidRequestException.class),
      Map.entry(429, RateLimitedException.class), Map.entry(500, ServerException.class),
      Map.entry(502, ProviderException.class)));

  private final Run run;
  private final List<VicSeeClient> clients = new ArrayList<>();

  SdkScenarioTest(Run run) {
    this.run = run;
  }

  @BeforeEach
  void reset() {
    run.resetStub();
  }

  @AfterEach
  void close() {
    clients.forEach(VicSeeClient::close);
    run.resetStub();
  }

  @ParameterizedTest
  @EnumSource
  void generate_untilItsPictureIsOnDisk_tellsEachStateInOrder(Face face, @TempDir Path folder) throws IOException {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
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
  void generateAndAwait_music_givesTwoSongsToDownload(Face face, @TempDir Path folder) throws IOException {
    VicSeeClient client = stub(face, SandboxRequest.KEY);

    Task task = client.generations().createAndWait(
        GenerateRequest.builder().model("suno-v5-generate-music").prompt("A slow waltz").build(), RequestOptions.none(), SOON);

    assertThat(task.mediaType()).isEqualTo(MediaType.MUSIC);
    assertThat(task.result()).get().isInstanceOf(MusicResult.class);
    List<byte[]> songs = new ArrayList<>();
    for (Song song : ((MusicResult) task.result().orElseThrow()).songs()) {
      Path file = folder.resolve(songs.size() + ".mp3");
      Downloaded downloaded = client.tasks().downloadLink(song.audioUrl(), file, DownloadOptions.defaults());
      assertThat(downloaded.contentType()).isEqualTo("audio/mpeg");
      assertThat(downloaded.bytes()).isEqualTo(Files.size(file)).isPositive();
      songs.add(Files.readAllBytes(file));
    }
    assertThat(songs).hasSize(2);
    assertThat(songs.get(0)).isNotEqualTo(songs.get(1));
  }

  @ParameterizedTest
  @EnumSource
  void generateAndAwait_taskThatFails_tellsItsOwnErrorAndCostsNothing(Face face) {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
    long before = client.credits().balance().credits();

    TaskFailedException thrown = failure(TaskFailedException.class, () -> client.generations().createAndWait(
        picture("sandbox:fail=IMAGE_TOO_LARGE").build(), RequestOptions.none(), SOON));

    assertThat(thrown.taskErrorCode()).contains("IMAGE_TOO_LARGE");
    assertThat(thrown).hasMessageContaining(thrown.taskId().orElseThrow()).hasMessageContaining("IMAGE_TOO_LARGE");
    assertThat(thrown.task().orElseThrow().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(client.credits().balance().credits()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void await_taskThatOutlastsTheDeadline_saysWhereItStandsAndThatItGoesOn(Face face) {
    FakeTime time = new FakeTime();
    VicSeeClient client = face.of(keep(builder(run.stub().baseUrl(), SandboxRequest.KEY).clock(time).sleeper(time).build()));
    String id = "task_sandbox_processing";
    List<Task> seen = new ArrayList<>();

    AwaitTimeoutException thrown = failure(AwaitTimeoutException.class,
        () -> client.tasks().await(id, AwaitOptions.within(Duration.ofMinutes(1)).toBuilder().listener(seen::add).build()));

    assertThat(thrown.taskId()).contains(id);
    assertThat(thrown.lastStatus()).contains("processing");
    assertThat(thrown.polls()).isEqualTo(seen.size()).isGreaterThan(5);
    assertThat(thrown.elapsed()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    assertThat(thrown).hasMessageContaining(id).hasMessageContaining("processing").hasMessageContaining(thrown.polls() + " polls")
        .hasMessageContaining("after 59 s").hasMessageContaining("still runs");
  }

  @ParameterizedTest
  @EnumSource
  void upload_ofBytes_canBeUpscaledByItsPublicUrl(Face face) throws IOException {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
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
  void generateAll_ofMoreThanThePlanAllowsAtOnce_completesEachInItsPlace(Face face) {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
    int atOnce = plan("pro").path("concurrentGenerations").intValue();
    List<GenerateRequest> requests = IntStream.range(0, atOnce + 2).mapToObj(i -> picture("Lighthouse number " + i).build()).toList();
    long before = client.credits().balance().credits();

    List<BatchItem> items = client.generations().createAll(requests, BatchOptions.builder().maxConcurrent(atOnce).waiting(SOON).build());

    assertThat(items).allSatisfy(item -> assertThat(item.failure()).isEmpty()).extracting(BatchItem::request).isEqualTo(requests);
    assertThat(items).extracting(item -> item.task().orElseThrow().prompt()).isEqualTo(requests.stream().map(GenerateRequest::prompt).toList());
    long sum = requests.stream().mapToLong(request -> prices(client).of(request).orElseThrow().credits()).sum();
    assertThat(before - client.credits().balance().credits()).isEqualTo(sum);
  }

  @ParameterizedTest
  @EnumSource
  void generate_twiceWithOneIdempotencyKey_isChargedOnce(Face face) {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
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
  void call_withAKeyThatIsRevoked_isAnAuthenticationException(Face face) {
    AuthenticationException thrown = failure(AuthenticationException.class,
        () -> stub(face, "sk-sandbox-inactive").credits().balance());

    assertThat(thrown.status()).hasValue(401);
    assertThat(thrown.rawCode()).contains(run.contract().code("invalidApiKey"));
    assertThat(thrown.toString()).doesNotContain("sk-sandbox-inactive");
  }

  @ParameterizedTest
  @EnumSource
  void generate_beyondTheBalance_saysWhatIsRequiredAndAvailable(Face face) {
    VicSeeClient client = stub(face, "sk-sandbox-broke");
    GenerateRequest request = GenerateRequest.builder().model("nano-banana-pro-text-to-image").prompt("A lighthouse")
        .input(GenerateInput.builder().resolution("4K").build()).build();
    long price = prices(client).of(request).orElseThrow().credits();
    long balance = client.credits().balance().credits();

    InsufficientCreditsException thrown =
        failure(InsufficientCreditsException.class, () -> client.generations().create(request));

    assertThat(thrown.status()).hasValue(402);
    assertThat(thrown.required()).hasValue(price);
    assertThat(thrown.available()).hasValue(balance);
    assertThat(client.credits().balance().credits()).isEqualTo(balance);
  }

  @ParameterizedTest
  @EnumSource
  void call_thatIsNotAllowed_isAnAccessDeniedException(Face face) {
    AccessDeniedException noPlan =
        failure(AccessDeniedException.class, () -> stub(face, "sk-sandbox-free").credits().balance());
    AccessDeniedException notMine =
        failure(AccessDeniedException.class, () -> stub(face, SandboxRequest.KEY).tasks().retrieve("task_sandbox_other"));

    assertThat(List.of(noPlan, notMine)).allSatisfy(thrown -> assertThat(thrown.status()).hasValue(403));
    assertThat(noPlan.rawCode()).contains(run.contract().code("apiAccessRequired"));
    assertThat(notMine.rawCode()).contains(run.contract().code("accessDenied"));
    assertThat(noPlan.apiMessage()).isNotEqualTo(notMine.apiMessage());
  }

  @ParameterizedTest
  @EnumSource
  void call_forWhatIsNotThere_isANotFoundException(Face face) {
    VicSeeClient client = stub(face, SandboxRequest.KEY);

    NotFoundException noTask = failure(NotFoundException.class, () -> client.tasks().await("task_unknown", SOON));
    NotFoundException noResult =
        failure(NotFoundException.class, () -> client.tasks().link("task_sandbox_no_result"));

    assertThat(noTask.rawCode()).contains(run.contract().code("taskNotFound"));
    assertThat(noTask.status()).hasValue(404);
    assertThat(noResult.rawCode()).contains(run.contract().code("noResult"));
  }

  @ParameterizedTest
  @EnumSource
  void call_whenTheQuotaIsUsedUp_saysWhenItStartsAnew(Face face) {
    Instant now = Instant.now();

    RateLimitedException thrown = failure(RateLimitedException.class,
        () -> stub(face, "sk-sandbox-exhausted").tasks().retrieve(COMPLETED));

    assertThat(thrown.status()).hasValue(429);
    assertThat(thrown.isRetryable()).isTrue();
    Instant reset = thrown.reset().orElseThrow();
    assertThat(reset).isEqualTo(reset.truncatedTo(ChronoUnit.DAYS)).isAfter(now).isBeforeOrEqualTo(now.plus(1, ChronoUnit.DAYS));
    assertThat(thrown.retryAfter().orElseThrow()).isBetween(Duration.ZERO, Duration.ofDays(1));
    assertThat(thrown.rateLimit().orElseThrow()).isEqualTo(
        new RateLimit(plan("pro").path("requestsPerDay").longValue(), 0, reset));
  }

  @ParameterizedTest
  @EnumSource
  void generate_whenTooManyAreUnderWay_isRateLimitedWithTheQuotaNotUsedUp(Face face) {
    RateLimitedException thrown = failure(RateLimitedException.class,
        () -> stub(face, "sk-sandbox-busy").generations().create(picture("A lighthouse").build()));

    assertThat(thrown.status()).hasValue(429);
    assertThat(thrown.rateLimit().orElseThrow().isExhausted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void call_afterCall_leavesOneRequestLess(Face face) {
    VicSeeClient client = stub(face, SandboxRequest.KEY);
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
    VicSeeClient client = stub(face, SandboxRequest.KEY);

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
    for (String key : List.of("sk-sandbox-starter", SandboxRequest.KEY, "sk-sandbox-enterprise", "sk-sandbox-pack", "sk-sandbox-broke")) {
      long expected = entry("/x-personas", "key", key).path("credits").longValue();

      assertThat(stub(face, key).credits().balance().credits()).as(key).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mock_everyOperation_isDecodedAsItsExampleSays(Face face) {
    VicSeeClient client = face.of(keep(builder(run.mock().baseUrl(), SandboxRequest.KEY).build()));

    List<Model> models = client.models().list(ListModelsParams.builder().build(), like("listModels"));
    TaskSubmission generated = client.generations().create(picture("A lighthouse").build(), like("generateMedia"));
    Task task = client.tasks()
        .await(COMPLETED, SOON.toBuilder().request(like("getTask", data -> data.path("status").stringValue().equals("completed"))).build());
    TaskFailedException failed = failure(TaskFailedException.class, () -> client.tasks()
        .await(COMPLETED, SOON.toBuilder().request(like("getTask", data -> data.path("status").stringValue().equals("failed"))).build()));
    Download download = client.tasks().link(COMPLETED, like("downloadResult"));
    ImageUpscaleSubmission image = client.tools().upscaleImage(
        UpscaleImageRequest.builder().imageUrl("https://sandbox.vicsee.com/inputs/image-64x48.png").build(), like("upscaleImage"));
    VideoUpscaleSubmission video = client.tools().upscaleVideo(
        UpscaleVideoRequest.builder().videoUrl("https://sandbox.vicsee.com/inputs/video-64x48-2s.mp4").build(), like("upscaleVideo"));
    Upload upload = client.uploads().create(UploadRequest.builder().contentType(UploadContentType.fromValue("image/png"))
        .sizeBytes(1000L).build(), like("createUpload"));
    long credits = client.credits().balance(like("getCredits")).credits();

    assertThat(models).hasSize(data("listModels").size()).extracting(Model::id).contains(PICTURE_MODEL);
    assertThat(generated.id()).isEqualTo(data("generateMedia").path("id").stringValue());
    assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(task.result()).isPresent();
    assertThat(failed.taskErrorCode()).isPresent();
    assertThat(download.url().toString()).isEqualTo(data("downloadResult").path("url").stringValue());
    assertThat(image.input().outputTier()).isEqualTo(data("upscaleImage").at("/input/output_tier").stringValue());
    assertThat(video.input().billedSeconds()).isEqualTo(data("upscaleVideo").at("/input/billed_seconds").intValue());
    assertThat(upload.publicUrl()).isEqualTo(data("createUpload").path("publicUrl").stringValue());
    assertThat(credits).isEqualTo(data("getCredits").path("credits").longValue());
    assertThat(client.lastRateLimit()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void mock_everyErrorOfEveryOperation_isOfTheKindOfItsStatus(Face face) {
    try (Sdk sdk = new Sdk(run.contract(), run.mock(), face)) {
      for (Example example : run.contract().errorExamples()) {
        ApiException thrown = failure(ApiException.class, () -> sdk.call(
            run.contract().operation(example.operation()), request -> request.with("Prefer", prefer(example))));
        assertThat(thrown).as(example.toString()).isInstanceOf(KINDS.get(example.statusCode()));
        assertThat(thrown.rawCode()).as(example.toString()).contains(example.code());
        assertThat(thrown.apiMessage()).isEqualTo(example.value().at("/error/message").stringValue());
      }
    }
  }

  private static <T extends Throwable> T failure(Class<T> kind, ThrowingCallable call) {
    T thrown = catchThrowableOfType(kind, call);
    assertThat(thrown).as("a %s", kind.getSimpleName()).isNotNull();
    return thrown;
  }

  private VicSeeClient stub(Face face, String key) {
    return face.of(keep(builder(run.stub().baseUrl(), key).build()));
  }

  private static VicSeeClientBuilder builder(String url, String key) {
    return VicSeeClient.builder().baseUrl(url).apiKey(key).retryPolicy(RetryPolicy.never());
  }

  private VicSeeClient keep(VicSeeClient client) {
    clients.add(client);
    return client;
  }

  private static GenerateRequest.Builder picture(String prompt) {
    return GenerateRequest.builder().model(PICTURE_MODEL).prompt(prompt);
  }

  private static PriceList prices(VicSeeClient client) {
    return PriceList.of(client.models().list());
  }

  private static byte[] download(VicSeeClient client, String id) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    client.tasks().download(id, bytes, DownloadOptions.defaults());
    return bytes.toByteArray();
  }

  private JsonNode plan(String name) {
    return entry("/x-plans", "name", name);
  }

  private JsonNode entry(String list, String field, String value) {
    return StreamSupport.stream(run.contract().at(list).spliterator(), false)
        .filter(entry -> entry.path(field).stringValue().equals(value)).findFirst().orElseThrow();
  }

  private Example success(String operation, Predicate<JsonNode> which) {
    return run.contract().operation(operation).examples().stream()
        .filter(example -> !example.isError() && example.mediaType().equals("application/json"))
        .filter(example -> which.test(example.value().path("data"))).findFirst().orElseThrow();
  }

  private JsonNode data(String operation) {
    return success(operation, data -> true).value().path("data");
  }

  private RequestOptions like(String operation) {
    return like(operation, data -> true);
  }

  private RequestOptions like(String operation, Predicate<JsonNode> which) {
    return RequestOptions.builder().header("Prefer", prefer(success(operation, which))).build();
  }

  private static String prefer(Example example) {
    return "code=" + example.status() + ", example=" + example.name();
  }
}
