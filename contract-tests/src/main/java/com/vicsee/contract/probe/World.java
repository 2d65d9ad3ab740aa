package com.vicsee.contract.probe;

import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Methods;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.spec.Parameter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The surroundings of a server: the callers, the limits of the run, and whether it is the sandbox. Of one run and one thread. */
public final class World {

  private static final int OBSERVATIONS = 5;

  /** The limits of a run. */
  public interface Limits {

    /** Restores quota, credits and free places of all accounts, where the server allows that. */
    void refresh();

    /** Moves the server's clock, where the server allows that. */
    default void advance(Duration by) {
      throw new Unreached("only the sandbox has a clock that can be moved");
    }

    /** How many credits may still be spent. */
    long credits();

    /** How many requests may still be sent with a key of the run. */
    long requests(String key);

    /** Waits between two requests. */
    default void pause(Duration time) {
      try {
        Thread.sleep(time.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unreached("the run was interrupted");
      }
    }

    /** Whether megabytes may be sent. */
    default boolean takesBigBodies() {
      return true;
    }
  }

  private final boolean sandbox;
  private final String key;
  private final @Nullable String otherKey;
  private final long seed;
  private final int tries;
  private final Limits limits;
  private final Delivery delivery = new Delivery();
  private final Map<String, Boolean> inputs = new HashMap<>();
  private @Nullable String task;
  private @Nullable String gateway;

  private World(boolean sandbox, String key, @Nullable String otherKey, long seed, int tries, Limits limits) {
    this.sandbox = sandbox;
    this.key = key;
    this.otherKey = otherKey;
    this.seed = seed;
    this.tries = tries;
    this.limits = limits;
  }

  /** The sandbox, with its personas, fixed tasks and triggers. */
  public static World sandbox(Contract contract, long seed, int tries, Limits limits) {
    return new World(true, contract.key(Contract.CALLER), contract.key("other"), seed, tries, limits);
  }

  /** Any other server, with one or two keys. */
  public static World elsewhere(String key, @Nullable String otherKey, long seed, int tries, Limits limits) {
    return new World(false, key, otherKey, seed, tries, limits);
  }

  /** Whether there are personas, fixed tasks and triggers. */
  public boolean isSandbox() {
    return sandbox;
  }

  /** How often a scenario observes a balance or quota before it reports it: once on the sandbox, more often where other clients may use the account. */
  public int observations() {
    return sandbox ? 1 : OBSERVATIONS;
  }

  /** The caller's key. */
  public String key() {
    return key;
  }

  /** The key of another user, if there is one. */
  public Optional<String> otherKey() {
    return Optional.ofNullable(otherKey);
  }

  /** The seed of all random values. */
  public long seed() {
    return seed;
  }

  /** How many random bodies are tried per operation. */
  public int tries() {
    return tries;
  }

  /** The limits of the run. */
  public Limits limits() {
    return limits;
  }

  /** The evidence of a gateway in front of the server, if an answer had any. */
  public Optional<String> gateway() {
    return Optional.ofNullable(gateway);
  }

  /** Sends the requests of the run. */
  Delivery delivery() {
    return delivery;
  }

  /** Why the server counts as away since some moment of the run; empty when it is there. */
  public Optional<String> away() {
    return delivery.away();
  }

  /** Sets the evidence of a gateway. */
  void behind(String evidence) {
    this.gateway = evidence;
  }

  /** Whether the server reads the input of the example of an operation, which is tried once. */
  boolean reads(String operation, BooleanSupplier trial) {
    Boolean known = inputs.get(operation);
    boolean reads = known == null ? trial.getAsBoolean() : known;
    inputs.put(operation, reads);
    return reads;
  }

  /** A completed task of the caller, if there is one. On another server the run has to make it. */
  public Optional<String> task() {
    return Optional.ofNullable(task);
  }

  /** Sets the completed task of the caller. */
  public void completed(String id) {
    this.task = id;
  }

  /** The key of the user with more requests left. */
  String anyKey() {
    return otherKey == null || sandbox || limits.requests(otherKey) <= limits.requests(key) ? key : otherKey;
  }

  /** A change for the sandbox with a key, the task, a harmless method and a body of another server that costs nothing. */
  ObjectNode adapted(Contract contract, Operation operation, JsonNode original, String caller) {
    ObjectNode change = original.deepCopy().asObject();
    if (!change.has("key")) {
      // The task is of the first user.
      change.put("key", operation.hasPathParameter() && task != null ? key : caller);
    }
    if (change.has("method")) {
      change.put("method", Methods.undeclared(contract, operation, true).get(0));
    }
    if (operation.paid() && !change.has("body") && !change.has("rawBody")) {
      change.putObject("body");
    }
    for (Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("path") && !change.path("parameters").has(parameter.name())) {
        change.withObject("/parameters").put(parameter.name(), task().orElse("task_unknown"));
      }
    }
    return change;
  }
}
