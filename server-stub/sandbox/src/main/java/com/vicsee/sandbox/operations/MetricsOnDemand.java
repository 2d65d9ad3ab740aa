package com.vicsee.sandbox.operations;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out Spring Boot's configuration of metrics while {@code management.endpoints.web.exposure.include} names none of their endpoints. The start is shorter
 * without it. Observations stay, for the access log.
 */
public final class MetricsOnDemand implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final Pattern METRICS = Pattern.compile("org\\.springframework\\.boot\\..*Metrics.*AutoConfiguration");
  private static final String EXPOSED = "management.endpoints.web.exposure.include";
  private static final List<String> WITHOUT_METRICS = List.of("health", "info");

  private boolean needed = true;

  @Override
  public void setEnvironment(Environment environment) {
    needed = Binder.get(environment).bind(EXPOSED, String[].class).map(List::of).orElse(List.of()).stream().anyMatch(it -> !WITHOUT_METRICS.contains(it.strip()));
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    boolean[] match = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      String name = classes[i];
      match[i] = needed || name == null || !METRICS.matcher(name).matches();
    }
    return match;
  }
}
