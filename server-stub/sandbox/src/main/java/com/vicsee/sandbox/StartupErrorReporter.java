package com.vicsee.sandbox;

import com.vicsee.sandbox.account.AccountsFileException;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Reports a mistake in the accounts file as one log line. Spring Boot would report it as the failure of a bean, with a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupErrorReporter implements SpringBootExceptionReporter {
  /** Called by Spring Boot. */
  StartupErrorReporter(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccountsFileException) {
        LoggerFactory.getLogger(SandboxApplication.class).error("{}", cause.getMessage());
        return true;
      }
    }
    return false;
  }
}
