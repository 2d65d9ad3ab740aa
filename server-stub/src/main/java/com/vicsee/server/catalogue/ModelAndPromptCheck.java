package com.vicsee.server.catalogue;

import com.vicsee.server.body.BodyCheck;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.Model;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the model and the prompt of a generation before the types of the other fields (contract, order of checks). */
final class ModelAndPromptCheck implements BodyCheck {
  private final Catalogue catalogue;

  ModelAndPromptCheck(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public boolean appliesTo(Class<?> model) {
    return model == GenerateRequest.class;
  }

  @Override
  public void check(ObjectNode body) {
    JsonNode id = body.path("model");
    if (isAbsent(id)) {
      throw ApiProblem.of(Message.MISSING_MODEL);
    }
    Model model = catalogue.find(id.isString() ? id.stringValue() : "").orElseThrow(() -> ApiProblem.of(Message.INVALID_MODEL));
    boolean promptRequired = model.getPrompt() != null && model.getPrompt().getRequired();
    if (promptRequired && isAbsent(body.path("prompt")) && isAbsent(body.path("input").path("prompt"))) {
      throw ApiProblem.of(Message.MISSING_PROMPT);
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isString() && isBlank(value.stringValue()));
  }

  /** Blanks are those of Unicode (White_Space). Neither of Java's two kinds of white space has all of them, and both together lack NEXT LINE (U+0085). */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085');
  }
}
