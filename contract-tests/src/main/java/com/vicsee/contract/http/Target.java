package com.vicsee.contract.http;

/** A server that is examined. */
public interface Target {

  /** The name of the server: `stub`, `mock` or its host. */
  String name();

  /** The URL that the contract's paths are below, without a slash at its end. */
  String baseUrl();

  /** Sends a request and reads the answer. The exchange has a fault when there is no complete answer. */
  Exchange send(ApiRequest request);
}
