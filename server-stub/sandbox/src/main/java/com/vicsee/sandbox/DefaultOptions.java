package com.vicsee.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Ignores the bean definitions that the build made ahead of time when an option may change which beans there are. They were made with the default options, and no
 * condition is evaluated again.
 */
final class DefaultOptions implements EnvironmentPostProcessor, Ordered {
  /** Options of Spring Boot and of the sandbox, by their letters. */
  private static final Pattern OPTION = Pattern.compile("(spring|server|management|vicsee|debug|trace).*");
  /** Those of them that are read when a bean is created. No condition depends on them. */
  private static final Pattern VALUE = Pattern.compile("serverport|serveraddress|vicsee.*|springaotenabled|springcontextexit|springapplication(pid|version)");
  private static final Set<String> CONDITIONS = Set.of("vicseecontrol", "vicseedatadir");
  private static final String OWN_FILE = "class path resource [application.yaml]";

  /** Called by Spring Boot. */
  DefaultOptions() {}

  /** After the files with options are read, and before the sandbox adds options of its own. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
    if (!keepsBeans(environment)) {
      SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
    }
  }

  /** Returns whether no option that is set decides which beans there are. */
  static boolean keepsBeans(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream().filter(source -> !source.getName().contains(OWN_FILE)).allMatch(DefaultOptions::keepsBeans);
  }

  private static boolean keepsBeans(PropertySource<?> source) {
    return !(source instanceof EnumerablePropertySource<?> options) || Arrays.stream(options.getPropertyNames()).allMatch(DefaultOptions::keepsBeans);
  }

  /** Only letters count: {@code vicsee.data-dir} is {@code VICSEE_DATADIR} in the environment. */
  private static boolean keepsBeans(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return !OPTION.matcher(letters).matches() || (VALUE.matcher(letters).matches() && !CONDITIONS.contains(letters));
  }
}
