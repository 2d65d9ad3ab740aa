package com.vicsee.server.idempotency;

import com.vicsee.server.gate.GateAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Idempotency keys. They need a bean of type {@link IdempotencyStore}. */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnBean(IdempotencyStore.class)
public class IdempotencyAutoConfiguration {
  @Bean
  static ApiProxies vicseeOncePerKey(ObjectProvider<IdempotencyStore> store) {
    return new ApiProxies(new OncePerKey(store::getObject));
  }
}
