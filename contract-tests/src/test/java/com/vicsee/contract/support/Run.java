package com.vicsee.contract.support;

import com.vicsee.contract.coverage.Elements;
import com.vicsee.contract.coverage.Ledger;
import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.HttpTarget;
import com.vicsee.contract.http.Target;
import com.vicsee.contract.mutation.Recording;
import com.vicsee.contract.probe.Examiner;
import com.vicsee.contract.probe.ResponseCheck;
import com.vicsee.contract.probe.World;
import com.vicsee.contract.spec.Contract;
import com.vicsee.contract.spec.Schemas;
import com.vicsee.contract.suite.Checks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One test run: the contract, its ledger, and each server, which starts on its first use and stops at the end. */
public final class Run implements AutoCloseable {

  private final Path file = Path.of(System.getProperty("vicsee.contract", "../openapi/openapi.yaml")).toAbsolutePath().normalize();
  private final Contract contract = Contract.read(file);
  private final Schemas schemas = new Schemas(contract);
  private final Ledger ledger = new Ledger(new Elements(contract, schemas));
  private final Recording recording = new Recording("stub");
  private final Examiner examiner = new Examiner(contract, schemas, ledger, recorded(recording));
  private @Nullable Sandbox sandbox;
  private @Nullable Prism prism;

  private Run() {}

  /** The contract's file. */
  public Path file() {
    return file;
  }

  /** The contract. */
  public Contract contract() {
    return contract;
  }

  /** Its schemas. */
  public Schemas schemas() {
    return schemas;
  }

  /** The results so far. */
  public Ledger ledger() {
    return ledger;
  }

  /** Judges answers with all checks. */
  public Examiner examiner() {
    return examiner;
  }

  /** The recorded answers of the stub. */
  public Recording recording() {
    return recording;
  }

  private static List<ResponseCheck> recorded(Recording recording) {
    List<ResponseCheck> checks = new ArrayList<>(Checks.ofResponses());
    checks.add(recording);
    return checks;
  }

  /** The stub. */
  public synchronized Target stub() {
    if (sandbox == null) {
      sandbox = Sandbox.start();
    }
    return target("stub", sandbox);
  }

  /** A sandbox as a target. A slow answer on a busy machine is no fault. */
  public static Target target(String name, Sandbox sandbox) {
    return new HttpTarget(name, sandbox.baseUrl(), Duration.ofMinutes(2));
  }

  /** Resets the stub to its first state. */
  public void resetStub() {
    control(stub(), "/sandbox/reset", "");
  }

  private static void control(Target sandbox, String path, String json) {
    Map<String, String> headers = json.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json");
    sandbox.send(new ApiRequest("POST", sandbox.baseUrl().replace("/api/v1", path), headers, json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The stub, as scenarios see it: the sandbox, with its control. */
  public World world() {
    return world(Long.getLong("vicsee.seed", 1));
  }

  /** The stub, as scenarios see it, with another seed. */
  public World world(long seed) {
    return world(contract(), seed, stub());
  }

  /** A sandbox, as scenarios see it. */
  public static World world(Contract contract, long seed, Target sandbox) {
    return World.sandbox(contract, seed, Integer.getInteger("vicsee.tries", 25), new World.Limits() {
      @Override
      public void refresh() {
        control(sandbox, "/sandbox/reset", "");
      }

      @Override
      public void advance(Duration by) {
        control(sandbox, "/sandbox/clock", "{\"advance\":\"" + by + "\"}");
      }

      @Override
      public long credits() {
        return Long.MAX_VALUE;
      }

      @Override
      public long requests(String key) {
        return Long.MAX_VALUE;
      }
    });
  }

  /** The mock. */
  public synchronized Target mock() {
    if (prism == null) {
      prism = Prism.mock(file);
    }
    return new HttpTarget("mock", prism.baseUrl());
  }

  @Override
  public synchronized void close() {
    if (sandbox != null) {
      sandbox.close();
    }
    if (prism != null) {
      prism.close();
    }
  }

  /** Injects the run into tests: `@ExtendWith(Run.Resolver.class)` and a constructor parameter. */
  public static class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Run.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return run(context.getRoot(), Run.class);
    }

    Run run(ExtensionContext owner, Class<?> key) {
      return owner.getStore(Namespace.create(Run.class)).getOrComputeIfAbsent(key, k -> new Run(), Run.class);
    }
  }

  /** Injects a run with servers and a ledger of its own into one test class, which so can run beside the others. */
  public static final class Own extends Resolver {

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return run(context, context.getRequiredTestClass());
    }
  }
}
