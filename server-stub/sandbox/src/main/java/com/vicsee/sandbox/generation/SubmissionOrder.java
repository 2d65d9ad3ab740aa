package com.vicsee.sandbox.generation;

import com.vicsee.server.body.BodyCheck;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.Model;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks model and prompt of a generation before the types of the other fields are looked at (contract, order of checks). */
@Component
final class SubmissionOrder implements BodyCheck {
  private final Catalogue catalogue;

  SubmissionOrder(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public boolean appliesTo(Class<?> model) {
    return model == GenerateRequest.class;
  }

  @Override
  public void check(ObjectNode body) {
    JsonNode id = body.get("model");
    if (isAbsent(id)) {
      throw ApiProblem.of(Message.MISSING_MODEL);
    }
    Model model = id != null && id.isString()
        ? catalogue.find(id.stringValue()).orElseThrow(() -> ApiProblem.of(Message.INVALID_MODEL))
        : null;
    if (model == null) {
      throw ApiProblem.of(Message.INVALID_MODEL);
    }
    boolean promptRequired = model.getPrompt() != null && model.getPrompt().getRequired();
    JsonNode input = body.get("input");
    if (promptRequired && isAbsent(body.get("prompt")) && (input == null || isAbsent(input.get("prompt")))) {
      throw ApiProblem.of(Message.MISSING_PROMPT);
    }
  }

  private static boolean isAbsent(@Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isString() && value.stringValue().isBlank());
  }
}
