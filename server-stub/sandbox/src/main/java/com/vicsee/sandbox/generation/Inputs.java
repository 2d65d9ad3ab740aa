package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.generation.Specification.InputUrl;
import com.vicsee.sandbox.media.InputReader;
import com.vicsee.sandbox.media.MediaStream;
import com.vicsee.sandbox.task.TaskInputs;
import com.vicsee.sandbox.task.TaskRecord;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.InputMediaType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Hands the inputs of a request or of a task to the provider. */
@Component
class Inputs {
  private final InputReader reader;
  private final TaskInputs data;

  Inputs(InputReader reader, TaskInputs data) {
    this.reader = reader;
    this.data = data;
  }

  /** Returns the inputs of a request, whose URLs are given in full. */
  List<Input> ofRequest(String userId, Specification specification, List<String> urls) {
    return list(userId, specification, position -> Optional.of(urls.get(position)));
  }

  /** Saves the data URIs of a request with its task. */
  void save(String taskId, Specification specification, List<String> urls) {
    for (int position = 0; position < urls.size(); position++) {
      if (specification.inputs().get(position).isData()) {
        data.save(taskId, position, urls.get(position));
      }
    }
  }

  /** Returns the inputs of a task. */
  List<Input> ofTask(TaskRecord task, Specification specification) {
    return list(task.userId(), specification, position -> data.find(task.id(), position));
  }

  void delete(Collection<String> taskIds) {
    data.delete(taskIds);
  }

  private interface DataUris {
    Optional<String> at(int position);
  }

  private List<Input> list(String userId, Specification specification, DataUris uris) {
    List<Input> inputs = new ArrayList<>();
    for (InputUrl input : specification.inputs()) {
      int position = inputs.size();
      inputs.add(new Opening(reader, userId, input, () -> input.isData() ? uris.at(position) : Optional.of(input.url())));
    }
    return inputs;
  }

  private record Opening(InputReader reader, String userId, InputUrl input, Supplier<Optional<String>> fullUrl) implements Input {
    @Override
    public String name() {
      return input.name();
    }

    @Override
    public InputMediaType mediaType() {
      return input.mediaType();
    }

    @Override
    public String url() {
      return input.url();
    }

    @Override
    public MediaStream open() throws IOException {
      try {
        String source = fullUrl.get().orElseThrow(() -> new FileNotFoundException(name() + ": the task has ended"));
        return reader.open(userId, name(), source, input.ownPath());
      } catch (ApiProblem problem) {
        throw new IOException(problem.text(), problem);
      }
    }
  }
}
