package com.vicsee.sandbox;

import com.vicsee.sandbox.account.AccountsFileException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Reports a mistake in the accounts file, and data of another version, as one log line. Spring Boot would report them as the failure of a bean, with a stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupErrorReporter implements SpringBootExceptionReporter {
  private final Environment environment;

  /** Called by Spring Boot. */
  StartupErrorReporter(ConfigurableApplicationContext context) {
    this.environment = context.getEnvironment();
  }

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccountsFileException) {
        return report(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof FlywayValidateException) {
        @Nullable String folder = environment.getProperty("vicsee.data-dir");
        return report("Another version of the sandbox made the tables in " + (folder == null ? "the database" : folder)
            + ", and this one cannot use them. Delete them, or name another place by --vicsee.data-dir or --spring.datasource.url.");
      }
    }
    return false;
  }

  private static boolean report(String message) {
    LoggerFactory.getLogger(SandboxApplication.class).error("{}", message);
    return true;
  }
}
