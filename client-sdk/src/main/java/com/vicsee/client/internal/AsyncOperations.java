package com.vicsee.client.internal;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.Failure;
import com.vicsee.client.error.TransferException;
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
import com.vicsee.client.service.CreditsAsyncService;
import com.vicsee.client.service.GenerationAsyncService;
import com.vicsee.client.service.ModelsAsyncService;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.ToolsAsyncService;
import com.vicsee.client.service.UploadsAsyncService;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** All operations, asynchronous. This is the only implementation; the synchronous one waits for it. */
public final class AsyncOperations
    implements ModelsAsyncService,
        GenerationAsyncService,
        TasksAsyncService,
        CreditsAsyncService,
        ToolsAsyncService,
        UploadsAsyncService {

  private final Transport transport;
  private final boolean here;

  /** Makes the operations on a transport. */
  public AsyncOperations(Transport transport) {
    this(transport, false);
  }

  /**
   * Makes the operations on a transport.
   *
   * @param here whether the caller waits for each call right away, so that its thread may make the first try
   */
  AsyncOperations(Transport transport, boolean here) {
    this.transport = transport;
    this.here = here;
  }

  @Override
  public CompletableFuture<List<Model>> listModels(@Nullable MediaType type, RequestOptions options) {
    return value(listModelsWithResponse(type, options));
  }

  @Override
  public CompletableFuture<ApiResponse<List<Model>>> listModelsWithResponse(@Nullable MediaType type,
      RequestOptions options) {
    return send(Calls.listModels(transport.settings(), type), options);
  }

  @Override
  public CompletableFuture<TaskSubmission> generateMedia(GenerateRequest request, RequestOptions options) {
    return value(generateMediaWithResponse(request, options));
  }

  @Override
  public CompletableFuture<ApiResponse<TaskSubmission>> generateMediaWithResponse(GenerateRequest request,
      RequestOptions options) {
    return send(Calls.generateMedia(transport.settings(), request), options);
  }

  @Override
  public CompletableFuture<Task> getTask(String id, RequestOptions options) {
    return value(getTaskWithResponse(id, options));
  }

  @Override
  public CompletableFuture<ApiResponse<Task>> getTaskWithResponse(String id, RequestOptions options) {
    return send(Calls.getTask(transport.settings(), id), options);
  }

  @Override
  public CompletableFuture<Download> downloadResult(String id, RequestOptions options) {
    return value(downloadResultWithResponse(id, options));
  }

  @Override
  public CompletableFuture<ApiResponse<Download>> downloadResultWithResponse(String id, RequestOptions options) {
    return send(Calls.downloadResult(transport.settings(), id), options);
  }

  @Override
  public CompletableFuture<CreditBalance> getCredits(RequestOptions options) {
    return value(getCreditsWithResponse(options));
  }

  @Override
  public CompletableFuture<ApiResponse<CreditBalance>> getCreditsWithResponse(RequestOptions options) {
    return send(Calls.getCredits(transport.settings()), options);
  }

  @Override
  public CompletableFuture<ImageUpscaleSubmission> upscaleImage(UpscaleImageRequest request, RequestOptions options) {
    return value(upscaleImageWithResponse(request, options));
  }

  @Override
  public CompletableFuture<ApiResponse<ImageUpscaleSubmission>> upscaleImageWithResponse(UpscaleImageRequest request,
      RequestOptions options) {
    return send(Calls.upscaleImage(transport.settings(), request), options);
  }

  @Override
  public CompletableFuture<VideoUpscaleSubmission> upscaleVideo(UpscaleVideoRequest request, RequestOptions options) {
    return value(upscaleVideoWithResponse(request, options));
  }

  @Override
  public CompletableFuture<ApiResponse<VideoUpscaleSubmission>> upscaleVideoWithResponse(UpscaleVideoRequest request,
      RequestOptions options) {
    return send(Calls.upscaleVideo(transport.settings(), request), options);
  }

  @Override
  public CompletableFuture<Upload> createUpload(UploadRequest request, RequestOptions options) {
    return value(createUploadWithResponse(request, options));
  }

  @Override
  public CompletableFuture<ApiResponse<Upload>> createUploadWithResponse(UploadRequest request,
      RequestOptions options) {
    return send(Calls.createUpload(transport.settings(), request), options);
  }

  @Override
  public CompletableFuture<Task> await(String id, AwaitOptions options) {
    return TaskAwaiter.await(transport, id, options, false);
  }

  @Override
  public CompletableFuture<Task> generateAndAwait(
      GenerateRequest request, RequestOptions options, AwaitOptions waiting) {
    return Pending.then(
        generateMedia(request, options),
        submission -> TaskAwaiter.await(transport, submission.getId(), waiting, true));
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, Path target, DownloadOptions options) {
    return download(DownloadCall.ofTask(id, Sink.to(target, options.keepPartial()), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, OutputStream target, DownloadOptions options) {
    return download(DownloadCall.ofTask(id, Sink.to(target), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, WritableByteChannel target, DownloadOptions options) {
    return download(DownloadCall.ofTask(id, Sink.to(target), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> download(URI link, Path target, DownloadOptions options) {
    return download(DownloadCall.ofLink(link, Sink.to(target, options.keepPartial()), options), options);
  }

  private CompletableFuture<Downloaded> download(DownloadCall call, DownloadOptions options) {
    Pending<Downloaded> result = new Pending<>();
    // Whatever ends the download early, a failure or the caller: first the part is gone, then the caller is told.
    result.awaiting(transport.send(call, options.request())).whenComplete((response, failure) -> {
      if (failure == null) {
        result.complete(response.body());
      } else {
        call.abandon();
        result.completeExceptionally(Pending.unwrap(failure));
      }
    });
    result.whenComplete((downloaded, failure) -> {
      if (failure != null) {
        call.abandon();
      }
    });
    return result;
  }

  @Override
  public CompletableFuture<Upload> upload(Path file) {
    try {
      return upload(UploadSource.of(file));
    } catch (IOException unreadable) {
      return CompletableFuture.failedFuture(new TransferException(
          Failure.of(Operation.CREATE_UPLOAD, "The file cannot be read: " + unreadable), unreadable));
    }
  }

  @Override
  public CompletableFuture<Upload> upload(UploadSource source, UploadOptions options) {
    return Uploader.upload(transport, source, options);
  }

  @Override
  public CompletableFuture<List<BatchItem>> generateAll(List<GenerateRequest> requests, BatchOptions options) {
    return Batch.run(transport, this, requests, options);
  }

  private <B, T> CompletableFuture<ApiResponse<T>> send(Call<B, T> call, RequestOptions options) {
    return here ? transport.sendHere(call, options) : transport.send(call, options);
  }

  private static <T> CompletableFuture<T> value(CompletableFuture<ApiResponse<T>> response) {
    return Pending.map(response, ApiResponse::body);
  }
}
