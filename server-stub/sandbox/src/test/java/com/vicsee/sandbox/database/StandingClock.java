package com.vicsee.sandbox.database;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;

/** A clock that stands where it is put, before and after. */
@Primary
final class StandingClock extends Clock {
  static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

  private volatile Instant now = NOON;

  void set(Instant moment) {
    now = moment;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
