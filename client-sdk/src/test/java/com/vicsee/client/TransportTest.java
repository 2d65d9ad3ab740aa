package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.http.Transport;
import com.vicsee.client.support.Face;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client above a transport of somebody else: two methods are a whole fake. */
class TransportTest {

  private record Fake(String json) implements Transport {
    @Override
    public <T> T send(HttpRequest request, BodyHandler<T> handler) {
      return sendAsync(request, handler).join();
    }

    @Override
    public <T> CompletableFuture<T> sendAsync(HttpRequest request, BodyHandler<T> handler) {
      return Transport.respond(handler, 200, HttpHeaders.of(Map.of(), (name, value) -> true), json.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void client_aboveAFake_readsItsAnswers(Face face) {
    try (VicSeeClient client = VicSeeClient.builder().transport(new Fake("{\"success\": true, \"data\": {\"credits\": 7}}")).build()) {
      assertThat(face.of(client).credits().balance().credits()).isEqualTo(7);
    }
  }
}
