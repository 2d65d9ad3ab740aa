package com.vicsee.contract.http;

/** A server that is examined. */
public interface Target {

  /** What it is, in a word: `stub`, `mock` or the host. */
  String name();

  /** The URL that the contract's paths are below, without a slash at its end. */
  String baseUrl();

  /** Sends a request and reads the whole answer. Where there is none, the exchange says so. */
  Exchange send(ApiRequest request);
}
