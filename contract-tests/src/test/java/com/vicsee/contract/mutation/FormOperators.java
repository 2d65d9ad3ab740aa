package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mutation operators for the forms of a request, for its text on the way back, and for media that are not what was asked for. */
final class FormOperators extends SequenceOperators {

  private static final String GENERATE = "generateMedia";

  FormOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      fieldNames(operation);
      if (operation.body().isPresent()) {
        forms(operation);
      }
      if (operation.paid()) {
        prices(operation);
      }
    }
    texts();
    media();
    List.of(GENERATE, "upscaleImage").forEach(id -> inputs(contract.operation(id)));
  }

  private void inputs(Operation operation) {
    UnaryOperator<ApiRequest> readable = request -> request.withBody(text(request).replaceAll("data:image/[^\"]*", Purchases.PICTURE).getBytes(StandardCharsets.UTF_8));
    ask("input", operation, "400", "an image that is not read", request -> text(request).contains("data:image") ? readable.apply(request) : request);
    add("input", operation, "400", "charged for an image that is none", () -> (original, server) -> {
      if (!text(original.request()).contains("data:image")) {
        return original;
      }
      charge(server, readable.apply(original.request()));
      return new Exchange(original.request(), original.status(), original.headers(), original.body());
    });
    ask("input", operation, "200", "no data URI read", request -> text(request).contains("data:image") ? request.withBody("{".getBytes(StandardCharsets.UTF_8)) : request);
  }

  private void fieldNames(Operation operation) {
    Map<String, UnaryOperator<String>> cases = Map.of("small", name -> name.toLowerCase(Locale.ROOT), "capital", name -> name.toUpperCase(Locale.ROOT));
    cases.forEach((how, change) -> ask("field names", operation, ANY, "names of fields in " + how + " letters not known", request -> {
      Map<String, String> known = new LinkedHashMap<>(request.headers());
      known.keySet().removeIf(name -> name.equals(change.apply(name)));
      return new ApiRequest(request.method(), request.url(), known, request.body());
    }));
  }

  private void forms(Operation operation) {
    refuse(operation, "blanks before the body", "^\\s+\\{");
    refuse(operation, "escapes in the body", "\\\\u[0-9a-f]{4}");
    lenient(operation, "more behind the body", text -> text.endsWith("} {}") ? text.substring(0, text.length() - 3) : text);
    lenient(operation, "a comma too many", text -> text.replace(",}", "}"));
    lenient(operation, "a comment", text -> text.replace("/* none */", ""));
    lenient(operation, "other quotes", text -> text.startsWith("{'") ? text.replace('\'', '"') : text);
    lenient(operation, "bytes that are not UTF-8", text -> text);
    if (operation.id().equals(GENERATE)) {
      refuse(operation, "a whole number with a decimal point", "\"duration\":\\d+\\.0");
      refuse(operation, "a whole number with an exponent", "\"duration\":\\d+[eE]");
      refuse(operation, "unknown fields in options", "\"unknown_option\"");
      body("request form", operation, "options before input", "\"input\":\\{\"prompt\":\"A lighthouse\",\"resolution\":\"\\w+\"\\},\"prompt\"", "\"prompt\"");
      body("request form", operation, "input not read", "\"input\":\\{", "\"ignored\":{");
      body("request form", operation, "options not read", "\"options\":\\{[^}]*\\}", "\"options\":{}");
    }
  }

  private void lenient(Operation operation, String how, UnaryOperator<String> repair) {
    ask("request form", operation, "400", how + " accepted", request -> {
      byte[] repaired = repair.apply(text(request)).getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(repaired, request.body()) ? request : request.withBody(repaired);
    });
  }

  private void refuse(Operation operation, String how, String regex) {
    ask("request form", operation, "200", how + " refused", request -> text(request).matches("(?s).*" + regex + ".*") || text(request).split(regex, 2).length > 1
        ? request.withBody("{".getBytes(StandardCharsets.UTF_8)) : request);
  }

  private void body(String kind, Operation operation, String how, String regex, String by) {
    ask(kind, operation, "200", how, request -> request.withBody(text(request).replaceFirst(regex, by).getBytes(StandardCharsets.UTF_8)));
  }

  private void prices(Operation operation) {
    if (operation.id().equals(GENERATE)) {
      body("price", operation, "the price of another length", "\"duration\":(\\d+)", "\"duration\":4");
      body("price", operation, "the price of another size", "\"resolution\":\"2K\"", "\"resolution\":\"1K\"");
      body("price", operation, "the price without sound", "\"audio\":true", "\"audio\":false");
    } else {
      body("price", operation, "the price of another factor", "\"upscale_factor\":\"4\"", "\"upscale_factor\":\"2\"");
    }
    change("price", operation.id(), "200", "the price rounded down to ten", original -> Answers.number(original, "/data", "creditsUsed", value -> value / 10 * 10));
  }

  private void texts() {
    Map<String, UnaryOperator<String>> changes = new LinkedHashMap<>();
    changes.put("composed", text -> Normalizer.normalize(text, Normalizer.Form.NFC));
    changes.put("decomposed", text -> Normalizer.normalize(text, Normalizer.Form.NFD));
    changes.put("without characters beyond 16 bits", text -> text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?"));
    changes.put("read as ISO 8859-1", text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    changes.put("in ASCII", text -> text.replaceAll("[^\\x00-\\x7F]", "?"));
    changes.put("without blanks at its ends", String::strip);
    changes.put("with other ends of lines", text -> text.replace("\r\n", "\n"));
    changes.put("cut to 2000 characters", text -> text.substring(0, Math.min(2000, text.length())));
    changes.put("without control characters", text -> text.replaceAll("\\p{Cntrl}", ""));
    changes.put("with entities of HTML", text -> text.replace("&", "&amp;").replace("<", "&lt;"));
    changes.put("without markup", text -> text.replaceAll("<[^>]*>", ""));
    changes.put("cut after 255 characters", text -> text.length() > 255 ? text.substring(0, 255) : text);
    changes.put("with percent signs decoded", text -> text.replace("%41", "A"));
    changes.put("with doubled backslashes", text -> text.replace("\\", "\\\\"));
    changes.forEach((how, change) -> change("text changed", "getTask", "200", "a prompt " + how, original -> Answers.text(original, "/data", "prompt", change)));
  }

  private void media() {
    Operation generate = contract.operation(GENERATE);
    body("media", generate, "always one ratio", "(\"aspect_?[rR]atio\"):\"[^\"]+\"", "$1:\"1:1\"");
    body("media", generate, "always upright", "(\"aspect_?[rR]atio\"):\"[^\"]+\"", "$1:\"9:16\"");
    body("media", generate, "always PNG", "\"output_format\":\"jpeg\"", "\"output_format\":\"png\"");
    body("media", generate, "always JPEG", "\"output_format\":\"png\"", "\"output_format\":\"jpeg\"");
    body("media", contract.operation("upscaleImage"), "not enlarged", "\"upscale_factor\":\"\\d\"", "\"upscale_factor\":\"1\"");
    change("media", "getTask", "200", "the first song twice", original -> songs(original, songs -> songs.set("songs",
        songs.deepCopy().putArray("songs").add(songs.path("songs").path(0)).add(songs.path("songs").path(0)))));
    change("media", "getTask", "200", "songs of twice the length", original -> songs(original, result -> {
      result.path("songs").forEach(song -> ((ObjectNode) song).put("duration", 2 * song.path("duration").doubleValue(0)));
      return result;
    }));
    change("media", "getTask", "200", "covers that are audio", original -> songs(original, result -> {
      result.path("songs").forEach(song -> ((ObjectNode) song).set("imageUrl", song.path("audioUrl")));
      return result;
    }));
    change("media", "downloadResult", "200", "announced as another type", original -> original.mediaType().equals("image/jpeg")
        ? Answers.header(original, "Content-Type", type -> "image/png") : Answers.header(original, "Content-Type", type -> type.equals("image/png") ? "image/jpeg" : type));
  }

  private static Exchange songs(Exchange original, UnaryOperator<ObjectNode> change) {
    return Answers.data(original, data -> {
      JsonNode result = data.path("result");
      return result.path("songs").isEmpty() ? data : data.set("result", change.apply((ObjectNode) result.deepCopy()));
    });
  }

  private static String text(ApiRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
