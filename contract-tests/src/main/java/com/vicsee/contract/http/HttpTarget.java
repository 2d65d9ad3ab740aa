package com.vicsee.contract.http;

import java.io.IOException;
import java.time.Duration;

/** A server at some base URL, over HTTP/1.1. */
public final class HttpTarget implements Target {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final String baseUrl;
  private final Wire wire;

  /** Creates a target that is waited for as long as is usual. */
  public HttpTarget(String name, String baseUrl) {
    this(name, baseUrl, PATIENCE);
  }

  /**
   * Creates a target.
   *
   * @param patience how long a whole answer may take
   */
  public HttpTarget(String name, String baseUrl, Duration patience) {
    this.name = name;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    this.wire = new Wire(patience);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String baseUrl() {
    return baseUrl;
  }

  @Override
  public Exchange send(ApiRequest request) {
    try {
      return wire.send(request);
    } catch (IOException e) {
      return Exchange.failed(request, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  @Override
  public String toString() {
    return name + " at " + baseUrl;
  }
}
