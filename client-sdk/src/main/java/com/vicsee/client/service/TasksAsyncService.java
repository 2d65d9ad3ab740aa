package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.generated.model.Download;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.task.AwaitOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Progress and results of submissions. The futures fail with what the synchronous methods throw; cancelling one
 * cancels its request.
 */
public interface TasksAsyncService {

  /**
   * Reads a task as it stands.
   *
   * @param id the id of the task
   */
  default CompletableFuture<Task> getTask(String id) {
    return getTask(id, RequestOptions.none());
  }

  /**
   * Reads a task as it stands.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<Task> getTask(String id, RequestOptions options);

  /**
   * Reads a task as it stands. Returns the value with what the response says beside it.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<Task>> getTaskWithResponse(String id, RequestOptions options);

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song.
   *
   * @param id the id of the task
   */
  default CompletableFuture<Download> downloadResult(String id) {
    return downloadResult(id, RequestOptions.none());
  }

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<Download> downloadResult(String id, RequestOptions options);

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song. Returns
   * the value with what the response says beside it.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<Download>> downloadResultWithResponse(String id, RequestOptions options);

  /**
   * Waits for the end of a task, ten minutes at most. The future fails as the synchronous method throws; cancelling
   * it ends the wait, not the task.
   *
   * @param id the id of the task
   */
  default CompletableFuture<Task> await(String id) {
    return await(id, AwaitOptions.defaults());
  }

  /**
   * Waits for the end of a task. The first poll is made at once. The future fails as the synchronous method throws;
   * cancelling it ends the wait, not the task.
   *
   * @param id the id of the task
   * @param options the deadline, the delays and the listener
   */
  CompletableFuture<Task> await(String id, AwaitOptions options);

  /**
   * Downloads the result into a file, which appears under its name only when it is whole; of a music task it is the
   * first song.
   *
   * @param id the id of the task
   * @param target where the file shall be; what is there is replaced
   */
  default CompletableFuture<Downloaded> download(String id, Path target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /**
   * Downloads the result into a file, which appears under its name only when it is whole; of a music task it is the
   * first song.
   *
   * @param id the id of the task
   * @param target where the file shall be; what is there is replaced
   * @param options resumption, bounds and progress
   */
  CompletableFuture<Downloaded> download(String id, Path target, DownloadOptions options);

  /**
   * Downloads the result into a stream; of a music task it is the first song.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open
   * @param options resumption, bounds and progress
   */
  CompletableFuture<Downloaded> download(String id, OutputStream target, DownloadOptions options);

  /**
   * Downloads the result into a channel; of a music task it is the first song.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open. It must be in blocking mode
   * @param options resumption, bounds and progress
   */
  CompletableFuture<Downloaded> download(String id, WritableByteChannel target, DownloadOptions options);

  /**
   * Downloads from a link of the API into a file, as of a result. The API key is not sent.
   *
   * @param link a link of the API, such as that of a second song
   * @param target where the file shall be; what is there is replaced
   * @param options resumption, bounds and progress
   */
  CompletableFuture<Downloaded> download(URI link, Path target, DownloadOptions options);
}
