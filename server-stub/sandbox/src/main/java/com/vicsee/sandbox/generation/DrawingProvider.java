package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.Content.Drawn;
import com.vicsee.sandbox.media.Drawing;
import com.vicsee.sandbox.media.Drawing.Kind;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/** The provider of the sandbox, unless the user brings one. It draws the prompt, after {@code vicsee.sandbox.generation-time}. It keeps no state. */
@Component
@Fallback
public final class DrawingProvider implements GenerationProvider {
  private static final int MAX_TITLE = 100;

  private final Clock clock;
  private final Duration generationTime;

  DrawingProvider(Clock clock, @Value("${vicsee.sandbox.generation-time:500ms}") Duration generationTime) {
    this.clock = clock;
    this.generationTime = generationTime;
  }

  @Override
  public Progress advance(Generation generation) {
    return Elapsed.since(generation.createdAt(), clock.instant()).progress(generationTime).orElseGet(() -> draw(generation.specification()));
  }

  @Override
  public boolean isImmediate() {
    return true;
  }

  private static Progress draw(Specification specification) {
    String text = specification.prompt() == null ? specification.model() : specification.prompt();
    if (specification.mediaType() == MediaType.MUSIC) {
      return new Done(List.of(song(specification, text, 1), song(specification, text, 2)));
    }
    Kind kind = specification.mediaType() == MediaType.VIDEO
        ? Kind.MP4
        : "jpeg".equals(specification.options().get("output_format")) ? Kind.JPEG : Kind.PNG;
    Drawing drawing = new Drawing(kind, text, specification.width(), specification.height(), specification.seconds(), 0);
    return drawing.canBeDrawn() ? new Done(List.of(Output.of(drawing))) : new Failed(TaskFailure.IMAGE_TOO_LARGE);
  }

  private static Output song(Specification specification, String text, int number) {
    String title = Stream.of(specification.options().getOrDefault("title", ""), text, specification.model()).map(String::strip)
        .filter(it -> !it.isEmpty()).findFirst().orElseThrow();
    if (title.codePointCount(0, title.length()) > MAX_TITLE) {
      title = title.substring(0, title.offsetByCodePoints(0, MAX_TITLE - 1)) + "…";
    }
    title = number == 1 ? title : title + " (take " + number + ")";
    return Output.song(
        new Drawn(new Drawing(Kind.MP3, text, 0, 0, specification.seconds(), number)), title, new Drawn(new Drawing(Kind.PNG, title, 512, 512, 0, number)));
  }
}
