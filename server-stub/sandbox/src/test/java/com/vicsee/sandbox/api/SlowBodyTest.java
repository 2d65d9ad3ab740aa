package com.vicsee.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.sandbox.testing.Sandbox;
import com.vicsee.server.model.Operation;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of three threads, and callers who send the half of a body and then nothing. */
class SlowBodyTest {
  private static final int SLOW = 12;
  private static final int THREADS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CHUNK = 0x10000;
  private static final long TOO_MANY = Operation.GENERATE_MEDIA.maxBodyBytes().orElseThrow() / CHUNK + 4;
  private static final long FAR_TOO_MANY = 6 * TOO_MANY;
  private static final String ENDLESS = "POST /api/v1/generate HTTP/1.1\r\nHost: a\r\n%sContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String BODY = "{\"model\":\"flux-2-pro-text-to-image\",\"prompt\":\"A lighthouse\"}";
  private static final Sandbox SANDBOX = Sandbox.start("--server.tomcat.threads.max=" + THREADS, "--server.tomcat.threads.min-spare=1",
      // Longer than anybody waits here: a thread that reads what does not come is gone.
      "--server.tomcat.connection-timeout=120s");

  private final List<Socket> callers = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket caller : callers) {
      caller.close();
    }
  }

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-sandbox-pro\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{",
      "POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{",
      "POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n{",
      "PUT /uploads/upl_0?expires=1&signature=0 HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\nx",
      "POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{",
      "PUT /uploads/upl_0?expires=1&signature=0 HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\nContent-Length: 999999999\r\n\r\nx",
      "DELETE /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\nx",
      "DELETE /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nx"})
  void halfBody_fromMoreCallersThanThreads_othersAreServed(String half) throws IOException {
    for (int i = 0; i < SLOW; i++) {
      send(half);
    }

    assertThat(SANDBOX.get(Sandbox.PRO, "/credits").status()).isEqualTo(200);
  }

  @Test
  void halfBody_thenTheOtherHalf_isAnsweredLikeAWhole() throws IOException {
    Socket caller = send("POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-sandbox-pro\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(0, 20));
    assertThat(SANDBOX.get(Sandbox.PRO, "/credits").status()).isEqualTo(200);

    caller.getOutputStream().write(BODY.substring(20).getBytes(StandardCharsets.US_ASCII));

    assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 200").contains("\"success\":true");
  }

  @Test
  void halfBody_thenTheRestOfABadOne_isRecordedOnceWithItsStatus() throws IOException {
    Socket caller = send("POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-sandbox-pro\r\nX-Request-Id: late-body\r\n"
        + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{");
    assertThat(SANDBOX.get(Sandbox.PRO, "/credits").status()).isEqualTo(200);

    caller.getOutputStream().write(']');

    assertThat(status(caller)).isEqualTo("HTTP/1.1 400");
    assertThat(SANDBOX.fetch(SANDBOX.origin() + "/sandbox/requests").json().get("data").valueStream()
        .filter(it -> it.get("requestId").asString().equals("late-body")).map(it -> it.get("status").intValue())).containsExactly(400);
  }

  @Test
  void bodyLongerThanAnythingTaken_beforeItComes_isRefused() throws IOException {
    Socket caller = send("POST /api/v1/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-sandbox-pro\r\nContent-Type: application/json\r\n"
        + "Content-Length: 999999999\r\n\r\n{");

    assertThat(status(caller)).isEqualTo("HTTP/1.1 413");
  }

  @Test
  void pathWithEscapes_whenTheBodyComesLate_isReadAsItWasSent() throws IOException {
    Socket caller = send("POST /api/v1/%67enerate;a=b HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer sk-sandbox-pro\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{");
    assertThat(SANDBOX.get(Sandbox.PRO, "/credits").status()).isEqualTo(200);

    caller.getOutputStream().write('}');

    assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 404").contains("%67enerate;a=b");
  }

  @Test
  void bodyWithoutEnd_longerThanAnythingTaken_isRefused() throws IOException {
    Socket caller = send(ENDLESS.formatted("Authorization: Bearer sk-sandbox-pro\r\n"));
    goOn(caller, FAR_TOO_MANY);

    assertThat(status(caller)).isEqualTo("HTTP/1.1 413");
  }

  @Test
  void bodyWithoutEnd_afterItsRefusal_isCutOff() throws IOException {
    Future<Void> sending = goOn(send(ENDLESS.formatted("")), FAR_TOO_MANY);

    assertThat(sending).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(IOException.class);
  }

  @Test
  void bodiesWithoutEnd_thatStopAfterTheirRefusal_holdNoThread() throws IOException {
    for (int i = 0; i < THREADS; i++) {
      Socket caller = send(ENDLESS.formatted(""));
      goOn(caller, TOO_MANY);
      status(caller);
    }

    assertThat(SANDBOX.get(Sandbox.PRO, "/credits").status()).isEqualTo(200);
  }

  private static String status(Socket caller) throws IOException {
    return new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  /** Sends chunk after chunk on a thread of its own. */
  private static Future<Void> goOn(Socket caller, long chunks) {
    byte[] chunk = (Integer.toHexString(CHUNK) + "\r\n" + "x".repeat(CHUNK) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    FutureTask<Void> sending = new FutureTask<>(() -> {
      for (int i = 0; i < chunks; i++) {
        caller.getOutputStream().write(chunk);
      }
      return null;
    });
    Thread thread = new Thread(sending, "sending");
    thread.setDaemon(true);
    thread.start();
    return sending;
  }

  private Socket send(String text) throws IOException {
    Socket caller = new Socket("127.0.0.1", SANDBOX.port());
    callers.add(caller);
    caller.setSoTimeout((int) PATIENCE.toMillis());
    caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return caller;
  }
}
