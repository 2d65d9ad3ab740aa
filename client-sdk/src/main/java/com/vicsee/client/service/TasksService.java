package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.generated.model.Download;
import com.vicsee.client.generated.model.Task;
import com.vicsee.client.task.AwaitOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Progress and results of submissions. Thread-safe. */
public interface TasksService {

  /**
   * Reads a task as it stands.
   *
   * @param id the id of the task
   * @throws VicSeeException when the call fails
   */
  default Task getTask(String id) {
    return getTask(id, RequestOptions.none());
  }

  /**
   * Reads a task as it stands.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  Task getTask(String id, RequestOptions options);

  /**
   * Reads a task as it stands. Returns the value with what the response says beside it.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<Task> getTaskWithResponse(String id, RequestOptions options);

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song.
   *
   * @param id the id of the task
   * @throws VicSeeException when the call fails
   */
  default Download downloadResult(String id) {
    return downloadResult(id, RequestOptions.none());
  }

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  Download downloadResult(String id, RequestOptions options);

  /**
   * Returns a link to the result, which can be read without an API key. Of a music task it is the first song. Returns
   * the value with what the response says beside it.
   *
   * @param id the id of the task
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<Download> downloadResultWithResponse(String id, RequestOptions options);

  /**
   * Waits for the end of a task, ten minutes at most.
   *
   * @param id the id of the task
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when it is not finished in time; it still runs
   */
  default Task await(String id) {
    return await(id, AwaitOptions.defaults());
  }

  /**
   * Waits for the end of a task. The first poll is made at once.
   *
   * @param id the id of the task
   * @param options the deadline, the delays and the listener
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when it is not finished in time; it still runs
   */
  Task await(String id, AwaitOptions options);

  /**
   * Downloads the result into a file, which appears under its name only when it is whole; of a music task it is the
   * first song.
   *
   * @param id the id of the task
   * @param target where the file shall be; what is there is replaced
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes on the way
   */
  default Downloaded download(String id, Path target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /**
   * Downloads the result into a file, which appears under its name only when it is whole; of a music task it is the
   * first song.
   *
   * @param id the id of the task
   * @param target where the file shall be; what is there is replaced
   * @param options resumption, bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes on the way
   */
  Downloaded download(String id, Path target, DownloadOptions options);

  /**
   * Downloads the result into a stream; of a music task it is the first song.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open
   * @param options resumption, bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes on the way
   */
  Downloaded download(String id, OutputStream target, DownloadOptions options);

  /**
   * Downloads the result into a channel; of a music task it is the first song.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open. It must be in blocking mode
   * @param options resumption, bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes on the way
   */
  Downloaded download(String id, WritableByteChannel target, DownloadOptions options);

  /**
   * Downloads from a link of the API into a file, as of a result. The API key is not sent.
   *
   * @param link a link of the API, such as that of a second song
   * @param target where the file shall be; what is there is replaced
   * @param options resumption, bounds and progress
   * @throws TransferException when the bytes cannot be written, or the result changes on the way
   */
  Downloaded download(URI link, Path target, DownloadOptions options);
}
