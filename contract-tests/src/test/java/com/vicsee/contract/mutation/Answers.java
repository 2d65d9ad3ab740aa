package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Answers with one thing changed. Each method returns the same object where the thing is not there. */
final class Answers {

  private Answers() {}

  static Exchange status(Exchange truth, int status) {
    return new Exchange(truth.request(), status, truth.headers(), truth.body());
  }

  static Exchange body(Exchange truth, byte[] body) {
    return new Exchange(truth.request(), truth.status(), truth.headers(), body);
  }

  static Exchange body(Exchange truth, String body) {
    return body(truth, body.getBytes(StandardCharsets.UTF_8));
  }

  /** With another value of a header that is there. */
  static Exchange header(Exchange truth, String name, UnaryOperator<String> change) {
    Optional<String> value = truth.header(name);
    if (value.isEmpty() || change.apply(value.get()).equals(value.get())) {
      return truth;
    }
    List<Field> headers = truth.headers().stream()
        .map(f -> f.name().equalsIgnoreCase(name) ? new Field(f.name(), change.apply(f.value())) : f).toList();
    return new Exchange(truth.request(), truth.status(), headers, truth.body());
  }

  /** With the fields of a header replaced by others. */
  static Exchange fields(Exchange truth, String name, UnaryOperator<List<Field>> change) {
    List<Field> found = truth.headers().stream().filter(f -> f.name().equalsIgnoreCase(name)).toList();
    if (found.isEmpty()) {
      return truth;
    }
    List<Field> headers = new ArrayList<>();
    for (Field field : truth.headers()) {
      if (!field.name().equalsIgnoreCase(name)) {
        headers.add(field);
      } else if (field.equals(found.get(0))) {
        headers.addAll(change.apply(found));
      }
    }
    return new Exchange(truth.request(), truth.status(), headers, truth.body());
  }

  /** With one header more. */
  static Exchange with(Exchange truth, String name, String value) {
    List<Field> headers = new ArrayList<>(truth.headers());
    headers.add(new Field(name, value));
    return new Exchange(truth.request(), truth.status(), headers, truth.body());
  }

  /** With the JSON body changed; the change returns the same node where there is nothing to change. */
  static Exchange json(Exchange truth, UnaryOperator<JsonNode> change) {
    Optional<JsonNode> body = truth.json();
    if (body.isEmpty() || !truth.mediaType().equals("application/json")) {
      return truth;
    }
    JsonNode changed = change.apply(body.get());
    return changed == body.get() ? truth : body(truth, changed.toString());
  }
}
