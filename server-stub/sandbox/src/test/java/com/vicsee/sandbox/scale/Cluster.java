package com.vicsee.sandbox.scale;

import com.vicsee.sandbox.testing.Postgres;
import com.vicsee.sandbox.testing.Sandbox;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Three instances of the sandbox on one database, started at the same moment on an empty one. */
final class Cluster implements AutoCloseable {
  private static final int SIZE = 3;

  private final String url = Postgres.newDatabase();
  private final List<Sandbox> instances = Sandbox.atOnce(SIZE, () -> Sandbox.start(Postgres.option(url)));
  private final AtomicInteger next = new AtomicInteger();

  /** A request to whichever instance it comes to. */
  @FunctionalInterface
  interface Request<T> {
    T to(Sandbox instance) throws Exception;
  }

  String url() {
    return url;
  }

  List<Sandbox> instances() {
    return instances;
  }

  Sandbox a() {
    return instances.get(0);
  }

  Sandbox b() {
    return instances.get(1);
  }

  Sandbox c() {
    return instances.get(2);
  }

  /** Does the same many times at once, at the instances in turn. */
  <T> List<T> atOnce(int threads, Request<T> request) {
    return Sandbox.atOnce(threads, spread(request));
  }

  /** Makes a request that goes to the instances in turn. */
  <T> Callable<T> spread(Request<T> request) {
    return () -> request.to(instances.get(next.getAndIncrement() % SIZE));
  }

  @Override
  public void close() {
    instances.forEach(Sandbox::close);
  }
}
