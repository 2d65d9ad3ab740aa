package com.vicsee.client.internal;

import com.vicsee.client.error.Failure;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.UploadType;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.task.AwaitOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Waits for tasks, and downloads their results. */
final class Tasks extends TasksAsyncCalls implements TasksAsyncService {

  private final Dispatcher dispatcher;

  Tasks(Dispatcher dispatcher) {
    super(new Caller(dispatcher, false));
    this.dispatcher = dispatcher;
  }

  /** The same, waiting. */
  static final class Blocking extends TasksCalls implements TasksService {
    private final Tasks async;

    Blocking(Dispatcher dispatcher, Tasks async) {
      super(new Caller(dispatcher, true));
      this.async = async;
    }

    @Override
    public Task await(String id, AwaitOptions options) {
      return Pending.join(Operation.GET_TASK, async.await(id, options));
    }

    @Override
    public List<Path> save(Task task, Path folder, DownloadOptions options) {
      return Pending.join(Operation.DOWNLOAD_RESULT, async.save(task, folder, options));
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
    public Downloaded downloadLink(String link, Path target, DownloadOptions options) {
      return Pending.join(Operation.DOWNLOAD_RESULT, async.downloadLink(link, target, options));
    }
  }

  @Override
  public CompletableFuture<Task> await(String id, AwaitOptions options) {
    return TaskAwaiter.await(dispatcher, id, Origin.ofTask(id), options, false);
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, Path target, DownloadOptions options) {
    return download(() -> DownloadCall.ofTask(id, Sink.to(target, options.keepPartial()), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, OutputStream target, DownloadOptions options) {
    return download(() -> DownloadCall.ofTask(id, Sink.to(target), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> download(String id, WritableByteChannel target, DownloadOptions options) {
    return download(() -> DownloadCall.ofTask(id, Sink.to(target), options), options);
  }

  @Override
  public CompletableFuture<Downloaded> downloadLink(String link, Path target, DownloadOptions options) {
    return download(() -> DownloadCall.ofLink(link, null, Sink.to(target, options.keepPartial()), options), options);
  }

  @Override
  public CompletableFuture<List<Path>> save(Task task, Path folder, DownloadOptions options) {
    Pending<List<Path>> result = new Pending<>(message ->
        Failure.builder(Operation.DOWNLOAD_RESULT, message).taskId(task.id()));
    try {
      List<ResultFile> files = task.result().map(of -> ResultFile.all(task.id(), of)).orElse(List.of());
      if (files.isEmpty()) {
        result.completeExceptionally(new IllegalArgumentException("The task has no result: " + task.id()));
        return result;
      }
      Files.createDirectories(folder);
      saveNext(result, task.id(), files, folder, options, new ArrayList<>());
    } catch (IOException failure) {
      result.completeExceptionally(new TransferException(
          result.failure(null, "The folder cannot be created: " + failure).build(), failure));
    } catch (IllegalStateException incomplete) {
      result.completeExceptionally(unsaved(result, incomplete));
    }
    return result;
  }

  /** Returns the failure of a result whose links are absent or unusable. */
  private static TransferException unsaved(Pending<?> result, Throwable cause) {
    return new TransferException(result.failure(null, "The result cannot be saved: " + cause.getMessage()).build(), cause);
  }

  private void saveNext(Pending<List<Path>> result, String id, List<ResultFile> files, Path folder, DownloadOptions options,
      List<Path> saved) {
    if (saved.size() == files.size()) {
      result.complete(List.copyOf(saved));
      return;
    }
    ResultFile file = files.get(saved.size());
    // Two that save the same task must not share it, unless one is to go on where the other ended.
    String suffix = options.keepPartial() ? "" : "." + UUID.randomUUID();
    Path temporary = folder.resolve("." + file.name() + suffix + ".download");
    result.awaiting(download(
        () -> DownloadCall.ofLink(file.link(), id, Sink.to(temporary, options.keepPartial()), options), options))
        .whenComplete((downloaded, failure) -> {
          if (failure != null) {
            Throwable cause = Pending.unwrap(failure);
            result.completeExceptionally(cause instanceof IllegalArgumentException ? unsaved(result, cause) : cause);
            return;
          }
          result.guard(() -> {
            Path target = folder.resolve(file.name() + "." + extension(downloaded.contentType()));
            try {
              Sink.move(temporary, target);
            } catch (IOException unmoved) {
              deleteQuietly(temporary);
              throw new TransferException(
                  result.failure(null, "The file cannot be saved: " + unmoved).build(), unmoved);
            }
            saved.add(target);
            saveNext(result, id, files, folder, options, saved);
          });
        });
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException leftBehind) {
      // The save has failed already, and says why.
      return;
    }
  }

  private static String extension(String contentType) {
    return UploadType.of(contentType).map(UploadType::extension).orElse("bin");
  }

  private CompletableFuture<Downloaded> download(Supplier<DownloadCall> calls, DownloadOptions options) {
    DownloadCall call;
    try {
      call = calls.get();
    } catch (IllegalArgumentException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
    Pending<Downloaded> result = new Pending<>();
    // However the download ends, its part is removed before the caller is told.
    result.awaiting(dispatcher.send(call, options.requestOptions())).whenComplete((response, failure) -> {
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
}
