package com.vicsee.client;

import com.vicsee.client.error.BatchFailedException;
import com.vicsee.client.http.RequestOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.error.AuthenticationException;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.retry.RetryPolicy;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.GenerationServer;
import com.vicsee.client.task.BatchItem;
import com.vicsee.client.task.BatchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many generations at once. */
class BatchTest {

  private final FakeTime time = new FakeTime();
  private final Instant started = time.instant();
  private final GenerationServer server = new GenerationServer();
  private final VicSeeClient client = server.client(time).retryPolicy(RetryPolicy.never()).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void batch_ofMany_completesAllInOrderWithNoMoreAtOnceThanAllowed(Face face) {
    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(12), BatchOptions.builder().maxConcurrent(3).build());

    assertThat(items).hasSize(12).allMatch(item -> item.task().isPresent());
    assertThat(items).extracting(BatchItem::index).containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(items).allSatisfy(item -> assertThat(item.task().orElseThrow().prompt()).isEqualTo(item.request().prompt()));
    assertThat(server.mostAtOnce()).isBetween(1, 3);
  }

  @ParameterizedTest
  @EnumSource
  void batch_whenAllPlacesAreTakenElsewhere_waitsAndRisesAgain(Face face) {
    server.allowAtOnceAfter(6, 4);

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(12), BatchOptions.builder().maxConcurrent(4).build());

    assertThat(items).hasSize(12).allMatch(item -> item.task().isPresent());
    assertThat(server.mostAtOnce()).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void batch_whenAllPlacesStayTaken_endsAtItsDeadlineWithTheRefusal(Face face) {
    server.allowAtOnce(0);

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(2), BatchOptions.builder().timeout(Duration.ofMinutes(1)).build());

    assertThat(items).hasSize(2).allSatisfy(item ->
        assertThat(item.failure()).get().isInstanceOf(RateLimitedException.class));
    assertThat(Duration.between(started, time.instant())).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(3));
  }

  @ParameterizedTest
  @EnumSource
  void batch_onAServerThatAllowsFewer_goesDownAndCompletesAll(Face face) {
    server.allowAtOnce(2);

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(8), BatchOptions.builder().maxConcurrent(5).build());

    assertThat(items).hasSize(8).allMatch(item -> item.task().isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void failure_ofOne_isInItsItemOnly(Face face) {
    server.fail("prompt 1").refuse("prompt 2", Answer.error(402, ErrorCode.Message.INSUFFICIENT_CREDITS, "Not enough credits"));
    List<Integer> told = new CopyOnWriteArrayList<>();

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(4), BatchOptions.builder().listener(item -> told.add(item.index())).build());

    assertThat(items).extracting(item -> item.task().isPresent()).containsExactly(true, false, false, true);
    assertThat(items.get(1).failure()).get().isInstanceOf(TaskFailedException.class);
    assertThat(items.get(2).failure()).get().isInstanceOf(InsufficientCreditsException.class);
    assertThat(told).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void failure_ofTheKey_stopsAllThatFollow(Face face) {
    server.refuse("prompt 0", Answer.error(401, ErrorCode.Message.INVALID_API_KEY, "Invalid or inactive API key"));

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(5), BatchOptions.builder().maxConcurrent(1).build());

    assertThat(items).hasSize(5)
        .allSatisfy(item -> assertThat(item.failure()).get().isInstanceOf(AuthenticationException.class));
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void quota_isKeptForWhatIsUnderWay(Face face) {
    server.quota(7);

    List<BatchItem> items = face.of(client).generations()
        .createAll(requests(6), BatchOptions.builder().maxConcurrent(2).build());

    // Each takes a submission and two polls, so two fit into seven requests, and a third could be begun but not be
    // read.
    assertThat(items).filteredOn(item -> item.task().isPresent()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(items).filteredOn(item -> item.task().isEmpty())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item.failure()).get().isInstanceOf(RateLimitedException.class));
    assertThat(server.requests()).isLessThanOrEqualTo(8);
  }

  @Test
  void cancel_endsAllWaits() {
    server.neverFinish();
    CompletableFuture<Void> asleep = new CompletableFuture<>();
    VicSeeClient sleepy = server.client(time).sleeper(duration -> {
      asleep.complete(null);
      return new CompletableFuture<>();
    }).build();
    CompletableFuture<List<BatchItem>> batch = sleepy.async().generations()
        .createAll(requests(3), BatchOptions.defaults());
    asleep.join();

    batch.cancel(true);

    assertThat(batch).isCancelled();
  }

  @ParameterizedTest
  @EnumSource
  void listener_thatThrows_endsTheBatch(Face face) {
    assertThatThrownBy(() -> face.of(client).generations()
        .createAll(requests(3), BatchOptions.builder().listener(item -> {
      throw new UnsupportedOperationException("enough");
    }).build()))
        .isInstanceOf(BatchFailedException.class).hasCauseInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @EnumSource
  void batch_ofNone_isEmpty(Face face) {
    assertThat(face.of(client).generations().createAll(List.of(), BatchOptions.defaults())).isEmpty();
  }

  @Test
  void options_thatCannotBeUsed_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BatchOptions.builder().maxConcurrent(0).build());
    assertThatIllegalArgumentException().isThrownBy(
        () -> BatchOptions.builder().requestOptions(RequestOptions.builder().idempotencyKey("one").build()).build());
  }

  private static List<GenerateRequest> requests(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("prompt " + index)
            .build())
        .toList();
  }
}
