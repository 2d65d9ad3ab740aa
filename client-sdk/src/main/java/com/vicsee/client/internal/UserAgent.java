package com.vicsee.client.internal;

import com.vicsee.client.model.ContractFacts;
import java.lang.module.ModuleDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The user agent: the client, the version of its contract, Java, and the calling program if it gave its name.
 */
public final class UserAgent {

  private UserAgent() {
  }

  /** Returns the value of the header. */
  public static String of(@Nullable String program) {
    String version = version();
    String own = "vicsee-java/" + version
        + " (contract " + ContractFacts.VERSION + "; Java " + System.getProperty("java.version") + ")";
    return program == null ? own : program + " " + own;
  }

  /** Returns the version of the jar: the module knows it on a module path, the manifest on a class path. */
  private static String version() {
    ModuleDescriptor module = UserAgent.class.getModule().getDescriptor();
    String version = module != null
        ? module.rawVersion().orElse(null)
        : UserAgent.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
