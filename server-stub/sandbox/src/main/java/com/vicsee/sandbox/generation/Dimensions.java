package com.vicsee.sandbox.generation;

import com.vicsee.server.model.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Width and height in pixels.
 *
 * <p>Of an image, {@code 1K} is 1024 pixels on the longer side, and the ratio is exact. Of a video, {@code 720p} is 720 pixels on the shorter side, and both
 * are even, as H.264 wants them (contract, schema {@code Resolution}).
 */
public record Dimensions(int width, int height) {
  private static final int K = 1024;
  /** 2K of a video is QHD. */
  private static final Map<String, Integer> VIDEO_K = Map.of("2K", 1440, "4K", 2160);

  private static final String DEFAULT_IMAGE = "1K";
  private static final String DEFAULT_VIDEO = "720p";

  static Dimensions of(MediaType type, @Nullable String resolution, @Nullable String aspectRatio) {
    int across = 1;
    int down = 1;
    if (aspectRatio != null && aspectRatio.indexOf(':') > 0) {
      across = Integer.parseInt(aspectRatio.substring(0, aspectRatio.indexOf(':')));
      down = Integer.parseInt(aspectRatio.substring(aspectRatio.indexOf(':') + 1));
    } else if (type == MediaType.VIDEO) {
      across = 16;
      down = 9;
    }
    return type == MediaType.VIDEO
        ? video(resolution == null ? DEFAULT_VIDEO : resolution, across, down)
        : image(resolution == null ? DEFAULT_IMAGE : resolution, across, down);
  }

  private static Dimensions image(String resolution, int across, int down) {
    int longer = number(resolution) * K;
    int unit = longer / Math.max(across, down);
    return new Dimensions(unit * across, unit * down);
  }

  private static Dimensions video(String resolution, int across, int down) {
    Integer k = VIDEO_K.get(resolution);
    int shorter = k == null ? number(resolution) : k;
    double unit = (double) shorter / Math.min(across, down);
    return new Dimensions(even(unit * across), even(unit * down));
  }

  private static int number(String resolution) {
    return Integer.parseInt(resolution.substring(0, resolution.length() - 1));
  }

  private static int even(double length) {
    return (int) Math.round(length / 2) * 2;
  }

  long pixels() {
    return (long) width * height;
  }
}
