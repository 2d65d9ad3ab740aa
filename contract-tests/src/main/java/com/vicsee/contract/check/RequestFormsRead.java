package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Prices;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Purchases;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Fields;
import com.vicsee.contract.spec.Operation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The forms of one request mean the same: `options` and `input`, `input` before `options`, members that are ignored, any order, blanks and
 * escapes of JSON, whole numbers with a decimal point, and header names in any case. What is almost JSON is refused.
 */
public final class RequestFormsRead implements Scenario {

  private static final String OPTION = "resolution";
  private static final String FORMS = "/paths/~1generate/post/description";

  /** A model with two prices, for two values of one option. */
  private record Offer(String model, String cheap, long price, String dear) {}

  @Override
  public void run(Probe probe) {
    headerNames(probe);
    spelling(probe);
    noJson(probe);
    Operation list = probe.operation("listModels");
    List<JsonNode> models = probe.send(list, probe.valid(list)).data().valueStream().toList();
    Optional<Offer> offer = models.stream().flatMap(m -> offer(m).stream()).reduce((a, b) -> a.price() <= b.price() ? a : b);
    if (offer.isEmpty() || Purchases.of(probe, Purchases.generate(probe)).isEmpty()) {
      return;
    }
    probe.refresh();
    forms(offer.get()).forEach((form, body) -> priced(probe, form, body, offer.get().price()));
    if (probe.world().isSandbox()) {
      models.stream().filter(m -> m.path("options").valueStream().anyMatch(o -> o.path("type").asString("").equals("integer"))).limit(1)
          .forEach(m -> wholeNumbers(probe, m));
    }
  }

  /** Names of fields have no case (RFC 9110, section 5.1). */
  private static void headerNames(Probe probe) {
    Fields fields = probe.contract().fields();
    for (Operation operation : probe.contract().operations()) {
      ApiRequest plain = probe.valid(operation).with(fields.requestId(), "forms-read");
      for (boolean upper : new boolean[] {true, false}) {
        Map<String, String> headers = new LinkedHashMap<>();
        plain.headers().forEach((name, value) -> headers.put(upper ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT), value));
        Exchange exchange = probe.send(operation, new ApiRequest(plain.method(), plain.url(), headers, plain.body()));
        probe.expect(exchange.status() == probe.usual(operation) && exchange.header(fields.requestId()).orElse("").equals("forms-read"),
            Elements.promise("request-forms-read"), exchange, "HTTP " + probe.usual(operation) + " whatever the case of field names", operation.pointer());
      }
    }
  }

  /** Blanks and escapes of JSON do not change a body (RFC 8259, sections 2 and 7). */
  private static void spelling(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent() && (probe.world().isSandbox() || !operation.paid())) {
        String body = "\r\n\t " + operation.body().get().first().toString().replaceFirst("\"(\\w)", "\"\\\\u00XX").replace(",\"", " ,\n\"") + '\n';
        String first = operation.body().get().first().propertyNames().iterator().next();
        body = body.replace("XX", Integer.toHexString(first.charAt(0)));
        Exchange exchange = probe.send(operation, probe.changed(operation, Probe.object().put("rawBody", body)));
        probe.expect(exchange.status() == probe.usual(operation), Elements.promise("request-forms-read"), exchange, "HTTP " + probe.usual(operation)
            + " for the valid body with blanks and escapes", operation.pointer());
      }
    }
  }

  /** What is almost JSON is refused (RFC 8259): more behind the value, a comma too many, a comment, other quotes, and bytes that are not UTF-8. */
  private static void noJson(Probe probe) {
    for (Operation operation : probe.contract().operations()) {
      if (operation.body().isPresent()) {
        ObjectNode valid = (ObjectNode) operation.body().get().first();
        String body = valid.toString();
        String inside = body.substring(0, body.length() - 1);
        byte[] latin = valid.deepCopy().put("\u00e9", true).toString().getBytes(StandardCharsets.ISO_8859_1);
        List<byte[]> bodies = Stream.of(body + " {}", inside + ",}", inside + "/* none */}", body.replace('"', '\''))
            .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        refused(probe, operation, latin);
        probe.some(bodies).forEach(other -> refused(probe, operation, other));
      }
    }
  }

  private static void refused(Probe probe, Operation operation, byte[] body) {
    Exchange exchange = probe.send(operation, probe.valid(operation).withBody(body));
    String code = probe.contract().code("invalidJson");
    probe.expect(exchange.status() == 400 && exchange.errorCode().filter(code::equals).isPresent(), Elements.promise("request-forms-read"), exchange,
        "HTTP 400 " + code + " for what is no JSON", operation.pointer() + "/requestBody");
  }

  private static Optional<Offer> offer(JsonNode model) {
    Prices prices = new Prices(model);
    List<String> values = prices.option(OPTION).path("values").valueStream().map(v -> v.asString("")).toList();
    boolean plain = model.path("inputs").isEmpty() && model.path("prices").valueStream().allMatch(p -> p.path("unit").asString("").equals("generation"));
    if (!plain || values.size() < 2) {
      return Optional.empty();
    }
    Optional<Long> cheap = price(prices, values.get(0));
    Optional<Long> dear = price(prices, values.get(1));
    return cheap.isPresent() && dear.isPresent() && !cheap.equals(dear)
        ? Optional.of(new Offer(model.path("id").asString(""), values.get(0), cheap.get(), values.get(1))) : Optional.empty();
  }

  private static Optional<Long> price(Prices prices, String value) {
    return prices.of(new Prices.Order(Map.of(OPTION, value), Set.of(), 0, BigDecimal.ZERO));
  }

  /** The same order in each form. */
  private static Map<String, String> forms(Offer offer) {
    ObjectNode options = Probe.object().put("model", offer.model()).put("prompt", "A lighthouse");
    options.putObject("options").put(OPTION, offer.cheap());
    ObjectNode input = Probe.object().put("model", offer.model());
    input.putObject("input").put("prompt", "A lighthouse").put(OPTION, offer.cheap());
    ObjectNode mixed = input.deepCopy().put("prompt", "A ship");
    mixed.putObject("options").put(OPTION, offer.dear());
    ObjectNode more = options.deepCopy();
    more.withObject("/options").put("unknown_option", true).putNull("another");
    more.putObject("input").putArray("unknown_field").add(1);
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("prompt and options", options.toString());
    forms.put("input", input.toString());
    forms.put("both, where input counts", mixed.toString());
    forms.put("unknown fields in options and input", more.toString());
    forms.put("blanks, escapes and another order", "\r\n {\t\"options\" : { \"resol\\u0075tion\" : \"" + offer.cheap() + "\" } ,\n\"prompt\":\"\\u0041\\/\\ud83d\\ude00 lighthouse\", \"model\":\""
        + offer.model() + "\"}\n\n");
    return forms;
  }

  private static void priced(Probe probe, String form, String body, long price) {
    Operation generate = Purchases.generate(probe);
    ApiRequest request = probe.changed(generate, Probe.object().put("rawBody", body));
    Exchange exchange = Purchases.buy(probe, generate, request.withBody(body.getBytes(StandardCharsets.UTF_8)));
    if (exchange.status() == 429) {
      probe.refresh();
      exchange = probe.send(generate, request);
    }
    long used = exchange.data().path("creditsUsed").longValue(-1);
    probe.expect(exchange.status() == 200 && used == price, Elements.promise("request-forms-read"), exchange, exchange.summary(),
        price + " credits for " + form, FORMS);
  }

  /** 4.0 and 4e0 are integers (JSON Schema 2020-12, section 6.1.1). */
  private static void wholeNumbers(Probe probe, JsonNode model) {
    Prices prices = new Prices(model);
    JsonNode option = model.path("options").valueStream().filter(o -> o.path("type").asString("").equals("integer")).findFirst().orElseThrow();
    String least = option.path("minimum").asString("");
    long price = prices.of(new Prices.Order(Map.of(option.path("name").asString(""), least), Set.of(), 0, BigDecimal.ZERO)).orElse(-1L);
    for (String written : List.of(least, least + ".0", least + "e0", least + "0E-1")) {
      priced(probe, option.path("name") + ": " + written, "{\"model\":\"" + model.path("id").asString("") + "\",\"input\":{\"prompt\":\"sandbox:slow=600s\",\""
          + option.path("name").asString("") + "\":" + written + "}}", price);
    }
  }
}
