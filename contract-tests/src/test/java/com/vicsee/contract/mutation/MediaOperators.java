package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mutation operators for results, links, uploads and the list of models. */
final class MediaOperators extends SequenceOperators {

  MediaOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    bytes();
    models();
    uploads();
  }

  private void bytes() {
    Operation download = contract.operation("downloadResult");
    add("bytes", download, ANY, "another ETag each time", () -> {
      int[] count = new int[1];
      return (original, server) -> Answers.header(original, "ETag", value -> "\"v" + ++count[0] + '"');
    });
    Map<String, UnaryOperator<String>> ranges = new LinkedHashMap<>();
    ranges.put("shifted by one", value -> shifted(value, 1));
    ranges.put("shifted back by one", value -> shifted(value, -1));
    ranges.forEach((how, change) -> ask("bytes", download, "206", "a range " + how,
        request -> request.with("Range", change.apply(request.header("Range")))));
    change("bytes", download.id(), "206", "bytes turned round", original -> original.body().length < 2 ? original : Answers.body(original, turned(original.body())));
    change("bytes", download.id(), "206", "a range said to be the whole", original -> Answers.status(original, 200));
    change("bytes", download.id(), "206", "a range one byte longer than said", original -> Answers.body(original, Arrays.copyOf(original.body(), original.body().length + 1)));
    change("bytes", download.id(), "206", "a range one byte shorter than said", original -> original.body().length == 0 ? original
        : Answers.body(original, Arrays.copyOf(original.body(), original.body().length - 1)));
    change("bytes", download.id(), "200", "the last byte another", original -> isBytes(original) ? Answers.body(original, flipped(original.body())) : original);
    change("bytes", download.id(), "200", "one byte too few", original -> isBytes(original)
        ? Answers.body(original, Arrays.copyOf(original.body(), original.body().length - 1)) : original);
    add("bytes", download, "200", "the bytes of another task", () -> (original, server) -> !isBytes(original) ? original
        : server.apply(original.request().withUrl(original.request().url().replaceFirst("/tasks/[^/]+/", "/tasks/task_sandbox_completed/"))));
    add("bytes", download, "200", "other bytes each time", () -> {
      int[] count = new int[1];
      return (original, server) -> isBytes(original) && count[0]++ % 2 == 1 ? Answers.body(original, flipped(original.body())) : original;
    });
    for (String type : List.of("image", "video", "music")) {
      change("link", download.id(), "200", "a link of type " + type, original -> Answers.text(original, "/data", "type", value -> type));
    }
    change("link", download.id(), "200", "a link that leads nowhere", original -> Answers.text(original, "/data", "url", value -> value + "x"));
    change("link", download.id(), "200", "a link to another server", original -> Answers.text(original, "/data", "url", value -> value.replaceFirst("//[^/]+", "//nowhere.invalid")));
    change("link", download.id(), "200", "a link that has ended", original -> Answers.json(original, body -> {
      ObjectNode copy = (ObjectNode) body.deepCopy();
      ((ObjectNode) copy.path("data")).put("expiresAt", "2020-01-01T00:00:00.000Z");
      return copy;
    }));
    add("link", download, "404", "a task without a result said to be unknown", () -> (original, server) -> original.errorCode()
        .filter(contract.code("noResult")::equals).isEmpty() ? original
        : server.apply(original.request().withUrl(original.request().url().replaceFirst("/tasks/[^/]+/", "/tasks/task_unknown/"))));
    add("link", download, "200", "a link to the result of the first task", () -> {
      List<String> first = new ArrayList<>();
      return (original, server) -> Answers.text(original, "/data", "url", value -> {
        first.add(value);
        return first.get(0);
      });
    });
  }

  private static boolean isBytes(Exchange original) {
    return !original.mediaType().equals("application/json") && original.body().length > 0;
  }

  private static String shifted(String range, int by) {
    Matcher matcher = Pattern.compile("bytes=(\\d+)-(\\d*)").matcher(range);
    if (!matcher.matches()) {
      return range;
    }
    long from = Math.max(0, Long.parseLong(matcher.group(1)) + by);
    return "bytes=" + from + '-' + (matcher.group(2).isEmpty() ? "" : Long.toString(Math.max(from, Long.parseLong(matcher.group(2)) + by)));
  }

  private static byte[] turned(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      other[i] = bytes[(i + 1) % bytes.length];
    }
    return Arrays.equals(other, bytes) ? flipped(bytes) : other;
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  private void models() {
    Operation list = contract.operation("listModels");
    change("models", list.id(), "200", "the first left out", original -> Answers.list(original, data -> data.remove(0)));
    change("models", list.id(), "200", "the first twice", original -> Answers.list(original, data -> data.add(data.get(0).deepCopy())));
    change("models", list.id(), "200", "fewer without a key", original -> original.request().header("Authorization").isEmpty()
        ? Answers.list(original, data -> data.remove(0)) : original);
    change("models", list.id(), "200", "none at all", original -> Answers.list(original, ArrayNode::removeAll));
    change("models", list.id(), "200", "of another type", original -> Answers.list(original, data -> data.forEach(m -> ((ObjectNode) m).put("type", "video"))));
    change("models", list.id(), "200", "each price one more", original -> Answers.list(original, data -> data.forEach(m -> m.path("prices").forEach(
        p -> ((ObjectNode) p).put("credits", p.path("credits").longValue() + 1)))));
    change("models", list.id(), "200", "the id of the first another", original -> Answers.list(original, data -> ((ObjectNode) data.get(0)).put("id", "no-such-model")));
    add("models", list, "200", "another order each time", () -> {
      int[] count = new int[1];
      return (original, server) -> Answers.list(original, data -> {
        if (count[0]++ % 2 == 1 && data.size() > 1) {
          data.add(data.remove(0));
        }
      });
    });
  }

  private void uploads() {
    String id = "createUpload";
    for (String name : List.of("uploadUrl", "publicUrl")) {
      change("upload", id, "200", name + " leads nowhere", original -> Answers.text(original, "/data", name, value -> value + "x"));
      change("upload", id, "200", name + " to another server", original -> Answers.text(original, "/data", name, value -> value.replaceFirst("//[^/]+", "//nowhere.invalid")));
    }
    change("upload", id, "200", "uploadUrl is the publicUrl", original -> {
      String link = original.json().map(j -> j.at("/data/publicUrl").asString("")).orElse("");
      return Answers.text(original, "/data", "uploadUrl", value -> link);
    });
    change("upload", id, "200", "an end in the past", original -> Answers.text(original, "/data", "expiresAt", value -> "2020-01-01T00:00:00.000Z"));
    change("upload", id, "200", "a key of another upload", original -> Answers.text(original, "/data", "key", value -> "uploads/another.png"));
  }
}
