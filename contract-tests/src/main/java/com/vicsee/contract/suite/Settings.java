package com.vicsee.contract.suite;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run. Immutable.
 *
 * @param key the caller's key
 * @param secondKey the key of another user; without it the suite cannot test access to the tasks of others
 * @param seed the seed of all random values
 * @param tries how many random bodies of each kind are tried per operation
 * @param budget how long the run may take
 * @param spend how many credits may be spent on a server that is not the sandbox
 * @param reserve how many requests of each quota stay unused on a server that is not the sandbox
 * @param only the ids of the checks that run; empty for all
 * @param stopAtFirst whether the run stops at the first fault
 */
public record Settings(String key, @Nullable String secondKey, long seed, int tries, Duration budget, long spend, long reserve,
    Set<String> only, boolean stopAtFirst, Clock clock, Sleeper sleeper) {

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {

    /** Waits for a time, or until the thread is interrupted. */
    void sleep(Duration time) throws InterruptedException;
  }

  /** The defaults: no credits, a reserve of ten requests, ten minutes. */
  public static Settings of(String key) {
    return new Settings(key, null, 1, 25, Duration.ofMinutes(10), 0, 10, Set.of(), false, Clock.systemUTC(),
        time -> Thread.sleep(time.toMillis()));
  }

  /** Returns a copy with the key of another user. */
  public Settings withSecondKey(@Nullable String other) {
    return new Settings(key, other, seed, tries, budget, spend, reserve, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with another seed. */
  public Settings withSeed(long other) {
    return new Settings(key, secondKey, other, tries, budget, spend, reserve, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with another number of random bodies. */
  public Settings withTries(int other) {
    return new Settings(key, secondKey, seed, other, budget, spend, reserve, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with another budget of time. */
  public Settings withBudget(Duration other) {
    return new Settings(key, secondKey, seed, tries, other, spend, reserve, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with credits that may be spent. */
  public Settings withSpend(long other) {
    return new Settings(key, secondKey, seed, tries, budget, other, reserve, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with another reserve of requests. */
  public Settings withReserve(long other) {
    return new Settings(key, secondKey, seed, tries, budget, spend, other, only, stopAtFirst, clock, sleeper);
  }

  /** Returns a copy with these checks only. */
  public Settings withOnly(Set<String> other) {
    return new Settings(key, secondKey, seed, tries, budget, spend, reserve, Set.copyOf(other), stopAtFirst, clock, sleeper);
  }

  /** Returns a copy that stops at the first fault. */
  public Settings stoppingAtFirst() {
    return new Settings(key, secondKey, seed, tries, budget, spend, reserve, only, true, clock, sleeper);
  }

  /** Returns a copy with another clock and another way to wait. */
  public Settings withTime(Clock otherClock, Sleeper otherSleeper) {
    return new Settings(key, secondKey, seed, tries, budget, spend, reserve, only, stopAtFirst, otherClock, otherSleeper);
  }

  @Override
  public String toString() {
    return "Settings[seed=" + seed + ", tries=" + tries + ", budget=" + budget + ", spend=" + spend + ", reserve=" + reserve + ", only=" + only + ']';
  }
}
