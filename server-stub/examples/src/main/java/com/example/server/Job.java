package com.example.server;

import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.model.*;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A task. Its state follows from the time alone: it ends two seconds after its creation. A prompt with the word "fail" makes it fail. */
record Job(String id, String owner, ModelRequest request, long price, Instant createdAt) {
  private static final Duration WAITING = Duration.ofSeconds(1);
  private static final Duration WORKING = Duration.ofSeconds(2);

  TaskStatus status(Instant now) {
    if (isUnderWay(now)) {
      return now.isBefore(createdAt.plus(WAITING)) ? TaskStatus.PENDING : TaskStatus.PROCESSING;
    }
    return request.prompt() != null && request.prompt().contains("fail") ? TaskStatus.FAILED : TaskStatus.COMPLETED;
  }

  boolean isUnderWay(Instant now) {
    return now.isBefore(createdAt.plus(WORKING));
  }

  MediaType type() {
    return request.model().getType();
  }

  /** Returns the static file that is the result: one for each ratio and size of images, one for all videos, one for all music. */
  String file() {
    return switch (type()) {
      case IMAGE -> "/results/image-%s-%s.png".formatted(
          request.options().getOrDefault("aspect_ratio", "1:1").replace(':', 'x'), request.options().getOrDefault("resolution", "1K"));
      case VIDEO -> "/results/video.mp4";
      case MUSIC -> "/results/music.mp3";
    };
  }

  /** Returns the task as it is on the wire, with its result at a URL. */
  Task task(Instant now, URI url) {
    TaskStatus status = status(now);
    int progress = status == TaskStatus.PENDING ? 0 : status == TaskStatus.PROCESSING ? 50 : 100;
    TaskFailure failure = TaskFailure.generic();
    return new Task(id, request.model().getId(), status, type(), request.prompt(), progress, createdAt,
        isUnderWay(now) ? null : createdAt.plus(WORKING),
        status == TaskStatus.COMPLETED ? result(url) : null,
        status == TaskStatus.FAILED ? new TaskError(failure.code(), failure.key(), failure.message()) : null);
  }

  private TaskResult result(URI url) {
    var song = new Song("A song", url, url.resolve("image.png"), 1.0);
    return switch (type()) {
      case IMAGE -> new ImageResult(ImageResult.TypeEnum.IMAGE, url);
      case VIDEO -> new VideoResult(VideoResult.TypeEnum.VIDEO, url);
      case MUSIC -> new MusicResult(MusicResult.TypeEnum.MUSIC, List.of(song, song));
    };
  }
}
