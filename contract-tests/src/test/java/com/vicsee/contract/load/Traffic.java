package com.vicsee.contract.load;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http.support.BasicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Callers that each send a request, wait for its answer, and send the next, each over its own persistent connection. One thread drives
 * them all, so that they take at most one processor.
 */
final class Traffic implements AutoCloseable {

  private static final Timeout PATIENCE = Timeout.ofSeconds(30);
  /** How many requests without an answer are reported with the reason. */
  private static final int TOLD = 5;

  private final HttpAsyncRequester requester = AsyncRequesterBootstrap.bootstrap()
      .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).setSoTimeout(PATIENCE).build())
      .setMaxTotal(100_000).setDefaultMaxPerRoute(100_000)
      .create();

  Traffic() {
    requester.start();
  }

  /**
   * Sends for a time.
   *
   * @param requests makes the request of that number; numbers count up from 0 over all callers
   * @param reader sees each answer; without it, statuses below 300 are good and all others bad
   */
  Sample run(Peer peer, int connections, Duration duration, IntFunction<ApiRequest> requests, @Nullable Consumer<Exchange> reader) {
    Run run = new Run(requests, reader, System.nanoTime() + duration.toNanos(), new CountDownLatch(connections));
    Duration cpu = peer.cpu();
    long start = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      new Caller(run).call();
    }
    try {
      if (!run.callers.await(duration.toSeconds() + 2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the callers of " + peer.name() + " did not come to their end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Sample(run.good.get(), run.bad.get(), seconds, run.latencies, peer.cpu().minus(cpu), peer.residentMiB());
  }

  /** The state that the callers of one run share. */
  private record Run(IntFunction<ApiRequest> requests, @Nullable Consumer<Exchange> reader, long end, CountDownLatch callers,
      AtomicInteger number, AtomicLong good, AtomicLong bad, Histogram latencies) {

    Run(IntFunction<ApiRequest> requests, @Nullable Consumer<Exchange> reader, long end, CountDownLatch callers) {
      this(requests, reader, end, callers, new AtomicInteger(), new AtomicLong(), new AtomicLong(),
          new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(2), 3));
    }
  }

  private final class Caller {
    private final Run run;
    private @Nullable AsyncClientEndpoint connection;

    Caller(Run run) {
      this.run = run;
    }

    void call() {
      if (System.nanoTime() >= run.end) {
        hangUp();
        run.callers.countDown();
        return;
      }
      ApiRequest request = run.requests.apply(run.number.getAndIncrement());
      long start = System.nanoTime();
      if (connection != null && connection.isConnected()) {
        send(connection, request, start);
        return;
      }
      URI origin = request.origin();
      requester.connect(new HttpHost(origin.getScheme(), origin.getHost(), origin.getPort()), PATIENCE, null, after(request, opened -> {
        connection = opened;
        send(opened, request, start);
      }, start));
    }

    private void send(AsyncClientEndpoint endpoint, ApiRequest request, long start) {
      BasicRequestBuilder head = BasicRequestBuilder.create(request.method()).setUri(request.url());
      request.headers().forEach(head::addHeader);
      // The headers have the media type already; the producer would add a second one.
      var body = request.body().length == 0 ? null : new BasicAsyncEntityProducer(request.body(), null);
      endpoint.execute(new BasicRequestProducer(head.build(), body), new BasicResponseConsumer<>(new BasicAsyncEntityConsumer()),
          after(request, answer -> read(request, answer, start), start));
    }

    private void read(ApiRequest request, Message<HttpResponse, byte[]> answer, long start) {
      run.latencies.recordValue(System.nanoTime() - start);
      if (run.reader != null) {
        List<Exchange.Field> headers = Arrays.stream(answer.getHead().getHeaders()).map(h -> new Exchange.Field(h.getName(), h.getValue()))
            .toList();
        byte[] body = answer.getBody() == null ? new byte[0] : answer.getBody();
        run.reader.accept(new Exchange(request, answer.getHead().getCode(), headers, body));
      }
      (run.reader != null || answer.getHead().getCode() < 300 ? run.good : run.bad).incrementAndGet();
      call();
    }

    /** Goes on with the result, or counts a request without an answer and goes on with the next one. */
    private <T> FutureCallback<T> after(ApiRequest request, Consumer<T> next, long start) {
      return new FutureCallback<>() {
        @Override
        public void completed(T result) {
          next.accept(result);
        }

        @Override
        public void failed(Exception e) {
          run.latencies.recordValue(System.nanoTime() - start);
          if (run.bad.incrementAndGet() <= TOLD) {
            System.err.println(request.method() + ' ' + request.url() + " has no answer: " + e);
          }
          hangUp();
          call();
        }

        @Override
        public void cancelled() {
          failed(new IllegalStateException("cancelled"));
        }
      };
    }

    private void hangUp() {
      if (connection != null) {
        connection.releaseAndDiscard();
        connection = null;
      }
    }
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }
}
