package com.vicsee.sandbox.media;

import com.vicsee.sandbox.media.render.AudioRenderer;
import com.vicsee.sandbox.media.render.AudioSpec;
import com.vicsee.sandbox.media.render.ImageFormat;
import com.vicsee.sandbox.media.render.ImageRenderer;
import com.vicsee.sandbox.media.render.ImageSpec;
import com.vicsee.sandbox.media.render.VideoRenderer;
import com.vicsee.sandbox.media.render.VideoSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Renders drawings into files. */
class Renderer {
  private final ImageRenderer images = new ImageRenderer();
  private final VideoRenderer videos = new VideoRenderer();
  private final AudioRenderer audio = new AudioRenderer();

  /** Returns whether a drawing is within the limits of the renderers. */
  static boolean takes(Drawing drawing) {
    try {
      switch (drawing.kind()) {
        case PNG, JPEG -> image(drawing);
        case MP4 -> video(drawing);
        case MP3 -> song(drawing);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  void render(Drawing drawing, Path target) throws IOException {
    switch (drawing.kind()) {
      case PNG, JPEG -> {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          images.render(image(drawing), out);
        }
      }
      case MP4 -> videos.render(video(drawing), target);
      case MP3 -> {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          audio.render(song(drawing), out);
        }
      }
    }
  }

  private static ImageSpec image(Drawing drawing) {
    ImageFormat format = drawing.kind() == Drawing.Kind.JPEG ? ImageFormat.JPEG : ImageFormat.PNG;
    return new ImageSpec(drawing.width(), drawing.height(), format, drawing.prompt());
  }

  private static VideoSpec video(Drawing drawing) {
    return new VideoSpec(drawing.width(), drawing.height(), length(drawing), drawing.prompt());
  }

  private static AudioSpec song(Drawing drawing) {
    return new AudioSpec(drawing.prompt(), drawing.index(), length(drawing));
  }

  private static Duration length(Drawing drawing) {
    return Duration.ofMillis(Math.round(drawing.seconds() * 1000));
  }
}
