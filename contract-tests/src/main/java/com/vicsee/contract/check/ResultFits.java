package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.MediaFile;
import com.vicsee.contract.probe.Prices;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The media of a result are those that were asked for: format, ratio, size, length, and two songs of the stated length. */
public final class ResultFits implements Scenario {

  private static final String GENERATE = "generateMedia";
  private static final String DOWNLOAD = "downloadResult";
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The length of a side is rounded to what a codec takes. */
  private static final double ROUNDED = 0.03;
  private static final double SECOND = 0.6;

  /** Larger results take longer than they show. */
  private static final List<String> LARGE = List.of("4K", "2K", "1080p");

  /** What was asked for; texts are empty and numbers 0 where it does not matter. */
  private record Wanted(String type, String ratio, String resolution, double seconds) {}

  /** A submission, and what looks at its result. All are submitted before the first is awaited. */
  private record Order(Exchange submitted, Consumer<String> look) {}

  @Override
  public int turn() {
    return 56;
  }

  @Override
  public void run(Probe probe) {
    if (probe.world().isSandbox()) {
      probe.refresh();
      Operation list = probe.operation("listModels");
      Set<String> seen = new HashSet<>();
      List<Order> orders = new ArrayList<>();
      probe.send(list, probe.valid(list)).data().forEach(model -> orders.addAll(model(probe, model, seen.add(model.path("type").asString("")))));
      orders.addAll(upscaled(probe));
      orders.forEach(order -> order.look().accept(await(probe, order.submitted())));
      return;
    }
    Optional<String> task = probe.world().task();
    if (task.isEmpty()) {
      probe.skip("whether a result is what was asked for, which needs a completed task");
      return;
    }
    JsonNode body = probe.operation(GENERATE).body().orElseThrow().first();
    fits(probe, task.get(), new Wanted("", body.at("/options/aspectRatio").asString(""), body.at("/options/resolution").asString(""), 0));
    probe.skip("results of the other models, which cost more credits");
  }

  /** Each value of each option for the first model of a type, and one value for the others. */
  private static List<Order> model(Probe probe, JsonNode model, boolean first) {
    Prices prices = new Prices(model);
    boolean needsInput = model.path("inputs").valueStream().anyMatch(i -> i.path("required").booleanValue(false));
    boolean another = model.path("type").asString("").equals("video") && !first;
    List<Order> orders = new ArrayList<>();
    if (needsInput || another) {
      // A clip takes long to draw.
      return orders;
    }
    ObjectNode body = Probe.object().put("model", model.path("id").asString(""));
    if (model.path("type").asString("").equals("music")) {
      Exchange submitted = buy(probe, probe.operation(GENERATE), body.set("input", Probe.object().put("prompt", "A slow waltz")));
      orders.add(new Order(submitted, id -> songs(probe, submitted, id)));
      return orders;
    }
    for (Map<String, String> options : choices(model, first)) {
      ObjectNode input = Probe.object().put("prompt", "A lighthouse at dawn");
      options.forEach((name, value) -> prices.put(input, name, value));
      String format = options.getOrDefault("output_format", "");
      Wanted wanted = new Wanted(format.isEmpty() ? "" : "image/" + format, options.getOrDefault("aspect_ratio", ""),
          options.getOrDefault("resolution", ""), Double.parseDouble(options.getOrDefault("duration", "0")));
      orders.add(new Order(buy(probe, probe.operation(GENERATE), body.deepCopy().set("input", input)), id -> fits(probe, id, wanted)));
    }
    return orders;
  }

  private static List<Map<String, String>> choices(JsonNode model, boolean all) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (JsonNode option : model.path("options")) {
      List<String> taken = new ArrayList<>(option.path("values").valueStream().map(v -> v.asString("")).filter(v -> !LARGE.contains(v) && !v.equals("auto")).toList());
      String type = option.path("type").asString("");
      if (taken.isEmpty()) {
        taken.addAll(type.equals("boolean") ? List.of("false", "true") : type.equals("integer") ? List.of(option.path("minimum").asString("")) : List.of());
      }
      if (!taken.isEmpty()) {
        values.put(option.path("name").asString(""), taken);
      }
    }
    int most = !all ? 1 : model.path("type").asString("").equals("image") ? Integer.MAX_VALUE : 2;
    int rows = Math.min(most, values.values().stream().mapToInt(List::size).max().orElse(0));
    List<Map<String, String>> choices = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      Map<String, String> choice = new LinkedHashMap<>();
      for (Map.Entry<String, List<String>> option : values.entrySet()) {
        choice.put(option.getKey(), option.getValue().get(row % option.getValue().size()));
      }
      choices.add(choice);
    }
    return choices;
  }

  private static void songs(Probe probe, Exchange submitted, String id) {
    JsonNode task = read(probe, id).data();
    JsonNode songs = task.at("/result/songs");
    List<String> heard = new ArrayList<>();
    Set<ByteBuffer> sounds = new HashSet<>();
    for (JsonNode song : songs) {
      Exchange audio = probe.fetch(song.path("audioUrl").asString(""));
      Optional<MediaFile> file = MediaFile.read(audio.body());
      double seconds = song.path("duration").doubleValue(-1);
      expect(probe, submitted, file.isPresent() && Math.abs(file.get().seconds() - seconds) < 1, file + " for a song of " + seconds + " s",
          "audio of the stated length", "/components/schemas/Song/properties/duration/description");
      Exchange cover = probe.fetch(song.path("imageUrl").asString(""));
      expect(probe, submitted, MediaFile.read(cover.body()).filter(f -> f.type().startsWith("image/")).isPresent(), cover.summary(), "a cover",
          "/components/schemas/Song/properties/imageUrl/description");
      heard.add(song.path("audioUrl").asString(""));
      sounds.add(ByteBuffer.wrap(audio.body()));
    }
    expect(probe, submitted, songs.size() == 2 && heard.stream().distinct().count() == 2 && sounds.size() == 2, songs + " with " + sounds.size() + " sounds", "two songs",
        "/components/schemas/MusicResult/properties/songs/description");
    Exchange first = bytes(probe, task.path("id").asString(""));
    expect(probe, submitted, Arrays.equals(first.body(), probe.fetch(heard.isEmpty() ? "" : heard.get(0)).body()), first.summary(),
        "the first song", "/paths/~1tasks~1{id}~1download/get/description");
  }

  /** The output is as many times larger than the input as the factor says. */
  private static List<Order> upscaled(Probe probe) {
    Operation operation = probe.operation("upscaleImage");
    List<Order> orders = new ArrayList<>();
    for (String factor : List.of("1", "2")) {
      ObjectNode body = (ObjectNode) operation.body().orElseThrow().first().deepCopy();
      Exchange submitted = buy(probe, operation, body.put(Prices.FACTOR, factor));
      orders.add(new Order(submitted, id -> enlarged(probe, submitted, id, Long.parseLong(factor))));
    }
    return orders;
  }

  private static void enlarged(Probe probe, Exchange submitted, String id, long times) {
    String[] sides = submitted.data().at("/input/detected_dimensions").asString("0×0").split("×", 2);
    MediaFile file = MediaFile.read(bytes(probe, id).body()).orElse(new MediaFile("", 0, 0, 0));
    expect(probe, submitted, file.width() == times * Long.parseLong(sides[0]) && file.height() == times * Long.parseLong(sides[1]), file.toString(),
        times + " times " + String.join("×", sides), "/components/schemas/UpscaleFactor/description");
  }

  private static void fits(Probe probe, String id, Wanted wanted) {
    Exchange exchange = bytes(probe, id);
    Optional<MediaFile> read = MediaFile.read(exchange.body());
    if (read.isEmpty()) {
      if (probe.world().isSandbox()) {
        expect(probe, exchange, false, exchange.summary(), "media that can be read", "/components/schemas/MediaBytes/description");
      }
      return;
    }
    MediaFile file = read.get();
    expect(probe, exchange, exchange.mediaType().equals(file.type()) && (wanted.type().isEmpty() || wanted.type().equals(file.type())),
        file.type() + " as " + exchange.mediaType(), "the announced format, " + wanted.type(), "/components/schemas/GenerateInput/properties/output_format/description");
    String[] ratio = wanted.ratio().split(":", 2);
    if (ratio.length == 2) {
      double asked = Double.parseDouble(ratio[0]) / Double.parseDouble(ratio[1]);
      expect(probe, exchange, Math.abs((double) file.width() / file.height() / asked - 1) < ROUNDED, file.toString(), "a ratio of " + wanted.ratio(),
          "/components/schemas/AspectRatio/description");
    }
    JsonNode pixels = probe.contract().at("/components/schemas/Resolution/x-pixels/" + file.type().split("/", 2)[0]);
    long side = pixels.path(wanted.resolution()).longValue(0);
    long real = pixels.path("side").asString("").equals("longer") ? Math.max(file.width(), file.height()) : Math.min(file.width(), file.height());
    expect(probe, exchange, side == 0 || Math.abs((double) real / side - 1) < ROUNDED, file.toString(), side + " pixels, for " + wanted.resolution(),
        "/components/schemas/Resolution/description");
    expect(probe, exchange, wanted.seconds() == 0 || Math.abs(file.seconds() - wanted.seconds()) < SECOND, file.toString(), wanted.seconds() + " s",
        "/components/schemas/Duration/description");
  }

  private static Exchange buy(Probe probe, Operation operation, JsonNode body) {
    return probe.send(operation, probe.changed(operation, Probe.object().put("key", probe.richKey()).set("body", body)));
  }

  /** Waits for the end of a task, and returns its id. */
  private static String await(Probe probe, Exchange submitted) {
    String id = submitted.data().path("id").asString("");
    Instant deadline = Instant.now().plus(PATIENCE);
    Exchange task = read(probe, id);
    while (task.status() == 200 && !List.of("completed", "failed").contains(task.data().path("status").asString("")) && Instant.now().isBefore(deadline)) {
      probe.pause(PAUSE);
      task = read(probe, id);
    }
    return id;
  }

  private static Exchange read(Probe probe, String id) {
    Operation operation = probe.operation("getTask");
    return probe.send(operation, probe.changed(operation, of(probe, id)));
  }

  private static Exchange bytes(Probe probe, String id) {
    Operation operation = probe.operation(DOWNLOAD);
    ObjectNode change = of(probe, id);
    change.withObject("/parameters").put("mode", "proxy");
    return probe.send(operation, probe.changed(operation, change));
  }

  private static ObjectNode of(Probe probe, String id) {
    ObjectNode change = Probe.object().put("key", probe.richKey());
    change.putObject("parameters").put("id", id);
    return change;
  }

  private static void expect(Probe probe, Exchange exchange, boolean holds, String received, String documented, String pointer) {
    probe.expect(holds, Elements.promise("result-fits"), exchange, received, documented, pointer);
  }
}
