package com.vicsee.client;

import com.vicsee.client.http.RequestOptions;
import com.vicsee.client.json.Requirements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ListModelsParams;
import com.vicsee.client.model.MediaType;
import com.vicsee.client.model.ContractFacts;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client is made, and what it sends. */
class BuilderTest {

  private final TestServer server = new TestServer().then(Answer.ok("[]"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void environment_withoutAKey_isRefusedWithTheNameOfTheVariable() {
    assertThatIllegalStateException().isThrownBy(() -> VicSeeClient.builder().fromEnvironment(name -> null))
        .withMessageContaining("VICSEE_API_KEY");
  }

  @Test
  void environment_withKeyAndUrl_isUsed() {
    Map<String, String> variables =
        Map.of("VICSEE_API_KEY", " sk-environment\n", "VICSEE_BASE_URL", server.baseUrl() + "/");

    try (VicSeeClient client = VicSeeClient.builder().fromEnvironment(variables::get).build()) {
      client.models().list();
    }

    assertThat(server.requests().get(0).header("Authorization")).contains("Bearer sk-environment");
    assertThat(server.requests().get(0).path()).isEqualTo("/api/v1/models");
  }

  @Test
  void defaultBaseUrl_isTheFirstServerOfTheContract() {
    try (VicSeeClient client = VicSeeClient.builder().build()) {
      assertThat(client).hasToString("VicSeeClient[" + ContractFacts.BASE_URL + "]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings =
      {"vicsee.com", "ftp://vicsee.com", "https://vicsee.com?a=b", "file:///etc/passwd", "https:///x"})
  void baseUrl_thatIsNone_isRefused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().baseUrl(url));
  }

  @Test
  void baseUrl_withAPassword_isRefusedWithoutBeingRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VicSeeClient.builder().baseUrl("https://me:secret@vicsee.com"))
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "sk-a b", "sk-a\r\nX-Evil: 1", "sk-ä"})
  void key_thatNoHeaderCanHave_isRefusedWithoutBeingRepeated(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().apiKey(key))
        .withMessageNotContaining("sk-");
  }

  @ParameterizedTest
  @EnumSource
  void request_saysWhoAsksAndWhatItTakes(Face face) {
    try (VicSeeClient client = server.client(new FakeTime()).userAgent("shop/2.1").header("X-Team", "blue").build()) {
      face.of(client).models().list(
          ListModelsParams.builder().type(MediaType.fromValue("a&b")).build(),
          RequestOptions.builder().requestId("req-own").header("X-Team", "red").build());
    }

    assertThat(server.requests()).singleElement().satisfies(request -> {
      assertThat(request.path()).isEqualTo("/api/v1/models?type=a%26b");
      assertThat(request.header("User-Agent")).hasValueSatisfying(
          agent -> assertThat(agent).startsWith("shop/2.1 vicsee-java/").contains("contract " + ContractFacts.VERSION));
      assertThat(request.header("Accept")).contains("application/json");
      assertThat(request.header("X-Request-Id")).contains("req-own");
      assertThat(request.header("X-Team")).contains("red");
    });
  }

  @ParameterizedTest
  @EnumSource
  void withoutAKey_noneIsSent(Face face) {
    try (VicSeeClient client = VicSeeClient.builder().baseUrl(server.baseUrl()).build()) {
      face.of(client).models().list();
    }

    assertThat(server.requests().get(0).header("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void ownHttpClientAndExecutor_areUsedAndStayOpen(Face face) {
    AtomicInteger used = new AtomicInteger();
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpClient http = HttpClient.newBuilder().executor(task -> {
      used.incrementAndGet();
      threads.execute(task);
    }).build();
    for (int round = 0; round < 2; round++) {
      try (VicSeeClient client = VicSeeClient.builder().baseUrl(server.baseUrl()).httpClient(http).build()) {
        assertThat(face.of(client).models().list()).isEmpty();
      }
    }
    threads.shutdownNow();

    assertThat(used).hasPositiveValue();
  }

  @ParameterizedTest
  @EnumSource
  void proxy_isAskedForTheResource(Face face) {
    String[] address = server.baseUrl().split("[:/]+");
    ProxySelector proxy = ProxySelector.of(new java.net.InetSocketAddress(address[1], Integer.parseInt(address[2])));
    try (VicSeeClient client = VicSeeClient.builder().baseUrl("http://api.invalid/api/v1").proxy(proxy).build()) {
      assertThat(face.of(client).models().list()).isEmpty();
    }

    assertThat(server.requests().get(0).path()).isEqualTo("http://api.invalid/api/v1/models");
  }

  @Test
  void options_thatCannotBeUsed_areRefusedWhenTheyAreMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().timeout(Duration.ZERO).build());
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().maxRetries(-1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().header("Host", "evil").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestOptions.builder().header("X-A", "b\r\nX-C: d").build());
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().timeout(Duration.ofSeconds(-1)));
  }

  @Test
  void header_thatCannotBeSent_isRefusedWithoutItsValue() {
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().header("X-Token", "secret\n"))
        .withMessageContaining("X-Token").withMessageNotContaining("secret").withNoCause();
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().idempotencyKey("order\n17"));
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().requestId("a\u0000b"));
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().userAgent("shop\r\n2"));
  }

  @Test
  void header_ofTheIdempotencyKey_isRefusedWithItsMethod() {
    assertThatIllegalArgumentException().isThrownBy(() -> RequestOptions.builder().header("idempotency-key", "order-17"))
        .withMessageContaining("idempotencyKey(…)");
    assertThatIllegalArgumentException().isThrownBy(() -> VicSeeClient.builder().header("Idempotency-Key", "order-17"));
  }

  @ParameterizedTest
  @EnumSource
  void idempotencyKeys_thatMakeNone_sendNothing(Face face) {
    GenerateRequest request = GenerateRequest.builder().model("m").prompt("A lighthouse").build();
    try (VicSeeClient client = server.client(new FakeTime()).idempotencyKeys(() -> null).build()) {
      assertThatThrownBy(() -> face.of(client).generations().create(request)).hasMessageContaining("idempotencyKeys");
      assertThatThrownBy(() -> face.of(client).generations().createAndWait(request)).hasMessageContaining("idempotencyKeys");
      assertThat(client.async().generations().create(request)).isCompletedExceptionally();
      assertThat(client.async().generations().createAndWait(request)).isCompletedExceptionally();
    }

    assertThat(server.requests()).isEmpty();
  }

  @Test
  void toString_ofOptionsAndClient_hasNoSecret() {
    RequestOptions options = RequestOptions.builder().header("Authorization", "Bearer sk-secret").build();

    assertThat(options.toString()).contains("Authorization").doesNotContain("sk-secret");
    try (VicSeeClient client = VicSeeClient.builder().apiKey("sk-secret").build()) {
      assertThat(client.toString()).doesNotContain("sk-secret");
    }
  }

  @Test
  void annotations_thatAreTooOld_areNamedWithTheRemedy() {
    Requirements.check(VicSeeClient.class.getClassLoader());
    // A loader without Jackson stands for one with annotations that lack the class.
    assertThatIllegalStateException().isThrownBy(() -> Requirements.check(ClassLoader.getPlatformClassLoader()))
        .withMessageContaining("jackson-annotations 2.21").withMessageContaining("jackson-bom.version");
  }
}
