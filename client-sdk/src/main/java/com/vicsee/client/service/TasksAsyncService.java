package com.vicsee.client.service;

import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Progress and results of tasks. As futures, which fail with the exceptions of the synchronous methods. Cancelling a future ends the wait or
 * the transfer, not the task. Thread-safe.
 */
public interface TasksAsyncService extends TasksAsyncOperations {

  /** {@link TasksService#await(String)} as a future. */
  default CompletableFuture<Task> await(String id) {
    return await(id, AwaitOptions.defaults());
  }

  /** {@link TasksService#await(String, AwaitOptions)} as a future. */
  CompletableFuture<Task> await(String id, AwaitOptions options);

  /** {@link TasksService#save(Task, Path)} as a future. */
  default CompletableFuture<List<Path>> save(Task task, Path folder) {
    return save(task, folder, DownloadOptions.defaults());
  }

  /** {@link TasksService#save(Task, Path, DownloadOptions)} as a future. */
  CompletableFuture<List<Path>> save(Task task, Path folder, DownloadOptions options);

  /** {@link TasksService#download(String, Path)} as a future. */
  default CompletableFuture<Downloaded> download(String id, Path target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /** {@link TasksService#download(String, Path, DownloadOptions)} as a future. */
  CompletableFuture<Downloaded> download(String id, Path target, DownloadOptions options);

  /** {@link TasksService#download(String, OutputStream)} as a future. */
  default CompletableFuture<Downloaded> download(String id, OutputStream target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /** {@link TasksService#download(String, OutputStream, DownloadOptions)} as a future. */
  CompletableFuture<Downloaded> download(String id, OutputStream target, DownloadOptions options);

  /** {@link TasksService#download(String, WritableByteChannel, DownloadOptions)} as a future. */
  CompletableFuture<Downloaded> download(String id, WritableByteChannel target, DownloadOptions options);

  /** {@link TasksService#downloadLink(String, Path)} as a future. */
  default CompletableFuture<Downloaded> downloadLink(String link, Path target) {
    return downloadLink(link, target, DownloadOptions.defaults());
  }

  /** {@link TasksService#downloadLink(String, Path, DownloadOptions)} as a future. */
  CompletableFuture<Downloaded> downloadLink(String link, Path target, DownloadOptions options);
}
