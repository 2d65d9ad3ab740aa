package com.vicsee.sandbox.control;

import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.sandbox.generation.GenerationProvider;
import com.vicsee.sandbox.generation.Output;
import com.vicsee.sandbox.generation.ProviderException;
import com.vicsee.sandbox.generation.Specification;
import com.vicsee.sandbox.media.Drawing;
import com.vicsee.sandbox.media.Drawing.Kind;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.TaskFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Draws what was asked for, after a short time, and fails when told to. It keeps no state: how far a generation is follows from when it was created. */
@Component
@Profile("sandbox")
final class SandboxProvider implements GenerationProvider {
  private static final Duration STEP = Duration.ofMillis(100);
  /** A look that was under way while the clock was advanced is not brought nearer, so the next must not be far. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  /** What was created so far in the future was so before the clock was set back, and is not kept waiting. The clocks of two instances differ by less. */
  private static final Duration SET_BACK = Duration.ofMinutes(-1);

  private static final int LONGEST_TITLE = 100;

  private final SandboxClock sandboxClock;
  private final Clock clock;
  private final Duration usual;

  SandboxProvider(SandboxClock sandboxClock, Clock clock, @Value("${vicsee.sandbox.generation-time:500ms}") Duration usual) {
    this.sandboxClock = sandboxClock;
    this.clock = clock;
    this.usual = usual;
  }

  @Override
  public void accept(Specification specification) {
    Triggers triggers = new Triggers(specification.marks());
    if (triggers.has("internal-error")) {
      throw ApiProblem.of(Message.INTERNAL_ERROR);
    }
    if (triggers.has("generation-failed")) {
      throw new ProviderException(ProviderException.Kind.FAILED);
    }
    if (triggers.has("provider-error")) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
  }

  @Override
  public Progress advance(Generation generation) {
    Specification specification = generation.specification();
    Triggers triggers = new Triggers(specification.marks());
    Duration total = triggers.seconds("slow").orElse(usual);
    sandboxClock.follow();
    Duration passed = Duration.between(generation.createdAt(), clock.instant());
    if (passed.compareTo(SET_BACK) > 0 && passed.compareTo(total) < 0) {
      int percent = (int) Math.max(0, passed.toMillis() * 100 / total.toMillis());
      Duration left = total.minus(passed);
      return new Working(percent, left.compareTo(STEP) < 0 ? left : longer(STEP, shorter(LONGEST_STEP, total.dividedBy(20))));
    }
    if (triggers.has("fail")) {
      return new Failed(triggers.find("fail").map(code -> TaskFailure.of(code.toUpperCase(Locale.ROOT))).orElseGet(TaskFailure::generic));
    }
    if (triggers.has("no-result")) {
      return new Done(List.of());
    }
    List<Output> outputs = outputs(specification);
    boolean drawable = outputs.stream().allMatch(output -> output.main().canBeDrawn());
    return drawable ? new Done(outputs) : new Failed(TaskFailure.IMAGE_TOO_LARGE);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static List<Output> outputs(Specification wanted) {
    String text = wanted.prompt() == null ? wanted.model() : wanted.prompt();
    if (wanted.mediaType() == MediaType.MUSIC) {
      return List.of(song(wanted, text, 1), song(wanted, text, 2));
    }
    Kind kind = wanted.mediaType() == MediaType.VIDEO
        ? Kind.MP4
        : "jpeg".equals(wanted.options().get("output_format")) ? Kind.JPEG : Kind.PNG;
    return List.of(Output.of(new Drawing(kind, text, wanted.width(), wanted.height(), wanted.seconds(), 0)));
  }

  private static Output song(Specification wanted, String text, int number) {
    String title = Stream.of(wanted.options().getOrDefault("title", ""), text, wanted.model()).map(String::strip)
        .filter(it -> !it.isEmpty()).findFirst().orElseThrow();
    if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
      title = title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }
    title = number == 1 ? title : title + " (take " + number + ")";
    return Output.song(
        new Drawing(Kind.MP3, text, 0, 0, wanted.seconds(), number), title, new Drawing(Kind.PNG, title, 512, 512, 0, number));
  }
}
