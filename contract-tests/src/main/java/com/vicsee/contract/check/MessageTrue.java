package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Answer;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.MessageTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values in a message agree with the headers of the same answer, or with the example of the request. */
public final class MessageTrue implements ResponseCheck {

  @Override
  public void examine(Answer answer) {
    String message = message(answer);
    Optional<MessageTemplate> template = answer.messageTemplate();
    if (template.isEmpty()) {
      answer.foundNothing();
      return;
    }
    Map<String, String> wanted = answer.expected().map(e -> e.value().path("error").path("message").asString(""))
        .filter(documented -> template(answer, documented).equals(template)).map(template.get()::values).orElse(Map.of());
    template.get().values(message).forEach((name, value) -> {
      Set<String> possible = known(answer, template.get(), name);
      if (possible.isEmpty() && wanted.containsKey(name)) {
        possible.add(wanted.get(name));
      }
      if (!possible.isEmpty() && !possible.contains(value)) {
        answer.broken(Elements.errorCode(answer.id(), answer.status(), answer.errorCode().orElse("")), name + " \"" + value + "\" in \"" + message
            + '"', name + ' ' + String.join(" or ", possible), answer.errorCode().map(c -> answer.contract().errors().get(c).pointer())
                .orElse("/components/schemas/ErrorCode"));
      }
    });
  }

  /** The values of the same fact beside the message, or in the request; empty when there are none, or when `headers-declared` rejects them. */
  private static Set<String> known(Answer answer, MessageTemplate template, String name) {
    Fields fields = answer.contract().fields();
    Exchange exchange = answer.exchange();
    Set<String> known = new TreeSet<>();
    switch (name) {
      case "reset" -> exchange.header(fields.reset()).filter(v -> v.matches("\\d{4}-.*\\.\\d{3}Z")).ifPresent(known::add);
      case "method" -> {
        // A mock that was asked for its example answers so to a method of the contract.
        if (!exchange.request().method().equals(answer.operation().method())) {
          known.add(exchange.request().method());
        }
      }
      case "allowed" -> exchange.header("Allow").ifPresent(known::add);
      case "size" -> exchange.header("Content-Range").filter(v -> v.startsWith("bytes */")).ifPresent(v -> known.add(v.substring(8)));
      case "limit" -> {
        if (template.text().contains("/day")) {
          exchange.header(fields.limit()).filter(v -> v.matches("\\d+")).ifPresent(known::add);
        }
      }
      case "available" -> {
        if (exchange.status() == 406) {
          known.add("application/json");
          known.add(answer.operation().responses().values().stream().flatMap(r -> r.contents().keySet().stream()).distinct()
              .collect(Collectors.joining(", ")));
        }
      }
      default -> {
        return known;
      }
    }
    return known;
  }

  private static String message(Answer answer) {
    return answer.exchange().errorMessage();
  }

  private static Optional<MessageTemplate> template(Answer answer, String message) {
    return answer.errorCode().map(answer.contract().errors()::get).flatMap(facts -> facts.templateOf(message));
  }
}
