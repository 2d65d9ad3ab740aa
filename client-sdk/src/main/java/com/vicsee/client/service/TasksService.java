package com.vicsee.client.service;

import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.NotFoundException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.error.TransferException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.Downloaded;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** Progress and results of tasks. Thread-safe. */
public interface TasksService extends TasksOperations {

  /**
   * Waits for the end of a task, ten minutes at most.
   *
   * @param id the id of the task
   * @throws TaskFailedException when the task fails
   * @throws AwaitTimeoutException when the task is not finished in time. It still runs on the server
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
   * @throws AwaitTimeoutException when the task is not finished in time. It still runs on the server
   */
  Task await(String id, AwaitOptions options);

  /**
   * Saves all files of a result in a folder, under the id of the task and the extension of their media type: {@code ID.png}, and for songs
   * {@code ID-1.mp3}, {@code ID-1-cover.png}, {@code ID-2.mp3} and so on. A file appears under its name when it is complete. Returns the
   * paths of the files.
   *
   * @param task a completed task
   * @param folder where the files are saved; it is created if it does not exist
   * @throws IllegalArgumentException when the task has no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  default List<Path> save(Task task, Path folder) {
    return save(task, folder, DownloadOptions.defaults());
  }

  /**
   * Saves all files of a result in a folder, under the id of the task and the extension of their media type: {@code ID.png}, and for songs
   * {@code ID-1.mp3}, {@code ID-1-cover.png}, {@code ID-2.mp3} and so on. A file appears under its name when it is complete. Returns the
   * paths of the files.
   *
   * @param task a completed task
   * @param folder where the files are saved; it is created if it does not exist
   * @param options bounds and progress of each file
   * @throws IllegalArgumentException when the task has no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  List<Path> save(Task task, Path folder, DownloadOptions options);

  /**
   * Downloads the result into a file, which appears under its name when it is complete.
   * The result of a music task is its first song; {@link #save} saves all files.
   *
   * @param id the id of the task
   * @param target the file, which is replaced if it exists
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  default Downloaded download(String id, Path target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /**
   * Downloads the result into a file, which appears under its name when it is complete.
   * The result of a music task is its first song; {@link #save} saves all files.
   *
   * @param id the id of the task
   * @param target the file, which is replaced if it exists
   * @param options resumption, bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  Downloaded download(String id, Path target, DownloadOptions options);

  /**
   * Downloads the result into a stream.
   * The result of a music task is its first song; {@link #save} saves all files.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  default Downloaded download(String id, OutputStream target) {
    return download(id, target, DownloadOptions.defaults());
  }

  /**
   * Downloads the result into a stream.
   * The result of a music task is its first song; {@link #save} saves all files.
   *
   * @param id the id of the task
   * @param target where the bytes go; it stays open
   * @param options bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  Downloaded download(String id, OutputStream target, DownloadOptions options);

  /**
   * Downloads the result into a channel.
   * The result of a music task is its first song; {@link #save} saves all files.
   *
   * @param id the id of the task
   * @param target where the bytes go, in blocking mode; it stays open
   * @param options bounds and progress
   * @throws NotFoundException when there is no result
   * @throws TransferException when the bytes cannot be written, or the result changes during the download
   */
  Downloaded download(String id, WritableByteChannel target, DownloadOptions options);

  /**
   * Downloads from a link of a result into a file. The API key is not sent; redirects are followed.
   *
   * @param link a link of a result, such as that of a second song
   * @param target the file, which is replaced if it exists
   * @throws TransferException when the storage refuses the download, the bytes cannot be written, or the result changes meanwhile
   */
  default Downloaded downloadLink(String link, Path target) {
    return downloadLink(link, target, DownloadOptions.defaults());
  }

  /**
   * Downloads from a link of a result into a file. The API key is not sent; redirects are followed.
   *
   * @param link a link of a result, such as that of a second song
   * @param target the file, which is replaced if it exists
   * @param options resumption, bounds and progress
   * @throws TransferException when the storage refuses the download, the bytes cannot be written, or the result changes meanwhile
   */
  Downloaded downloadLink(String link, Path target, DownloadOptions options);
}
