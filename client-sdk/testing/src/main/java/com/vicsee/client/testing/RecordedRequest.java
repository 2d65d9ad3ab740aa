package com.vicsee.client.testing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that the sandbox received, and how it answered. Immutable. */
public final class RecordedRequest {

  /** What the journal of the sandbox says, by its names. */
  record Entry(
      Instant time,
      String method,
      String path,
      @Nullable String query,
      int status,
      @Nullable String code,
      @Nullable String requestId) {
  }

  private final Entry entry;

  RecordedRequest(Entry entry) {
    this.entry = entry;
  }

  /** Returns when the request came, by the clock of the sandbox. */
  public Instant time() {
    return entry.time;
  }

  /** Returns the method. */
  public String method() {
    return entry.method;
  }

  /** Returns the path, without the query. */
  public String path() {
    return entry.path;
  }

  /** Returns the query; empty when there is none. */
  public Optional<String> query() {
    return Optional.ofNullable(entry.query);
  }

  /** Returns the status of the answer. */
  public int status() {
    return entry.status;
  }

  /** Returns the error code of the answer; empty after a success. */
  public Optional<String> code() {
    return Optional.ofNullable(entry.code);
  }

  /** Returns the id of the request; empty when the answer has none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(entry.requestId);
  }

  /** Returns method, target, status and error code. */
  @Override
  public String toString() {
    return entry.method + " " + entry.path + query().map(query -> "?" + query).orElse("") + " -> " + entry.status
        + code().map(code -> " " + code).orElse("");
  }
}
