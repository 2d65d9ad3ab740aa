package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Content;
import com.vicsee.contract.spec.Schemas.Place;
import com.vicsee.contract.spec.Schemas.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON body is valid by its schema. */
public final class BodyValid implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    if (answer.content().isEmpty() || !answer.exchange().mediaType().equals("application/json")
        || answer.exchange().request().method().equals("HEAD")) {
      return;
    }
    Content content = answer.content().get();
    String element = Elements.mediaType(answer.id(), answer.status(), content.type());
    JsonNode body = answer.json().orElse(null);
    if (body == null) {
      answer.broken(element, answer.exchange().summary(), "one JSON value without duplicate names", content.pointer());
      return;
    }
    List<Violation> violations = answer.violations();
    for (Violation violation : violations) {
      String name = violation.path().replaceAll("\\[\\d+]", "[]");
      answer.broken(Elements.property(answer.id(), answer.status(), content.type(), name),
          violation.path() + " in " + answer.exchange().summary(), violation.path() + ' ' + violation.message(),
          violation.pointer());
    }
    if (violations.isEmpty()) {
      answer.schemas().walk(content.schema(), body, (place, value) -> prove(answer, content, place, value));
    }
  }

  private static void prove(Answer answer, Content content, Place place, @Nullable JsonNode value) {
    String name = Elements.property(answer.id(), answer.status(), content.type(), place.path());
    if (value == null) {
      return;
    }
    answer.proven(name);
    for (String schema : place.schemas()) {
      JsonNode keywords = answer.contract().at(schema);
      boolean nullOnly = value.isNull();
      for (String keyword : keywords.propertyNames()) {
        if (!nullOnly || keyword.equals("type")) {
          answer.proven(Elements.constraint(name, keyword));
        }
      }
      if (keywords.has("enum")) {
        answer.proven(Elements.value(name, value.asString()));
      }
    }
  }
}
