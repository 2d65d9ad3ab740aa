package com.vicsee.sandbox.api;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.media.ByteResponses;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.task.Tasks;
import com.vicsee.server.api.TasksApi;
import com.vicsee.server.model.Download;
import com.vicsee.server.model.DownloadMode;
import com.vicsee.server.model.DownloadResponse;
import com.vicsee.server.model.TaskResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Progress and results of submissions. */
@RestController
class TasksController implements TasksApi {
  private final Tasks tasks;
  private final MediaStore media;
  private final ByteResponses bytes;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  TasksController(
      Tasks tasks, MediaStore media, ByteResponses bytes, HttpServletRequest request, HttpServletResponse response) {
    this.tasks = tasks;
    this.media = media;
    this.bytes = bytes;
    this.request = request;
    this.response = response;
  }

  @Override
  public ResponseEntity<TaskResponse> getTask(String id, @Nullable String requestId) {
    return ResponseEntity.ok(new TaskResponse(true, tasks.read(Account.current(), id)));
  }

  @Override
  public @Nullable ResponseEntity<DownloadResponse> downloadResult(
      String id,
      DownloadMode mode,
      @Nullable String range,
      @Nullable String ifRange,
      @Nullable String ifNoneMatch,
      @Nullable String requestId) {
    var caller = Account.current();
    var medium = tasks.result(caller, id);
    if (mode == DownloadMode.PROXY) {
      try {
        bytes.send(request, response, media.file(medium), medium.contentType(), medium.id());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return null;
    }
    return ResponseEntity.ok(new DownloadResponse(true, new Download(media.url(medium), tasks.mediaType(caller, id), null)));
  }
}
