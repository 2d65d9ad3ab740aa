package com.vicsee.client.internal;

import com.vicsee.client.service.GenerationsService;
import com.vicsee.client.service.TasksService;
import com.vicsee.client.service.UploadsService;

/** All operations, waiting: the generated ones, and those that span several. */
public class BlockingApi extends ApiCalls {

  private final GenerationsService generations;
  private final TasksService tasks;
  private final UploadsService uploads;

  /** Makes the operations on a dispatcher; those of several steps wait for the asynchronous ones. */
  public BlockingApi(Dispatcher dispatcher, AsyncApi async) {
    super(new Caller(dispatcher, true));
    this.generations = new Generations.Blocking(dispatcher, async.generations);
    this.tasks = new Tasks.Blocking(dispatcher, async.tasks);
    this.uploads = new Uploads.Blocking(dispatcher, async.uploads);
  }

  @Override
  public GenerationsService generations() {
    return generations;
  }

  @Override
  public TasksService tasks() {
    return tasks;
  }

  @Override
  public UploadsService uploads() {
    return uploads;
  }
}
