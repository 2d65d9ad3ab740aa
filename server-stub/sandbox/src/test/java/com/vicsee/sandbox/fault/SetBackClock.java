package com.vicsee.sandbox.fault;

import com.vicsee.sandbox.control.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;

/** The clock of the sandbox, and what a file says that it is wrong by: PT0S when there is none. */
@Primary
final class SetBackClock extends Clock {
  private final SandboxClock clock;
  private final Path file;

  SetBackClock(SandboxClock clock, @Value("${fault.clock:none}") Path file) {
    this.clock = clock;
    this.file = file;
  }

  @Override
  public Instant instant() {
    try {
      return clock.instant().plus(Files.exists(file) ? Duration.parse(Files.readString(file)) : Duration.ZERO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
