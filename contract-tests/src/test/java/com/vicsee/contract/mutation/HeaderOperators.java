package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Header;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Findings about each header that the contract declares, and headers that it does not. */
final class HeaderOperators {

  private static final List<String> STRANGE = List.of("", "x", " ", "-1", "+5", "5.0", "0x1F4", "999999999999999999999", "null", "a,b", "\"", "<b>");

  private static final Set<String> LISTS = Set.of("Allow", "Accept-Ranges", "WWW-Authenticate");

  private final Contract contract;

  HeaderOperators(Contract contract) {
    this.contract = contract;
  }

  List<Mutant> of(Operation operation, Response response) {
    List<Mutant> mutants = new ArrayList<>();
    for (Header header : response.headers().values()) {
      Maker maker = new Maker(operation, response, header, mutants);
      maker.presence();
      maker.form();
      maker.value();
    }
    mutants.add(Mutant.of("header added", operation.id(), response.status(), "header X-Powered-By added",
        original -> Answers.with(original, "X-Powered-By", "something")));
    return mutants;
  }

  private final class Maker {
    private final Operation operation;
    private final Response response;
    private final Header header;
    private final JsonNode schema;
    private final List<Mutant> mutants;

    Maker(Operation operation, Response response, Header header, List<Mutant> mutants) {
      this.operation = operation;
      this.response = response;
      this.header = header;
      this.schema = contract.at(header.schema());
      this.mutants = mutants;
    }

    private void presence() {
      fields("header dropped", "dropped", found -> List.of());
      fields("header renamed", "renamed", found -> List.of(new Field(header.name() + "-X", found.get(0).value())));
      if (LISTS.contains(header.name())) {
        // Lines of a list are one value (RFC 9110, section 5.3).
        return;
      }
      fields("header duplicated", "sent twice", found -> List.of(found.get(0), found.get(0)));
      fields("header duplicated", "sent twice with two values", found -> List.of(found.get(0), new Field(header.name(), found.get(0).value() + '0')));
    }

    private void form() {
      for (String strange : STRANGE) {
        // What the schema allows is no malformed value.
        if (!conforms(strange)) {
          value("header malformed", "as \"" + strange + '"', value -> strange);
        }
      }
      if (isTime()) {
        DateTimeFormatter seconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("with an offset", value -> value.replace("Z", "+00:00"));
        forms.put("in seconds since 1970", value -> Long.toString(Instant.parse(value).getEpochSecond()));
        forms.put("in milliseconds since 1970", value -> Long.toString(Instant.parse(value).toEpochMilli()));
        forms.put("without milliseconds", value -> seconds.format(Instant.parse(value)));
        forms.put("without seconds", value -> value.substring(0, 16) + 'Z');
        forms.put("without a zone", value -> value.replace("Z", ""));
        forms.put("with a blank for T", value -> value.replace('T', ' '));
        forms.put("as an HTTP date", value -> DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.parse(value).atOffset(ZoneOffset.UTC)));
        forms.put("as a day that is none", value -> value.replaceFirst("-\\d\\dT", "-32T"));
        forms.forEach((how, change) -> value("header date form", how, change));
      }
      for (JsonNode allowed : schema.path("enum")) {
        value("header malformed", "in other letters", value -> swapped(allowed.asString()));
        value("header malformed", "with more behind it", value -> value + " x");
      }
    }

    private void value() {
      if (schema.path("type").asString("").equals("integer")) {
        for (long by : new long[] {-1, 1, 1000}) {
          value("header off", "off by " + by, value -> Long.toString(Long.parseLong(value) + by));
        }
        value("header off", "always 0", value -> "0");
      }
      if (isTime()) {
        for (Duration by : List.of(Duration.ofSeconds(1), Duration.ofSeconds(-1), Duration.ofDays(1), Duration.ofDays(-1), Duration.ofHours(1))) {
          value("header off", "off by " + by, value -> format(Instant.parse(value).plus(by)));
        }
      }
      String digits = "(\\d+)(?!.*\\d)";
      if (schema.path("pattern").asString("").contains("\\d") && !isTime()) {
        value("header off", "its last number off by one", value -> value.replaceFirst(digits, lastNumber(value) + 1 + ""));
      }
      if (schema.path("type").asString("").equals("string") && schema.path("enum").isEmpty() && !isTime()) {
        value("header off", "always the example", value -> header.example() == null ? value : header.example().asString());
        value("header off", "with one letter less", value -> value.length() < 4 ? value
            : value.substring(0, value.length() / 2) + value.substring(value.length() / 2 + 1));
        value("header off", "with one item less", value -> value.contains(", ") ? value.substring(0, value.lastIndexOf(", ")) : value);
        value("header off", "with one item more", value -> value.contains(", ") || value.matches("[A-Z]+") ? value + ", CONNECT" : value);
      }
    }

    private boolean isTime() {
      return schema.path("format").asString("").equals("date-time");
    }

    private boolean conforms(String value) {
      if (schema.path("type").asString("").equals("integer")) {
        return value.matches("\\d{1,9}");
      }
      if (!schema.path("enum").isEmpty()) {
        return schema.path("enum").valueStream().anyMatch(n -> n.asString().equals(value));
      }
      return value.matches(schema.path("pattern").asString(".*"));
    }

    private void fields(String kind, String how, UnaryOperator<List<Field>> change) {
      mutants.add(Mutant.of(kind, operation.id(), response.status(), place(how), original -> Answers.fields(original, header.name(), change)));
    }

    private void value(String kind, String how, UnaryOperator<String> change) {
      mutants.add(Mutant.of(kind, operation.id(), response.status(), place(how), original -> Answers.header(original, header.name(), change)));
    }

    private String place(String how) {
      return "header " + header.name() + ' ' + how;
    }
  }

  private static long lastNumber(String value) {
    String[] numbers = value.split("\\D+");
    return numbers.length == 0 ? 0 : Long.parseLong(numbers[numbers.length - 1]);
  }

  static String format(Instant time) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC).format(time);
  }

  private static String swapped(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
  }
}
