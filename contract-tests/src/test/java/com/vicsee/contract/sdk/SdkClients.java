package com.vicsee.contract.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.price.PriceList;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.task.AwaitOptions;
import com.vicsee.contract.support.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the tests of a caller's view of the SDK share: clients of the stub, which is reset around each test. */
@ExtendWith(Run.Resolver.class)
abstract class SdkClients {

  static final String PICTURE_MODEL = "flux-2-pro-text-to-image";
  static final String COMPLETED = "task_sandbox_completed";
  static final AwaitOptions SOON =
      AwaitOptions.within(Duration.ofMinutes(5)).toBuilder().initialInterval(Duration.ofMillis(20)).factor(1.5).maxInterval(Duration.ofMillis(100)).build();

  final Run run;
  private final List<VicSeeClient> clients = new ArrayList<>();

  SdkClients(Run run) {
    this.run = run;
  }

  @BeforeEach
  void reset() {
    run.resetStub();
  }

  @AfterEach
  void close() {
    clients.forEach(VicSeeClient::close);
    run.resetStub();
  }

  static <T extends Throwable> T failure(Class<T> kind, ThrowingCallable call) {
    T thrown = catchThrowableOfType(kind, call);
    assertThat(thrown).as("a %s", kind.getSimpleName()).isNotNull();
    return thrown;
  }

  VicSeeClient stub(Face face, String key) {
    return face.of(closeLater(builder(run.stub().baseUrl(), key).build()));
  }

  static VicSeeClientBuilder builder(String url, String key) {
    return VicSeeClient.builder().baseUrl(url).apiKey(key).retryPolicy(RetryPolicy.never());
  }

  VicSeeClient closeLater(VicSeeClient client) {
    clients.add(client);
    return client;
  }

  static GenerateRequest.Builder picture(String prompt) {
    return GenerateRequest.builder().model(PICTURE_MODEL).prompt(prompt);
  }

  static PriceList prices(VicSeeClient client) {
    return PriceList.of(client.models().list());
  }

  JsonNode plan(String name) {
    return entry("/x-plans", "name", name);
  }

  JsonNode entry(String list, String field, String value) {
    return StreamSupport.stream(run.contract().at(list).spliterator(), false)
        .filter(entry -> entry.path(field).stringValue().equals(value)).findFirst().orElseThrow();
  }
}
