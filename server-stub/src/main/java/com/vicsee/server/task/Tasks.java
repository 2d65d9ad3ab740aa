package com.vicsee.server.task;

import com.vicsee.server.account.Account;
import com.vicsee.server.generated.model.ErrorCode.Message;
import com.vicsee.server.generated.model.ImageResult;
import com.vicsee.server.generated.model.MediaType;
import com.vicsee.server.generated.model.MusicResult;
import com.vicsee.server.generated.model.Song;
import com.vicsee.server.generated.model.Task;
import com.vicsee.server.generated.model.TaskError;
import com.vicsee.server.generated.model.TaskResult;
import com.vicsee.server.generated.model.TaskStatus;
import com.vicsee.server.generated.model.VideoResult;
import com.vicsee.server.media.MediaStore;
import com.vicsee.server.media.MediaStore.Medium;
import com.vicsee.server.web.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tasks as their owners see them. */
@Service
public class Tasks {
  private final TaskStore store;
  private final MediaStore media;

  Tasks(TaskStore store, MediaStore media) {
    this.store = store;
    this.media = media;
  }

  /**
   * Returns a task of the caller's own.
   *
   * @throws ApiProblem if there is none with this id, or it is somebody else's
   */
  public Task read(Account caller, String id) {
    return view(own(caller, id));
  }

  /**
   * Returns what a download of a task is about, the first piece of its result.
   *
   * @throws ApiProblem if the task is not the caller's, or has no result
   */
  public Medium result(Account caller, String id) {
    TaskRecord task = own(caller, id);
    return media.ofTask(id).stream()
        .filter(it -> task.status() == TaskStatus.COMPLETED)
        .findFirst()
        .orElseThrow(() -> ApiProblem.of(Message.NO_RESULT));
  }

  /** Returns what kind of media a task of the caller's own makes. */
  public MediaType mediaType(Account caller, String id) {
    return own(caller, id).mediaType();
  }

  private TaskRecord own(Account caller, String id) {
    TaskRecord task = store.find(id).orElseThrow(() -> ApiProblem.of(Message.TASK_NOT_FOUND));
    if (!task.userId().equals(caller.userId())) {
      throw ApiProblem.of(Message.ACCESS_DENIED);
    }
    return task;
  }

  private Task view(TaskRecord task) {
    var failure = task.failure();
    return new Task(
        task.id(),
        task.model(),
        task.status(),
        task.mediaType(),
        task.prompt(),
        task.progress(),
        task.createdAt(),
        task.completedAt(),
        task.status() == TaskStatus.COMPLETED ? result(task) : null,
        failure == null ? null : new TaskError(failure.code(), failure.key(), failure.message()));
  }

  private @Nullable TaskResult result(TaskRecord task) {
    List<Medium> pieces = media.ofTask(task.id());
    if (pieces.isEmpty()) {
      return null;
    }
    return switch (task.mediaType()) {
      case IMAGE -> new ImageResult(ImageResult.TypeEnum.IMAGE, media.url(pieces.get(0)));
      case VIDEO -> new VideoResult(VideoResult.TypeEnum.VIDEO, media.url(pieces.get(0)));
      case MUSIC -> new MusicResult(MusicResult.TypeEnum.MUSIC, songs(pieces));
    };
  }

  /** Each song is followed by its cover. */
  private List<Song> songs(List<Medium> pieces) {
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i + 1 < pieces.size(); i += 2) {
      Medium audio = pieces.get(i);
      songs.add(new Song(
          String.valueOf(audio.title()), media.url(audio), media.url(pieces.get(i + 1)), audio.seconds()));
    }
    return songs;
  }
}
