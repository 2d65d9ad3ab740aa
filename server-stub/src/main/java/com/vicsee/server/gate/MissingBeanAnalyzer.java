package com.vicsee.server.gate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to define when an application starts without one of the beans that only the application can define. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingBeanAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
  private static final Map<Class<?>, String> EXAMPLES = Map.of(
      Callers.class, """
          @Bean
          Callers callers(Map<String, Caller> callersByKey) {
            return key -> Optional.ofNullable(callersByKey.get(key));
          }
          """,
      Quota.class, """
          @Bean
          Quota quota() {
            return new InMemoryQuota(Clock.systemUTC()); // for a server of one instance
          }
          """);

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
    Class<?> type = cause.getBeanType();
    String example = type == null ? null : EXAMPLES.get(type);
    if (type == null || example == null) {
      return null;
    }
    return new FailureAnalysis(
        "The VicSee server needs one bean of type " + type.getName() + ", and the application defines none.",
        "Define one in a configuration class, for example:\n\n" + example,
        cause);
  }
}
