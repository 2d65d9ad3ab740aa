package com.vicsee.client.internal;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.file.UploadOptions;
import com.vicsee.client.file.UploadSource;
import com.vicsee.client.generated.model.CreditBalance;
import com.vicsee.client.generated.model.Download;
import com.vicsee.client.generated.model.GenerateRequest;
import com.vicsee.client.generated.model.ImageUpscaleSubmission;
import com.vicsee.client.generated.model.MediaType;
import com.vicsee.client.generated.model.Model;
import com.vicsee.client.generated.model.Operation;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.generated.model.TaskSubmission;
import com.vicsee.client.generated.model.Upload;
import com.vicsee.client.generated.model.UploadRequest;
import com.vicsee.client.generated.model.UpscaleImageRequest;
import com.vicsee.client.generated.model.UpscaleVideoRequest;
import com.vicsee.client.generated.model.VideoUpscaleSubmission;
import com.vicsee.client.service.CreditsService;
import com.vicsee.client.service.GenerationService;
import com.vicsee.client.service.ModelsService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.service.ToolsService;
import com.vicsee.client.service.UploadsService;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All operations, synchronous: each waits for its asynchronous twin. */
public final class SyncOperations
    implements ModelsService, GenerationService, TasksService,
        CreditsService, ToolsService, UploadsService {

  private final AsyncOperations async;
  private final AsyncOperations calls;

  /**
   * Makes the operations.
   *
   * @param async what takes several steps
   * @param calls what is one call, made by operations that begin it on the caller's thread
   */
  public SyncOperations(AsyncOperations async, AsyncOperations calls) {
    this.async = async;
    this.calls = calls;
  }

  @Override
  public List<Model> listModels(@Nullable MediaType type, RequestOptions options) {
    return listModelsWithResponse(type, options).body();
  }

  @Override
  public ApiResponse<List<Model>> listModelsWithResponse(@Nullable MediaType type, RequestOptions options) {
    return Pending.join(Operation.LIST_MODELS, calls.listModelsWithResponse(type, options));
  }

  @Override
  public TaskSubmission generateMedia(GenerateRequest request, RequestOptions options) {
    return generateMediaWithResponse(request, options).body();
  }

  @Override
  public ApiResponse<TaskSubmission> generateMediaWithResponse(GenerateRequest request, RequestOptions options) {
    return Pending.join(Operation.GENERATE_MEDIA, calls.generateMediaWithResponse(request, options));
  }

  @Override
  public Task getTask(String id, RequestOptions options) {
    return getTaskWithResponse(id, options).body();
  }

  @Override
  public ApiResponse<Task> getTaskWithResponse(String id, RequestOptions options) {
    return Pending.join(Operation.GET_TASK, calls.getTaskWithResponse(id, options));
  }

  @Override
  public Download downloadResult(String id, RequestOptions options) {
    return downloadResultWithResponse(id, options).body();
  }

  @Override
  public ApiResponse<Download> downloadResultWithResponse(String id, RequestOptions options) {
    return Pending.join(Operation.DOWNLOAD_RESULT, calls.downloadResultWithResponse(id, options));
  }

  @Override
  public CreditBalance getCredits(RequestOptions options) {
    return getCreditsWithResponse(options).body();
  }

  @Override
  public ApiResponse<CreditBalance> getCreditsWithResponse(RequestOptions options) {
    return Pending.join(Operation.GET_CREDITS, calls.getCreditsWithResponse(options));
  }

  @Override
  public ImageUpscaleSubmission upscaleImage(UpscaleImageRequest request, RequestOptions options) {
    return upscaleImageWithResponse(request, options).body();
  }

  @Override
  public ApiResponse<ImageUpscaleSubmission> upscaleImageWithResponse(UpscaleImageRequest request,
      RequestOptions options) {
    return Pending.join(Operation.UPSCALE_IMAGE, calls.upscaleImageWithResponse(request, options));
  }

  @Override
  public VideoUpscaleSubmission upscaleVideo(UpscaleVideoRequest request, RequestOptions options) {
    return upscaleVideoWithResponse(request, options).body();
  }

  @Override
  public ApiResponse<VideoUpscaleSubmission> upscaleVideoWithResponse(UpscaleVideoRequest request,
      RequestOptions options) {
    return Pending.join(Operation.UPSCALE_VIDEO, calls.upscaleVideoWithResponse(request, options));
  }

  @Override
  public Upload createUpload(UploadRequest request, RequestOptions options) {
    return createUploadWithResponse(request, options).body();
  }

  @Override
  public ApiResponse<Upload> createUploadWithResponse(UploadRequest request, RequestOptions options) {
    return Pending.join(Operation.CREATE_UPLOAD, calls.createUploadWithResponse(request, options));
  }

  @Override
  public Task await(String id, AwaitOptions options) {
    return Pending.join(Operation.GET_TASK, async.await(id, options));
  }

  @Override
  public Task generateAndAwait(GenerateRequest request, RequestOptions options, AwaitOptions waiting) {
    return Pending.join(Operation.GENERATE_MEDIA, async.generateAndAwait(request, options, waiting));
  }

  @Override
  public Downloaded download(String id, Path target, DownloadOptions options) {
    return Pending.join(Operation.DOWNLOAD_RESULT, async.download(id, target, options));
  }

  @Override
  public Downloaded download(String id, OutputStream target, DownloadOptions options) {
    return Pending.join(Operation.DOWNLOAD_RESULT, async.download(id, target, options));
  }

  @Override
  public Downloaded download(String id, WritableByteChannel target, DownloadOptions options) {
    return Pending.join(Operation.DOWNLOAD_RESULT, async.download(id, target, options));
  }

  @Override
  public Downloaded download(URI link, Path target, DownloadOptions options) {
    return Pending.join(Operation.DOWNLOAD_RESULT, async.download(link, target, options));
  }

  @Override
  public Upload upload(Path file) {
    return Pending.join(Operation.CREATE_UPLOAD, async.upload(file));
  }

  @Override
  public Upload upload(UploadSource source, UploadOptions options) {
    return Pending.join(Operation.CREATE_UPLOAD, async.upload(source, options));
  }

  @Override
  public List<BatchItem> generateAll(List<GenerateRequest> requests, BatchOptions options) {
    return Pending.join(Operation.GENERATE_MEDIA, async.generateAll(requests, options));
  }
}
