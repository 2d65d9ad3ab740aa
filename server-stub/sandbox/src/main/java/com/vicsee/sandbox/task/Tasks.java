package com.vicsee.sandbox.task;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.database.Invalidatable;
import com.vicsee.sandbox.database.Cache;
import com.vicsee.sandbox.media.MediaStore;
import com.vicsee.sandbox.media.MediaStore.Medium;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.ImageResult;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.MusicResult;
import com.vicsee.server.model.Song;
import com.vicsee.server.model.Task;
import com.vicsee.server.model.TaskError;
import com.vicsee.server.model.TaskResult;
import com.vicsee.server.model.TaskStatus;
import com.vicsee.server.model.VideoResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tasks as their owners see them. A task that has ended never changes, so it is cached. */
@Service
public class Tasks implements Invalidatable {
  private static final int CACHE_SIZE = 1000;

  private final TaskStore store;
  private final MediaStore media;
  private final Cache<Whole> ended = new Cache<>(CACHE_SIZE, Duration.ofDays(1));

  Tasks(TaskStore store, MediaStore media) {
    this.store = store;
    this.media = media;
  }

  /** A task with the pieces of its result. */
  private record Whole(TaskRecord task, List<Medium> pieces) {}

  /**
   * Returns a task of the caller.
   *
   * @throws ApiProblem if there is no task with this id, or it belongs to another user
   */
  public Task read(Account caller, String id) {
    return view(own(caller, id));
  }

  /**
   * Returns what a download of a task delivers: the first piece of its result.
   *
   * @throws ApiProblem if the task belongs to another user, or has no result
   */
  public Medium result(Account caller, String id) {
    return own(caller, id).pieces().stream().findFirst().orElseThrow(() -> ApiProblem.of(Message.NO_RESULT));
  }

  /** Returns the media type of a task of the caller. */
  public MediaType mediaType(Account caller, String id) {
    return own(caller, id).task().mediaType();
  }

  @Override
  public void invalidate() {
    ended.invalidate();
  }

  private Whole own(Account caller, String id) {
    Whole whole = ended.find(id, it -> it.task().isFinal(), () -> store.find(id).map(this::whole)).orElseThrow(() -> ApiProblem.of(Message.TASK_NOT_FOUND));
    if (!whole.task().userId().equals(caller.userId())) {
      throw ApiProblem.of(Message.ACCESS_DENIED);
    }
    return whole;
  }

  private Whole whole(TaskRecord task) {
    return new Whole(task, task.status() == TaskStatus.COMPLETED ? media.ofTask(task.id()) : List.of());
  }

  private Task view(Whole whole) {
    TaskRecord task = whole.task();
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
        result(whole),
        failure == null ? null : new TaskError(failure.code(), failure.key(), failure.message()));
  }

  private @Nullable TaskResult result(Whole whole) {
    List<Medium> pieces = whole.pieces();
    if (pieces.isEmpty()) {
      return null;
    }
    return switch (whole.task().mediaType()) {
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
