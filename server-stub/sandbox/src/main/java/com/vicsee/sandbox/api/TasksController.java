package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.task.Tasks;
import com.vicsee.server.api.TasksApi;
import com.vicsee.server.download.ByteResponses;
import com.vicsee.server.model.Download;
import com.vicsee.server.model.DownloadMode;
import com.vicsee.server.model.DownloadResponse;
import com.vicsee.server.model.TaskResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Progress and results of submissions. */
@RestController
class TasksController implements TasksApi {
  private final Tasks tasks;
  private final MediaStore media;

  TasksController(Tasks tasks, MediaStore media) {
    this.tasks = tasks;
    this.media = media;
  }

  @Override
  public ResponseEntity<TaskResponse> getTask(String id, GetTaskParameters parameters) {
    return ResponseEntity.ok(new TaskResponse(true, tasks.read(Account.current(), id)));
  }

  @Override
  public @Nullable ResponseEntity<DownloadResponse> downloadResult(String id, DownloadResultParameters parameters) {
    var caller = Account.current();
    var medium = tasks.result(caller, id);
    if (parameters.mode() == DownloadMode.PROXY) {
      try {
        ByteResponses.send(new FileSystemResource(media.file(medium)), medium.contentType(), medium.id());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return null;
    }
    return ResponseEntity.ok(new DownloadResponse(true, new Download(media.url(medium), tasks.mediaType(caller, id), null)));
  }
}
