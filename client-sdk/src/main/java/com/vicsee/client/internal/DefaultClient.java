package com.vicsee.client.internal;

import com.vicsee.client.VicSeeAsyncClient;
import com.vicsee.client.VicSeeClient;
import com.vicsee.client.ratelimit.RateLimit;
import com.vicsee.client.service.CreditsAsyncService;
import com.vicsee.client.service.CreditsService;
import com.vicsee.client.service.GenerationAsyncService;
import com.vicsee.client.service.GenerationService;
import com.vicsee.client.service.ModelsAsyncService;
import com.vicsee.client.service.ModelsService;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.service.ToolsAsyncService;
import com.vicsee.client.service.ToolsService;
import com.vicsee.client.service.UploadsAsyncService;
import com.vicsee.client.service.UploadsService;
import java.util.Optional;

/** The client: one transport under two faces. */
public final class DefaultClient implements VicSeeClient {

  private final Transport transport;
  private final SyncOperations operations;
  private final Async async;

  /** Makes a client. */
  public DefaultClient(Settings settings) {
    this.transport = new Transport(settings);
    AsyncOperations asyncOperations = new AsyncOperations(transport);
    this.operations = new SyncOperations(asyncOperations, new AsyncOperations(transport, true));
    this.async = new Async(asyncOperations);
  }

  @Override
  public VicSeeAsyncClient async() {
    return async;
  }

  @Override
  public ModelsService models() {
    return operations;
  }

  @Override
  public GenerationService generation() {
    return operations;
  }

  @Override
  public TasksService tasks() {
    return operations;
  }

  @Override
  public CreditsService credits() {
    return operations;
  }

  @Override
  public ToolsService tools() {
    return operations;
  }

  @Override
  public UploadsService uploads() {
    return operations;
  }

  @Override
  public Optional<RateLimit> lastRateLimit() {
    return transport.lastRateLimit();
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Returns where the client calls, without its key. */
  @Override
  public String toString() {
    return "VicSeeClient[" + transport.settings().baseUrl() + "]";
  }

  private record Async(AsyncOperations operations) implements VicSeeAsyncClient {
    @Override
    public ModelsAsyncService models() {
      return operations;
    }

    @Override
    public GenerationAsyncService generation() {
      return operations;
    }

    @Override
    public TasksAsyncService tasks() {
      return operations;
    }

    @Override
    public CreditsAsyncService credits() {
      return operations;
    }

    @Override
    public ToolsAsyncService tools() {
      return operations;
    }

    @Override
    public UploadsAsyncService uploads() {
      return operations;
    }
  }
}
