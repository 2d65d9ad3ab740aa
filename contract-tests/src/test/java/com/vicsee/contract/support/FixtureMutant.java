package com.vicsee.contract.support;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * A server with one mutant of a fixture: `when` selects requests and answers, `request` changes the request before the server sees it,
 * `answer` changes its answer.
 */
public final class FixtureMutant implements Target {

  private final Target original;
  private final JsonNode mutant;

  /** Puts a mutant in front of a server. */
  public FixtureMutant(Target original, JsonNode mutant) {
    this.original = original;
    this.mutant = mutant;
  }

  @Override
  public String name() {
    return "mutant";
  }

  @Override
  public String baseUrl() {
    return original.baseUrl();
  }

  @Override
  public Exchange send(ApiRequest request) {
    JsonNode when = mutant.path("when");
    boolean selected = fits(when, "method", request.method()) && fits(when, "url", request.url())
        && when.path("headers").properties().stream().allMatch(h -> found(h.getValue(), request.header(h.getKey())));
    ApiRequest understood = selected ? understood(request, mutant.path("request")) : request;
    Exchange exchange = original.send(understood);
    Exchange answer = new Exchange(request, exchange.status(), exchange.headers(), exchange.body());
    boolean matches = selected && fits(when, "status", Integer.toString(exchange.status())) && fits(when, "text", exchange.text())
        && when.path("answered").properties().stream().allMatch(h -> exchange.header(h.getKey()).isPresent());
    return matches ? changed(answer, mutant.path("answer")) : answer;
  }

  private static ApiRequest understood(ApiRequest request, JsonNode change) {
    ApiRequest changed = request.withUrl(replaced(request.url(), change.path("url")));
    if (change.path("unzip").booleanValue(false)) {
      changed = changed.withBody(unzipped(changed.body()));
    }
    if (change.has("body")) {
      String text = new String(changed.body(), StandardCharsets.UTF_8);
      changed = changed.withBody(replaced(text, change.path("body")).getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, JsonNode> header : change.path("headers").properties()) {
      changed = changed.with(header.getKey(), header.getValue().isNull() ? null : header.getValue().asString());
    }
    return changed;
  }

  private static Exchange changed(Exchange exchange, JsonNode change) {
    List<Exchange.Field> headers = new ArrayList<>();
    for (Exchange.Field field : exchange.headers()) {
      JsonNode other = change.path("headers").path(field.name());
      if (!other.isNull()) {
        headers.add(other.isMissingNode() ? field : new Exchange.Field(field.name(), other.asString()));
      }
    }
    change.path("headers").properties().stream().filter(h -> !h.getValue().isNull() && exchange.header(h.getKey()).isEmpty())
        .forEach(h -> headers.add(new Exchange.Field(h.getKey(), h.getValue().asString())));
    byte[] body = change.has("body") ? replaced(exchange.text(), change.path("body")).getBytes(StandardCharsets.UTF_8) : exchange.body();
    return new Exchange(exchange.request(), change.path("status").intValue(exchange.status()), headers, body);
  }

  private static boolean fits(JsonNode when, String what, String value) {
    return !when.has(what) || found(when.path(what), value);
  }

  private static boolean found(JsonNode pattern, String value) {
    return Pattern.compile(pattern.asString()).matcher(value).find();
  }

  private static String replaced(String text, JsonNode change) {
    return change.isArray() ? text.replaceFirst(change.get(0).stringValue(), change.get(1).stringValue()) : text;
  }

  private static byte[] unzipped(byte[] body) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    } catch (IOException e) {
      // Some bodies are not compressed, or compressed twice; this server leaves them as they are.
      if (e.getMessage() != null && e.getMessage().contains("GZIP")) {
        return body;
      }
      throw new UncheckedIOException(e);
    }
  }
}
