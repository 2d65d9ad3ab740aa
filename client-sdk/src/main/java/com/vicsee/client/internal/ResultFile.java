package com.vicsee.client.internal;

import com.vicsee.client.model.ImageResult;
import com.vicsee.client.model.MusicResult;
import com.vicsee.client.model.Song;
import com.vicsee.client.model.TaskResult;
import com.vicsee.client.model.VideoResult;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a result.
 *
 * @param name its name without the extension, which only the media type tells
 * @param link where it is
 */
record ResultFile(String name, String link) {

  /**
   * Returns the files of a result, those of a song side by side; none when the result is of an unknown type without a URL.
   *
   * @throws IllegalStateException when the result lacks a link
   */
  static List<ResultFile> all(String taskId, TaskResult result) {
    // The server chose the id. It must not lead out of the folder.
    String base = taskId.replaceAll("[^A-Za-z0-9_-]", "_");
    if (result instanceof ImageResult image) {
      return List.of(new ResultFile(base, image.url()));
    }
    if (result instanceof VideoResult video) {
      return List.of(new ResultFile(base, video.url()));
    }
    if (result instanceof MusicResult music) {
      List<ResultFile> files = new ArrayList<>();
      for (Song song : music.songs()) {
        String name = base + "-" + (files.size() / 2 + 1);
        files.add(new ResultFile(name, song.audioUrl()));
        files.add(new ResultFile(name + "-cover", song.imageUrl()));
      }
      return files;
    }
    return result instanceof TaskResult.Unknown unknown && unknown.properties().get("url") instanceof String url
        ? List.of(new ResultFile(base, url))
        : List.of();
  }
}
