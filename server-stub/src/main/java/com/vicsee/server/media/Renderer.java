package com.vicsee.server.media;

import com.vicsee.server.media.render.AudioRenderer;
import com.vicsee.server.media.render.AudioSpec;
import com.vicsee.server.media.render.ImageFormat;
import com.vicsee.server.media.render.ImageRenderer;
import com.vicsee.server.media.render.ImageSpec;
import com.vicsee.server.media.render.VideoRenderer;
import com.vicsee.server.media.render.VideoSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Draws a drawing into a file. */
@Component
final class Renderer {
  private final ImageRenderer images = new ImageRenderer();
  private final VideoRenderer videos = new VideoRenderer();
  private final AudioRenderer audio = new AudioRenderer();

  void render(Drawing drawing, Path target) throws IOException {
    Duration length = Duration.ofMillis(Math.round(drawing.seconds() * 1000));
    switch (drawing.kind()) {
      case PNG -> image(drawing, ImageFormat.PNG, target);
      case JPEG -> image(drawing, ImageFormat.JPEG, target);
      case MP4 -> videos.render(new VideoSpec(drawing.width(), drawing.height(), length, drawing.prompt()), target);
      case MP3 -> {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          audio.render(new AudioSpec(drawing.prompt(), drawing.index(), length), out);
        }
      }
    }
  }

  private void image(Drawing drawing, ImageFormat format, Path target) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      images.render(new ImageSpec(drawing.width(), drawing.height(), format, drawing.prompt()), out);
    }
  }
}
