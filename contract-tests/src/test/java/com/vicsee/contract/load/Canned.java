package com.vicsee.contract.load;

import com.vicsee.contract.http.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** A recorded answer of the sandbox, which the other servers repeat. */
record Canned(int status, Map<String, String> headers, byte[] body) {

  /** The headers that each server adds by itself. */
  private static final List<String> BY_THE_SERVER = List.of("date", "connection", "keep-alive", "content-length", "transfer-encoding");

  static Canned of(Exchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.headers().stream()
        .filter(field -> BY_THE_SERVER.stream().noneMatch(field.name()::equalsIgnoreCase))
        .forEach(field -> headers.put(field.name(), field.value()));
    return new Canned(exchange.status(), headers, exchange.body());
  }

  /** Reads what {@link #write} wrote. */
  static Canned read(Path file) {
    try {
      return JsonMapper.shared().readValue(Files.readString(file), Canned.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, JsonMapper.shared().writeValueAsString(this));
  }

  ResponseEntity<byte[]> answer() {
    var response = ResponseEntity.status(status);
    headers.forEach(response::header);
    return response.body(body);
  }

  /** The answer as a mapping of WireMock. */
  String mapping(String method, String urlPattern) {
    return JsonMapper.shared().writeValueAsString(Map.of(
        "request", Map.of("method", method, "urlPathPattern", urlPattern),
        "response", Map.of("status", status, "headers", headers, "base64Body", Base64.getEncoder().encodeToString(body))));
  }
}
