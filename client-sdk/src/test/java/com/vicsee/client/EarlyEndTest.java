package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vicsee.client.error.CallInterruptedException;
import com.vicsee.client.error.ClientClosedException;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.TestServer;
import com.vicsee.client.support.Wire;
import com.vicsee.client.testing.FakeTime;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that the caller ends: by an interrupt, by cancelling the future, by closing the client. */
class EarlyEndTest {

  private static final Answer UNAVAILABLE = Answer.error(502, ErrorCode.Message.PROVIDER_UNAVAILABLE, "AI provider not available");

  private final FakeTime time = new FakeTime();
  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void interrupt_duringAWait_endsTheCallAndStaysSet() throws Exception {
    server.then(UNAVAILABLE);
    time.sleepForever();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread caller = new Thread(() -> {
      try {
        server.client(time).build().credits().balance();
      } catch (RuntimeException failure) {
        flag.complete(Thread.currentThread().isInterrupted());
        thrown.complete(failure);
      }
    });
    caller.start();

    while (time.sleeps().isEmpty()) {
      Thread.onSpinWait();
    }
    caller.interrupt();

    assertThat(thrown.get(120, TimeUnit.SECONDS)).isInstanceOf(CallInterruptedException.class)
        .hasMessage("[getCredits] Interrupted while waiting");
    assertThat(flag.get(120, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancel_duringAWait_cancelsTheSleep() {
    server.then(UNAVAILABLE);
    CompletableFuture<Void> sleeping = new CompletableFuture<>();
    CompletableFuture<Void> asleep = new CompletableFuture<>();
    VicSeeClient client = server.client(time).sleeper(duration -> {
      asleep.complete(null);
      return sleeping;
    }).build();

    CompletableFuture<?> call = client.async().credits().balance();
    asleep.join();
    call.cancel(true);

    assertThatThrownBy(() -> sleeping.get(120, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  @Test
  void interrupt_duringARequest_hangsUp() throws Exception {
    CompletableFuture<Void> hungUp = new CompletableFuture<>();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (TestServer silent = new TestServer(Wire.awaitHangUp(hungUp));
        VicSeeClient client = silent.client(time).build()) {
      Thread caller = new Thread(() -> {
        try {
          client.models().list();
        } catch (RuntimeException failure) {
          thrown.complete(failure);
        }
      });
      caller.start();
      while (silent.requests().isEmpty()) {
        Thread.onSpinWait();
      }

      caller.interrupt();

      assertThat(thrown.get(120, TimeUnit.SECONDS)).isInstanceOf(CallInterruptedException.class);
      hungUp.get(120, TimeUnit.SECONDS);
    }
  }

  @Test
  void cancel_duringARequest_hangsUp() throws Exception {
    CompletableFuture<Void> hungUp = new CompletableFuture<>();
    try (TestServer silent = new TestServer(Wire.awaitHangUp(hungUp));
        VicSeeClient client = silent.client(time).build()) {
      CompletableFuture<?> call = client.async().models().list();
      while (silent.requests().isEmpty()) {
        Thread.onSpinWait();
      }

      call.cancel(true);

      hungUp.get(120, TimeUnit.SECONDS);
      assertThat(silent.requests()).hasSize(1);
    }
  }

  @Test
  void close_fromACallback_doesNotWaitForItself() throws Exception {
    server.then(Answer.ok("{\"credits\": 7}"));
    VicSeeClient client = server.client(time).build();

    client.async().credits().balance().thenAccept(balance -> client.close()).get(120, TimeUnit.SECONDS);

    assertThatThrownBy(() -> client.credits().balance()).isInstanceOf(ClientClosedException.class);
  }
}
