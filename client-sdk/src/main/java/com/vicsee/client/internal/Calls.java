package com.vicsee.client.internal;

import com.vicsee.client.generated.model.CreditBalance;
import com.vicsee.client.generated.model.CreditsResponse;
import com.vicsee.client.generated.model.Download;
import com.vicsee.client.generated.model.DownloadResponse;
import com.vicsee.client.generated.model.GenerateRequest;
import com.vicsee.client.generated.model.ImageUpscaleResponse;
import com.vicsee.client.generated.model.ImageUpscaleSubmission;
import com.vicsee.client.generated.model.MediaType;
import com.vicsee.client.generated.model.Model;
import com.vicsee.client.generated.model.ModelListResponse;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.ParameterNames;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.generated.model.TaskResponse;
import com.vicsee.client.generated.model.TaskSubmission;
import com.vicsee.client.generated.model.TaskSubmissionResponse;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadRequest;
import com.vicsee.client.generated.model.UploadResponse;
import com.vicsee.client.generated.model.UpscaleImageRequest;
import com.vicsee.client.generated.model.UpscaleVideoRequest;
import com.vicsee.client.generated.model.VideoUpscaleResponse;
import com.vicsee.client.generated.model.VideoUpscaleSubmission;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of the operations: method and path from the contract, and what is inside the envelope of each. */
final class Calls {

  private Calls() {
  }

  static Call<?, List<Model>> listModels(Settings settings, @Nullable MediaType type) {
    String path = Operation.LIST_MODELS.path();
    return json(settings, Operation.LIST_MODELS,
        type == null ? path : path + query(ParameterNames.MODEL_TYPE_FILTER, type.getValue()),
        null, ModelListResponse.class, ModelListResponse::getSuccess, ModelListResponse::getData,
        models -> !models.contains(null));
  }

  static Call<?, TaskSubmission> generateMedia(Settings settings, GenerateRequest request) {
    return json(settings, Operation.GENERATE_MEDIA, Operation.GENERATE_MEDIA.path(), request,
        TaskSubmissionResponse.class, TaskSubmissionResponse::getSuccess, TaskSubmissionResponse::getData,
        task -> task.getId() != null);
  }

  static Call<?, Task> getTask(Settings settings, String id) {
    return json(settings, Operation.GET_TASK, taskPath(Operation.GET_TASK, id), null,
        TaskResponse.class, TaskResponse::getSuccess, TaskResponse::getData,
        task -> task.getStatus() != null);
  }

  static Call<?, Download> downloadResult(Settings settings, String id) {
    return json(settings, Operation.DOWNLOAD_RESULT, taskPath(Operation.DOWNLOAD_RESULT, id), null,
        DownloadResponse.class, DownloadResponse::getSuccess, DownloadResponse::getData,
        link -> link.getUrl() != null);
  }

  static Call<?, CreditBalance> getCredits(Settings settings) {
    return json(settings, Operation.GET_CREDITS, Operation.GET_CREDITS.path(), null,
        CreditsResponse.class, CreditsResponse::getSuccess, CreditsResponse::getData,
        balance -> balance.getCredits() != null);
  }

  static Call<?, ImageUpscaleSubmission> upscaleImage(Settings settings, UpscaleImageRequest request) {
    return json(settings, Operation.UPSCALE_IMAGE, Operation.UPSCALE_IMAGE.path(), request,
        ImageUpscaleResponse.class, ImageUpscaleResponse::getSuccess, ImageUpscaleResponse::getData,
        task -> task.getId() != null);
  }

  static Call<?, VideoUpscaleSubmission> upscaleVideo(Settings settings, UpscaleVideoRequest request) {
    return json(settings, Operation.UPSCALE_VIDEO, Operation.UPSCALE_VIDEO.path(), request,
        VideoUpscaleResponse.class, VideoUpscaleResponse::getSuccess, VideoUpscaleResponse::getData,
        task -> task.getId() != null);
  }

  /**
   * Not paid and without an idempotency key, but repeatable: a second signed place costs nothing and expires unused.
   */
  static Call<?, Upload> createUpload(Settings settings, UploadRequest request) {
    return json(settings, Operation.CREATE_UPLOAD, Operation.CREATE_UPLOAD.path(), request,
        UploadResponse.class, UploadResponse::getSuccess, UploadResponse::getData,
        place -> place.getUploadUrl() != null && place.getPublicUrl() != null);
  }

  /**
   * Returns the path of an operation on a task.
   *
   * @throws IllegalArgumentException when the id would lead to another path
   */
  static String taskPath(Operation operation, String id) {
    if (id.isBlank() || id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException("Not the id of a task: \"" + id + "\"");
    }
    return operation.path().replace("{" + ParameterNames.TASK_ID + "}", encode(id));
  }

  static String query(String name, String value) {
    return "?" + encode(name) + "=" + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static <E, T> Call<?, T> json(
      Settings settings,
      Operation operation,
      String pathAndQuery,
      @Nullable Object body,
      Class<E> envelope,
      Function<E, @Nullable Boolean> success,
      Function<E, @Nullable T> data,
      Predicate<T> usable) {
    return new JsonCall<>(operation, pathAndQuery, body, envelope, success, data, usable, settings.maxResponseBytes());
  }
}
