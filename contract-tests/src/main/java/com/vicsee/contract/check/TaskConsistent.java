package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Status, progress, times, result and error of a task agree, and so do length, seconds and price of an upscaling. */
public final class TaskConsistent implements ResponseCheck {

  private static final String SECONDS = "billed_seconds";
  private static final String SCHEMA = "/components/schemas/Task/properties/";

  @Override
  public void examine(Answer answer) {
    JsonNode upscaling = answer.exchange().data();
    if (answer.violations().isEmpty() && upscaling.path("input").has(SECONDS)) {
      billed(answer, upscaling.path("creditsUsed").longValue(-1), upscaling.path("input"));
      return;
    }
    JsonNode task = answer.json().map(j -> j.path("data")).filter(d -> d.has("status") && d.has("progress")).orElse(null);
    if (task == null || !answer.violations().isEmpty()) {
      answer.foundNothing();
      return;
    }
    String status = task.path("status").asString("");
    boolean ended = Set.of("completed", "failed").contains(status);
    expect(answer, task, "result", task.path("result").isNull() || status.equals("completed"), "no result before completion");
    expect(answer, task, "error", task.path("error").isNull() != status.equals("failed"), "an error if and only if the task has failed");
    expect(answer, task, "completedAt", task.path("completedAt").isString() == ended, "a completion time if and only if the task has ended");
    expect(answer, task, "completedAt", !task.path("completedAt").isString()
        // Times in the declared form sort as text.
        || task.path("completedAt").stringValue().compareTo(task.path("createdAt").asString("")) >= 0, "a completion after the creation");
    expect(answer, task, "progress", !status.equals("completed") || task.path("progress").intValue(-1) == 100, "100 when completed");
    expect(answer, task, "mediaType", task.path("result").isNull() || task.path("result").path("type").equals(task.path("mediaType")),
        "the type of the result");
  }

  /** The length rounded up, times the price of a second, is the price. The length is stated to some decimal place, and may be a little more or less than that. */
  private static void billed(Answer answer, long used, JsonNode input) {
    long seconds = input.path(SECONDS).longValue(-1);
    BigDecimal stated = new BigDecimal(input.path("detected_duration").asString("").replace("s", ""));
    BigDecimal half = BigDecimal.valueOf(5, stated.scale() + 1);
    boolean roundedUp = seconds >= ceiling(stated.subtract(half)) && seconds <= ceiling(stated.add(half));
    if (!roundedUp || used != seconds * input.path("credits_per_second").longValue(-1)) {
      answer.broken(Elements.property(answer.id(), answer.status(), "application/json", "$.data.input." + SECONDS), input + " for " + used + " credits",
          "the length, rounded up, times the price of a second", "/components/schemas/VideoUpscaleInput/properties/" + SECONDS);
    }
  }

  private static long ceiling(BigDecimal value) {
    return value.setScale(0, RoundingMode.CEILING).longValue();
  }

  private static void expect(Answer answer, JsonNode task, String name, boolean holds, String documented) {
    if (!holds) {
      answer.broken(Elements.property(answer.id(), answer.status(), "application/json", "$.data." + name),
          name + ' ' + task.path(name) + " of a task that is " + task.path("status").asString(""), documented, SCHEMA + name);
    }
  }
}
