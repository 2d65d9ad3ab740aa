package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of a task say the same: its status, progress, times, result and error. */
public final class TaskConsistent implements ResponseCheck {

  private static final String SCHEMA = "/components/schemas/Task/properties/";

  @Override
  public void examine(Answer answer) {
    JsonNode task = answer.json().map(j -> j.path("data")).filter(d -> d.has("status") && d.has("progress")).orElse(null);
    if (task == null || !answer.violations().isEmpty()) {
      return;
    }
    String status = task.path("status").asString("");
    boolean ended = Set.of("completed", "failed").contains(status);
    expect(answer, task, "result", task.path("result").isNull() || status.equals("completed"), "no result before it is completed");
    expect(answer, task, "error", task.path("error").isNull() != status.equals("failed"), "an error when it has failed, and only then");
    expect(answer, task, "completedAt", task.path("completedAt").isString() == ended, "a time of the end when there is one, and only then");
    expect(answer, task, "completedAt", !task.path("completedAt").isString()
        // The one declared form sorts as text.
        || task.path("completedAt").stringValue().compareTo(task.path("createdAt").asString("")) >= 0, "an end after the beginning");
    expect(answer, task, "progress", !status.equals("completed") || task.path("progress").intValue(-1) == 100, "100 when completed");
    expect(answer, task, "mediaType", task.path("result").isNull() || task.path("result").path("type").equals(task.path("mediaType")),
        "the type of the result");
  }

  private static void expect(Answer answer, JsonNode task, String name, boolean holds, String documented) {
    if (!holds) {
      answer.broken(Elements.property(answer.id(), answer.status(), "application/json", "$.data." + name),
          name + ' ' + task.path(name) + " of a task that is " + task.path("status").asString(""), documented, SCHEMA + name);
    }
  }
}
