package com.vicsee.sandbox.generation;

import com.vicsee.server.model.TaskFailure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Profile;

/** What a server without a provider answers: that there is none. */
@Configuration(proxyBeanMethods = false)
@Profile("!sandbox")
class NoProvider {
  /** A fallback, so that the provider of whoever builds on this server comes first, wherever it is declared. */
  @Bean
  @Fallback
  GenerationProvider unavailableProvider() {
    return new GenerationProvider() {
      @Override
      public void accept(Specification specification) {
        throw new ProviderException(ProviderException.Kind.UNAVAILABLE);
      }

      @Override
      public Progress advance(Generation generation) {
        return new Failed(TaskFailure.generic());
      }
    };
  }
}
