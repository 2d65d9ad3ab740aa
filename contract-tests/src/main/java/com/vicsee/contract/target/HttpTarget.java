package com.vicsee.contract.target;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A server at some base URL, over HTTP/1.1. */
public final class HttpTarget implements Target {

  private final String name;
  private final String baseUrl;
  private final Wire wire;

  /** Creates a target. */
  public HttpTarget(String name, String baseUrl) {
    this.name = name;
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    this.wire = new Wire();
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
      throw new UncheckedIOException(request + " was not answered: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return name + " at " + baseUrl;
  }
}
