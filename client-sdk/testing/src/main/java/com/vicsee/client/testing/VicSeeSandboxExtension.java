package com.vicsee.client.testing;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.VicSeeClientBuilder;
import com.vicsee.client.testing.generated.Persona;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tests of a run one {@link VicSeeSandbox}, started by the first class that wants it and stopped after the
 * last. A test takes what it needs as a parameter: the {@code VicSeeSandbox}, a {@code VicSeeClient}, a {@code
 * VicSeeClientBuilder}, the latter two for the Pro user or for whom {@link AsPersona} names.
 *
 * <pre>{@code
 * @ExtendWith(VicSeeSandboxExtension.class)
 * class ShopTest {
 *   @Test
 *   void poster_withoutCredits_isRefused(@AsPersona(Persona.BROKE) VicSeeClient client) { … }
 * }
 * }</pre>
 *
 * <p>With options it is registered as a field: {@code @RegisterExtension static VicSeeSandboxExtension vicsee =
 * VicSeeSandboxExtension.with(…)}. Classes with equal options share a sandbox, others have their own.
 *
 * <p>The sandbox is reset before each test, unless {@link #withoutReset()} says otherwise. Tests that run in parallel
 * share their personas, so nothing is reset before a test that JUnit runs concurrently with others; such tests do not
 * count on a balance, and do not move the clock.
 */
public final class VicSeeSandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  private static final Namespace RUN = Namespace.create(VicSeeSandboxExtension.class);
  private static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";
  private static final Set<Class<?>> TYPES =
      Set.of(VicSeeSandbox.class, VicSeeClient.class, VicSeeClientBuilder.class);

  private final SandboxOptions options;
  private final boolean resetting;

  /** Makes the extension with the default options, as {@code @ExtendWith} does. */
  public VicSeeSandboxExtension() {
    this(SandboxOptions.defaults(), true);
  }

  private VicSeeSandboxExtension(SandboxOptions options, boolean resetting) {
    this.options = options;
    this.resetting = resetting;
  }

  /** Returns an extension with options. */
  public static VicSeeSandboxExtension with(SandboxOptions options) {
    return new VicSeeSandboxExtension(options, true);
  }

  /** Returns this extension without a reset before each test: what a test does is seen by the next. */
  public VicSeeSandboxExtension withoutReset() {
    return new VicSeeSandboxExtension(options, false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    sandbox(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (resetting && !isConcurrent(context)) {
      sandbox(context).reset();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    VicSeeSandbox sandbox = sandbox(context);
    Persona persona = parameter.findAnnotation(AsPersona.class).map(AsPersona::value).orElse(Persona.PRO);
    Class<?> type = parameter.getParameter().getType();
    if (type == VicSeeSandbox.class) {
      return sandbox;
    }
    if (type == VicSeeClientBuilder.class) {
      return sandbox.clientBuilder(persona);
    }
    // In the store, which closes it after the test, or after the class for a parameter of its constructor.
    VicSeeClient client = sandbox.clientBuilder(persona).build();
    context.getStore(RUN).put(client, client);
    return client;
  }

  private VicSeeSandbox sandbox(ExtensionContext context) {
    return context.getRoot().getStore(RUN).getOrComputeIfAbsent(
        List.of(VicSeeSandbox.class, options), key -> VicSeeSandbox.start(options), VicSeeSandbox.class);
  }

  private static boolean isConcurrent(ExtensionContext context) {
    if (!context.getConfigurationParameter(PARALLEL, Boolean::valueOf).orElse(false)) {
      return false;
    }
    for (@Nullable ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      if (at.getParent().isPresent() && at.getExecutionMode() == ExecutionMode.CONCURRENT) {
        return true;
      }
    }
    return false;
  }
}
