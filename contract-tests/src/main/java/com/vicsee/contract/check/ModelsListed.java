package com.vicsee.contract.check;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.probe.Prices;
import com.vicsee.contract.probe.Probe;
import com.vicsee.contract.probe.Scenario;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import com.vicsee.contract.spec.SandboxRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The list of models is the same each time, agrees with the lists by type, and has consistent ids, options and prices. Submissions accept each listed model.
 */
public final class ModelsListed implements Scenario {

  private static final String LIST = "listModels";
  private static final String GENERATE = "generateMedia";

  @Override
  public void run(Probe probe) {
    probe.asAnyUser();
    Operation list = probe.operation(LIST);
    Exchange first = probe.send(list, probe.valid(list));
    Exchange again = probe.send(list, probe.valid(list));
    expect(probe, again, "", data(first).isArray() && data(first).equals(data(again)), "the same list as one request before");
    Exchange open = probe.send(list, probe.valid(list).with("Authorization", null));
    expect(probe, open, "", data(first).equals(data(open)), "the same list without a key");
    List<String> ids = data(first).valueStream().map(m -> m.path("id").asString("")).toList();
    expect(probe, first, "[].id", Set.copyOf(ids).size() == ids.size(), "each id once");
    for (Parameter parameter : list.parameters()) {
      JsonNode types = probe.contract().at(parameter.schema()).path("enum");
      if (parameter.in().equals("query") && !types.isEmpty()) {
        types.forEach(type -> filtered(probe, list, first, parameter, type));
      }
    }
    data(first).forEach(model -> agrees(probe, first, model));
    acceptsEach(probe, first);
  }

  /** The list of a type has the models of that type in the whole list. */
  private static void filtered(Probe probe, Operation list, Exchange whole, Parameter parameter, JsonNode type) {
    Exchange some = probe.send(list, probe.changed(list, SandboxRequest.parameter(parameter.name(), type.stringValue())));
    List<JsonNode> wanted = data(whole).valueStream().filter(m -> m.path("type").equals(type)).toList();
    expect(probe, some, "", wanted.equals(data(some).valueStream().toList()), "the " + wanted.size() + " models of type " + type
        + " of the whole list, as they are there");
  }

  /** A model accepts its own defaults, and a caller can meet the conditions of each of its prices. */
  private static void agrees(Probe probe, Exchange whole, JsonNode model) {
    Prices prices = new Prices(model);
    String id = model.path("id").asString("");
    for (String named : List.of("inputs", "options")) {
      Set<String> names = new HashSet<>();
      expect(probe, whole, "[]." + named + "[].name", model.path(named).valueStream().allMatch(o -> names.add(o.path("name").asString(""))),
          "each of the " + named + " of " + id + " once");
    }
    for (JsonNode option : model.path("options")) {
      String value = option.path("defaultValue").asString("");
      expect(probe, whole, "[].options[].defaultValue", value.isEmpty() || Prices.takes(option, value),
          "a default that " + option.path("name") + " of " + id + " takes");
    }
    Set<String> conditions = new HashSet<>();
    for (JsonNode price : model.path("prices")) {
      for (Map.Entry<String, JsonNode> when : price.path("when").properties()) {
        Optional<String> why = prices.impossible(when.getKey(), when.getValue().asString(""));
        expect(probe, whole, "[].prices[].when", why.isEmpty(), "conditions of " + id + " that a caller can meet: " + why.orElse(""));
      }
      expect(probe, whole, "[].prices[].when", conditions.add(price.path("when").toString() + price.path("maxOutputMegapixels")), "each condition of " + id + " once, since the first match counts");
    }
  }

  /** Submissions know each listed model. The request has an unknown field, so that the server refuses it for that, and it is free. */
  private static void acceptsEach(Probe probe, Exchange whole) {
    Operation generate = probe.operation(GENERATE);
    String unknown = probe.contract().code("invalidModel");
    for (JsonNode model : probe.some(data(whole).valueStream().toList())) {
      JsonNode body = Probe.object().put("model", model.path("id").asString("")).put("not_a_field", true);
      Exchange exchange = probe.send(generate, probe.changed(generate, Probe.object().set("body", body)));
      String code = exchange.errorCode().orElse("");
      String element = Elements.property(LIST, "200", "application/json", "$.data[].id");
      probe.expect(exchange.status() == 400 && !code.equals(unknown), element, exchange, "HTTP 400 for the unknown field, since the list has the model "
          + model.path("id"), generate.pointer());
    }
  }

  private static void expect(Probe probe, Exchange exchange, String place, boolean holds, String documented) {
    probe.expect(holds, Elements.property(LIST, "200", "application/json", "$.data" + place), exchange, documented,
        "/components/schemas/ModelListResponse/properties/data");
  }

  private static JsonNode data(Exchange exchange) {
    return exchange.data();
  }
}
