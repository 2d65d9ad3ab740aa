package com.vicsee.contract.mutation;

import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mutation operators for the server's clock, and for what caches may do with an answer. */
final class ClockOperators extends SequenceOperators {

  private static final String DATE = "Date";

  ClockOperators(Contract contract, String baseUrl) {
    super(contract, baseUrl);
  }

  @Override
  void make() {
    for (Operation operation : contract.operations()) {
      clock(operation);
      if (!operation.anonymous()) {
        caching(operation);
      }
    }
    times();
  }

  private void clock(Operation operation) {
    change("clock", operation.id(), ANY, "Date left out", original -> Answers.fields(original, DATE, f -> List.of()));
    change("clock", operation.id(), ANY, "Date in ISO 8601", original -> Answers.header(original, DATE, v -> original.time(DATE).map(Instant::toString).orElse(v)));
    for (Duration by : List.of(Duration.ofHours(-1), Duration.ofHours(2), Duration.ofDays(1))) {
      change("clock", operation.id(), ANY, "Date off by " + by, original -> Answers.header(original, DATE, v -> original.time(DATE)
          .map(t -> DateTimeFormatter.RFC_1123_DATE_TIME.format(t.plus(by).atOffset(ZoneOffset.UTC))).orElse(v)));
    }
    add("clock", operation, ANY, "Date of the first answer", () -> {
      List<String> first = new ArrayList<>();
      return (original, server) -> Answers.header(original, DATE, value -> {
        first.add(value);
        return first.get(0);
      });
    });
  }

  private void caching(Operation operation) {
    for (String control : List.of("public", "public, max-age=60", "s-maxage=30", "max-age=86400", "private, max-age=300")) {
      change("caching", operation.id(), ANY, "Cache-Control: " + control, original -> original.mediaType().equals("application/json")
          ? with(original, "Cache-Control", control) : original);
    }
    change("caching", operation.id(), ANY, "Cache-Control: public, max-age=60, without a key", original -> original.request().header("Authorization").isEmpty()
        ? with(original, "Cache-Control", "public, max-age=60") : original);
    change("caching", operation.id(), ANY, "Expires in an hour", original -> original.mediaType().equals("application/json")
        ? with(original, "Expires", DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC))) : original);
  }

  private static Exchange with(Exchange original, String name, String value) {
    return Answers.with(Answers.fields(original, name, f -> List.of()), name, value);
  }

  private void times() {
    for (Operation operation : contract.operations()) {
      for (String name : operation.paid() ? List.of("createdAt") : operation.id().equals("getTask") ? List.of("createdAt", "completedAt") : List.<String>of()) {
        time(operation, name, Duration.ofHours(1));
        time(operation, name, Duration.ofHours(-1));
        time(operation, name, Duration.ofDays(1));
      }
      if (operation.id().equals("createUpload")) {
        time(operation, "expiresAt", Duration.ofDays(-1));
      }
    }
  }

  private void time(Operation operation, String name, Duration by) {
    change("time", operation.id(), "200", name + " off by " + by, original -> Answers.text(original, "/data", name,
        value -> Optional.of(value).filter(v -> v.endsWith("Z")).map(v -> HeaderOperators.format(Instant.parse(v).plus(by))).orElse(value)));
  }
}
