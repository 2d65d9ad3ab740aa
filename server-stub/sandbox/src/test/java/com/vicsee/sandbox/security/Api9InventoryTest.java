package com.vicsee.sandbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.RawHttp;
import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.ErrorCode.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API9, improper inventory management: only what the contract declares answers, and without control no path of the sandbox. */
class Api9InventoryTest {
  private static Sandbox withoutControl;

  private final Sandbox sandbox = Sandbox.shared();

  @BeforeAll
  static void start() {
    withoutControl = Sandbox.start("--vicsee.control=false");
  }

  @AfterAll
  static void stop() {
    withoutControl.close();
  }

  private static void assertNotFound(Sandbox server, String path) {
    RawHttp.Response answer = RawHttp.exchange(server.port(), ("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Sandbox.PRO + "\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
    assertThat(answer.status()).as(path + " " + answer).isIn(400, 404);
    if (!path.startsWith("/actuator/health")) {
      assertThat(answer.toString()).contains("\"success\":false");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v1/", "/api/v0/models", "/api/v2/models", "/v1/models", "/models", "/api/v1/models/", "/api/v1//models", "/API/V1/models",
      "/api/v1/Models", "/api/v1/models.json", "/api/v1/models;v=2", "/api/v1;a/models", "/api/v1;/models", "/api;a/v1/models", "/;/api/v1/models", "/%61pi/v1/models", "/api%2fv1/models", "/x/../api/v1/models", "//api/v1/models", "/api/v1/./models", "/api/v1/x/../models%2f", "/api/v1/tasks", "/api/v1/tasks/", "/api/v1/users",
      "/api/v1/keys", "/api/v1/admin", "/api/v1/ledger", "/api/v1/tasks/task_sandbox_completed/cancel", "/api/v1/sandbox/reset", "/api/v1/actuator/health", "/v3/api-docs",
      "/swagger-ui/index.html", "/swagger-ui.html", "/h2-console", "/console", "/admin", "/.git/config", "/.env", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/application.yaml",
      "/catalogue.yaml", "/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/prometheus", "/actuator/health/db", "/error", "/media", "/media/", "/uploads/", "/uploads",
      "/manager/html", "/jolokia", "/graphql", "/server-status", "/robots.txt", "/favicon.ico"})
  void path_thatNobodyDeclared_isNotFound(String path) {
    assertNotFound(withoutControl, path);
    assertNotFound(sandbox, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/openapi.yaml", "/reference", "/reference/", "/sandbox", "/sandbox/clock", "/sandbox/requests", "/sandbox/reset", "/sandbox/openapi.yaml",
      "/sandbox/page/page.js"})
  void path_ofTheControlRoom_isNotFoundWithoutControl(String path) {
    assertNotFound(withoutControl, path);
    withoutControl.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(withoutControl.origin() + path)).POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
        .refusedWith(404, Message.PATH_NOT_FOUND);
  }

  @Test
  void health_ofBoth_saysNoMoreThanUp() {
    for (Sandbox server : List.of(withoutControl, sandbox)) {
      for (String path : List.of("", "/liveness", "/readiness")) {
        var health = server.fetch(server.origin() + "/actuator/health" + path).json();
        assertThat(health.get("status").stringValue()).isEqualTo("UP");
        assertThat(health.toString()).doesNotContain("database").doesNotContain("free").doesNotContain("path");
      }
    }
  }
}
