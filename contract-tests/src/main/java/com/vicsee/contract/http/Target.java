package com.vicsee.contract.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that is examined. */
public interface Target {

  /** The name of the server: `stub`, `mock` or its host. */
  String name();

  /** The URL that the contract's paths are below, without a slash at its end. */
  String baseUrl();

  /** Sends a request and reads the answer. The exchange has a fault when there is no complete answer. */
  Exchange send(ApiRequest request);

  /** Sends requests at the same moment, and returns their answers in the order of the requests. */
  default List<Exchange> sendTogether(List<ApiRequest> requests) {
    ExecutorService senders = Executors.newFixedThreadPool(requests.size());
    try {
      List<CompletableFuture<Exchange>> answers = requests.stream().map(r -> CompletableFuture.supplyAsync(() -> send(r), senders)).toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } finally {
      senders.shutdown();
    }
  }
}
