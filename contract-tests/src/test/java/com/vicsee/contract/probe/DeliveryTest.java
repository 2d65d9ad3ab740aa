package com.vicsee.contract.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import com.vicsee.contract.http.Exchange.Field;
import com.vicsee.contract.probe.Delivery.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a request while a gateway does not reach the API, or the server restarts. */
class DeliveryTest {

  private static final ApiRequest PLAIN = new ApiRequest("GET", "http://host/api/v1/credits", Map.of(), new byte[0]);
  private static final ApiRequest OTHER = new ApiRequest("GET", "http://host/api/v1/models", Map.of(), new byte[0]);
  private static final String REFUSED = Exchange.NO_CONNECTION + "Connection refused";
  private static final String ENDED = Exchange.NO_ANSWER + "Connection reset";
  private static final String CUT = "the body ended after 3 of 9 bytes";

  private final List<Duration> pauses = new ArrayList<>();
  private final Delivery delivery = new Delivery();
  private Optional<String> gateway = Optional.empty();

  @BeforeEach
  void begin() {
    delivery.begin("any-check");
  }

  /** Sends a request to a server that answers only after some pauses. */
  private Exchange send(String failure, int pausesNeeded, boolean repeatable, boolean fragile, boolean otherAnswered) {
    return delivery.send(request -> request.equals(OTHER) ? answer(request, otherAnswered ? "" : failure) : answer(request, pauses.size() < pausesNeeded ? failure : ""),
        PLAIN, gateway, new Terms(repeatable, fragile, () -> Optional.of(OTHER), pauses::add));
  }

  private static Exchange answer(ApiRequest request, String failure) {
    return failure.matches("\\d+") || failure.isEmpty()
        ? new Exchange(request, failure.isEmpty() ? 200 : Integer.parseInt(failure), List.of(new Field("Server", "nginx")), new byte[0])
        : Exchange.failed(request, failure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"502", REFUSED, ENDED, CUT, Exchange.TLS + "Remote host terminated the handshake"})
  void send_serverThatComesBack_returnsTheLaterAnswer(String failure) {
    assertThat(send(failure, 1, true, false, false).status()).isEqualTo(200);
  }

  @Test
  void send_serverThatIsAwayForSeconds_waitsWithBackOff() {
    assertThat(send(REFUSED, 5, false, true, false).status()).isEqualTo(200);
    assertThat(pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"502", REFUSED, ENDED, CUT})
  void send_anotherRequestIsAnswered_returnsTheFailure(String failure) {
    Exchange exchange = send(failure, 99, true, true, true);

    assertThat(exchange.fault().orElse(exchange.status() + "")).isEqualTo(failure);
  }

  @Test
  void control_serverAway_triesNothingMore() {
    assertThatThrownBy(() -> delivery.control(() -> {
      throw new Away("HTTP 502");
    })).isInstanceOf(Away.class);

    assertThatThrownBy(() -> send("", 0, true, true, true)).isInstanceOf(Away.class);
  }

  /** The server comes back after the second failure, before the other request is answered. */
  @Test
  void send_serverThatComesBackForTheOtherRequestFirst_returnsTheLaterAnswer() {
    boolean[] back = {false};

    Exchange exchange = delivery.send(request -> {
      back[0] |= request.equals(OTHER);
      return answer(request, back[0] ? "" : REFUSED);
    }, PLAIN, gateway, new Terms(true, true, () -> Optional.of(OTHER), pauses::add));

    assertThat(exchange.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"502", ENDED})
  void send_requestThatTheApiMayHaveProcessed_startsTheScenarioAgainTwice(String failure) {
    for (boolean again : List.of(true, true, false)) {
      pauses.clear();
      assertThatThrownBy(() -> send(failure, 1, true, true, false)).isInstanceOf(Disturbed.class);
      assertThat(delivery.startAgain()).isEqualTo(again);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"502", ENDED})
  void send_requestThatMayCost_isNotRepeatedAndJudgedAtTheThirdFailure(String failure) {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> send(failure, 99, false, true, true)).isInstanceOf(Unreached.class).hasMessageContaining("answered before the API");
    }

    Exchange exchange = send(failure, 99, false, true, true);

    assertThat(exchange.fault().orElse(exchange.status() + "")).isEqualTo(failure);
    assertThat(pauses).isEmpty();
  }

  @Test
  void send_gatewayThatNeverReachesTheApi_triesNothingMore() {
    assertThatThrownBy(() -> send("502", 99, true, true, false)).isInstanceOf(Unreached.class).hasMessageContaining("HTTP 502 (Server: nginx)");
    assertThatThrownBy(() -> delivery.control(() -> { })).isInstanceOf(Away.class).hasMessageContaining("HTTP 502 (Server: nginx)");
    assertThat(delivery.away()).isPresent();
  }

  @Test
  void send_serverAwayForever_isJudgedOnceUnlessAGatewayIsKnown() {
    assertThat(send(REFUSED, 99, true, true, false).fault()).contains(REFUSED);
    assertThatThrownBy(() -> send(REFUSED, 99, true, true, false)).isInstanceOf(Unreached.class);
    assertThat(pauses).hasSize(7);
  }

  @Test
  void send_gatewayAwayForever_isNotJudged() {
    gateway = Optional.of("Server: nginx");

    assertThatThrownBy(() -> send(REFUSED, 99, true, true, false)).isInstanceOf(Away.class).hasMessageContaining("Connection refused (Server: nginx)");
  }

  @Test
  void send_tooManyRequests_isNotJudged() {
    assertThatThrownBy(() -> send("429", 99, true, true, true)).isInstanceOf(Unreached.class).hasMessageContaining("HTTP 429");
    assertThat(delivery.away()).isEmpty();
  }
}
