package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.Gateway;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Header;
import com.vicsee.contract.spec.Response;
import com.vicsee.contract.spec.Schemas.Violation;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Every required header is present, and every declared header is valid by its schema. */
public final class HeadersDeclared implements ResponseCheck {

  private static final Set<String> NUMBERS = Set.of("integer", "number");

  @Override
  public void examine(Answer answer) {
    answer.response().ifPresent(response -> response.headers().values().forEach(h -> examine(answer, response, h)));
  }

  private static void examine(Answer answer, Response response, Header header) {
    String element = Elements.header(answer.id(), response.status(), header.name());
    List<String> values = values(answer, header);
    if (values.isEmpty()) {
      if (header.required()) {
        answer.broken(element, "no " + header.name() + " with HTTP " + response.status(), "a required header",
            header.pointer());
      }
      return;
    }
    for (String value : values) {
      List<Violation> violations = answer.schemas().validate(header.schema(), parse(answer, header, value));
      for (Violation violation : violations) {
        answer.broken(element, header.name() + ": " + value, "a value that " + violation.message(), violation.pointer());
      }
      if (!violations.isEmpty()) {
        return;
      }
    }
    answer.proven(element);
    JsonNode schema = answer.contract().at(header.schema());
    schema.propertyNames().forEach(keyword -> answer.proven(Elements.constraint(element, keyword)));
  }

  /** The lines of a list are one value (RFC 9110, section 5.3). */
  private static List<String> values(Answer answer, Header header) {
    List<String> lines = answer.exchange().values(header.name());
    if (header.name().equals("ETag") && Gateway.evidence(answer.exchange()).isPresent()) {
      // A gateway that changes the coding weakens the validator (RFC 9110, section 8.8.1).
      return lines.stream().map(v -> v.replaceFirst("^W/", "")).toList();
    }
    return lines.size() > 1 && header.name().equals("Allow") ? List.of(String.join(", ", lines)) : lines;
  }

  private static JsonNode parse(Answer answer, Header header, String value) {
    String type = answer.contract().at(header.schema()).path("type").asString("string");
    boolean number = NUMBERS.contains(type) && value.matches("-?(0|[1-9]\\d{0,17})");
    return number ? JsonNodeFactory.instance.numberNode(Long.parseLong(value)) : JsonNodeFactory.instance.stringNode(value);
  }
}
