package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.AccessDeniedException;
import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.ConflictException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.InvalidRequestException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.ProviderException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.ServerException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.Download;
import com.vicsee.client.model.ImageUpscaleSubmission;
import com.vicsee.client.model.ListModelsParams;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskStatus;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.model.VideoUpscaleSubmission;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.contract.spec.Example;
import com.vicsee.contract.support.Run;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A caller of the SDK through both faces against the mock, as far as one without a state goes. */
class SdkMockScenarioTest extends SdkClients {

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

  SdkMockScenarioTest(Run run) {
    super(run);
  }

  @ParameterizedTest
  @EnumSource
  void mock_everyOperation_isDecodedAsItsExampleSays(Face face) {
    VicSeeClient client = face.of(closeLater(builder(run.mock().baseUrl(), Persona.PRO.key()).build()));

    List<Model> models = client.models().list(ListModelsParams.builder().build(), like("listModels"));
    TaskSubmission generated = client.generations().create(picture("A lighthouse").build(), like("generateMedia"));
    Task task = client.tasks()
        .await(COMPLETED, SOON.toBuilder().requestOptions(like("getTask", data -> data.path("status").stringValue().equals("completed"))).build());
    TaskFailedException failed = failure(TaskFailedException.class, () -> client.tasks()
        .await(COMPLETED, SOON.toBuilder().requestOptions(like("getTask", data -> data.path("status").stringValue().equals("failed"))).build()));
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
