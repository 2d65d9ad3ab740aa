package com.vicsee.client.internal;

import com.vicsee.client.service.GenerationsAsyncService;
import com.vicsee.client.service.TasksAsyncService;
import com.vicsee.client.service.UploadsAsyncService;

/** All operations as futures: the generated ones, and those that span several. */
public class AsyncApi extends ApiAsyncCalls {

  final Generations generations;
  final Tasks tasks;
  final Uploads uploads;

  /** Makes the operations on a dispatcher. */
  public AsyncApi(Dispatcher dispatcher) {
    super(new Caller(dispatcher, false));
    this.generations = new Generations(dispatcher);
    this.tasks = new Tasks(dispatcher);
    this.uploads = new Uploads(dispatcher);
  }

  @Override
  public GenerationsAsyncService generations() {
    return generations;
  }

  @Override
  public TasksAsyncService tasks() {
    return tasks;
  }

  @Override
  public UploadsAsyncService uploads() {
    return uploads;
  }
}
