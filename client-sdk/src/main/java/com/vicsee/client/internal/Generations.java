package com.vicsee.client.internal;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.Task;
import com.vicsee.client.service.GenerationsAsyncService;
import com.vicsee.client.service.GenerationsService;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Submits generations and waits for them, alone and in batches. */
final class Generations extends GenerationsAsyncCalls implements GenerationsAsyncService {

  private final Dispatcher dispatcher;

  Generations(Dispatcher dispatcher) {
    super(new Caller(dispatcher, false));
    this.dispatcher = dispatcher;
  }

  /** The same, waiting. */
  static final class Blocking extends GenerationsCalls implements GenerationsService {
    private final Generations async;

    Blocking(Dispatcher dispatcher, Generations async) {
      super(new Caller(dispatcher, true));
      this.async = async;
    }

    @Override
    public Task createAndWait(GenerateRequest request, RequestOptions options, AwaitOptions waiting) {
      return Pending.join(Operation.GENERATE_MEDIA, async.createAndWait(request, options, waiting));
    }

    @Override
    public List<BatchItem> createAll(List<GenerateRequest> requests, BatchOptions options) {
      return Pending.join(Operation.GENERATE_MEDIA, async.createAll(requests, options));
    }
  }

  @Override
  public CompletableFuture<Task> createAndWait(GenerateRequest request, RequestOptions options, AwaitOptions waiting) {
    try {
      return new Generation(dispatcher, request, options, waiting).start();
    } catch (RuntimeException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
  }

  @Override
  public CompletableFuture<List<BatchItem>> createAll(List<GenerateRequest> requests, BatchOptions options) {
    return Batch.run(dispatcher, requests, options);
  }
}
