package com.vicsee.sandbox.control;

import com.vicsee.sandbox.generation.Elapsed;
import com.vicsee.sandbox.generation.GenerationProvider;
import com.vicsee.sandbox.generation.Input;
import com.vicsee.sandbox.generation.ProviderException;
import com.vicsee.sandbox.generation.Specification;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.TaskFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Carries out the {@linkplain Trigger triggers} of a generation, and leaves the rest to the provider behind it. */
@Component
@ConditionalOnControl
@Primary
final class TriggerProvider implements GenerationProvider {
  private final GenerationProvider provider;
  private final SharedState state;
  private final Clock clock;
  private final Duration generationTime;

  TriggerProvider(
      GenerationProvider provider, SharedState state, Clock clock, @Value("${vicsee.sandbox.generation-time:500ms}") Duration generationTime) {
    this.provider = provider;
    this.state = state;
    this.clock = clock;
    this.generationTime = generationTime;
  }

  @Override
  public void accept(Specification specification, List<Input> inputs) {
    TriggerWords words = TriggerWords.of(specification);
    if (words.has("internal-error")) {
      throw ApiProblem.of(Message.INTERNAL_ERROR);
    }
    if (words.has("generation-failed")) {
      throw new ProviderException(ProviderException.Kind.FAILED);
    }
    if (words.has("provider-error")) {
      throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
    }
    provider.accept(specification, inputs);
  }

  @Override
  public Progress advance(Generation generation) {
    state.refresh();
    TriggerWords words = TriggerWords.of(generation.specification());
    Optional<Duration> slow = words.seconds("slow");
    boolean ends = words.has("fail") || words.has("no-result");
    if (ends || slow.isPresent()) {
      Optional<Progress> working = Elapsed.since(generation.createdAt(), clock.instant()).progress(slow.orElse(generationTime));
      if (working.isPresent()) {
        return working.get();
      }
    }
    if (words.has("fail")) {
      return new Failed(words.find("fail").map(code -> TaskFailure.of(code.toUpperCase(Locale.ROOT))).orElseGet(TaskFailure::generic));
    }
    return ends ? new Done(List.of()) : provider.advance(generation);
  }

  @Override
  public boolean isImmediate() {
    return provider.isImmediate();
  }
}
