package com.vicsee.sandbox.fault;

import com.vicsee.sandbox.generation.GenerationProvider;
import com.vicsee.sandbox.generation.Input;
import com.vicsee.sandbox.generation.Output;
import com.vicsee.sandbox.generation.Specification;
import com.vicsee.sandbox.media.Content;
import com.vicsee.sandbox.media.Drawing;
import com.vicsee.server.model.TaskFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** A provider that does what a prompt tells it by {@code fault:WORD}, and leaves all others to the one that it stands before. */
final class MisbehavingProvider implements GenerationProvider {
  private static final Pattern FAULT = Pattern.compile("fault:([a-z-]+)");
  /** More than fits on a full disk. */
  private static final int LARGE = 64 * 1024;
  private static final Duration SOON = Duration.ofMillis(200);

  private final GenerationProvider good;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

  MisbehavingProvider(GenerationProvider good) {
    this.good = good;
  }

  private static String fault(Specification specification) {
    Matcher fault = FAULT.matcher(String.valueOf(specification.prompt()));
    return fault.find() ? fault.group(1) : "";
  }

  @Override
  public void accept(Specification specification, List<Input> inputs) {
    switch (fault(specification)) {
      case "accept-hangs" -> hang(false);
      case "accept-throws" -> throw new IllegalStateException("the provider is broken");
      case "accept-dies" -> throw new StackOverflowError();
      default -> good.accept(specification, inputs);
    }
  }

  @Override
  public Progress advance(Generation generation) {
    int call = calls.computeIfAbsent(generation.taskId(), id -> new AtomicInteger()).incrementAndGet();
    Drawing picture = new Drawing(Drawing.Kind.PNG, String.valueOf(generation.specification().prompt()), 64, 64, 0, 0);
    return switch (fault(generation.specification())) {
      case "hangs" -> hang(false);
      case "hangs-deaf" -> hang(true);
      case "hangs-once" -> call == 1 ? hang(false) : new Done(List.of(Output.of(picture)));
      case "throws" -> throw new IllegalStateException("the provider is broken");
      case "throws-twice" -> {
        if (call <= 2) {
          throw new IllegalStateException("the provider is broken");
        }
        yield new Done(List.of(Output.of(picture)));
      }
      case "dies" -> throw new StackOverflowError();
      case "null" -> nothing();
      case "null-failure" -> new Failed(nothing());
      case "null-outputs" -> new Done(nothing());
      case "null-drawing" -> new Done(List.of(Output.of(MisbehavingProvider.<Drawing>nothing())));
      case "huge" -> new Done(List.of(Output.of(new Drawing(Drawing.Kind.PNG, "huge", Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0))));
      case "long-failure" -> new Failed(new TaskFailure("x".repeat(500), "y".repeat(500), "z".repeat(5000)));
      case "odd-failure" -> new Failed(new TaskFailure("ODD_FAILURE", "No Key", "It is odd"));
      case "long-title" -> new Done(List.of(new Output(new Content.Drawn(picture), Optional.of("x".repeat(500)), Optional.empty())));
      case "odd-progress" -> call < 4
          ? new Working(call == 1 ? -5 : call == 2 ? 500 : 20, call == 2 ? Duration.ofDays(-3) : call == 3 ? nothing() : SOON)
          : new Done(List.of(Output.of(picture)));
      case "bytes" -> new Done(List.of(Output.of(new byte[LARGE], "image/png")));
      case "twice" -> new Done(List.of(Output.of(picture), Output.of(picture)));
      default -> good.advance(generation);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T> T nothing() {
    return (T) Map.of().get("nothing");
  }

  private static Progress hang(boolean deaf) {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        if (!deaf) {
          throw new IllegalStateException("interrupted", e);
        }
      }
    }
  }

  /** Puts one before the provider of the sandbox. */
  static final class Before implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof GenerationProvider provider ? new MisbehavingProvider(provider) : bean;
    }
  }
}
