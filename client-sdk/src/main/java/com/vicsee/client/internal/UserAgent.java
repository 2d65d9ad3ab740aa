package com.vicsee.client.internal;

import com.vicsee.client.generated.model.ContractFacts;
import org.jspecify.annotations.Nullable;

/**
 * Says who calls: the client, the contract that it was made from, Java, and the calling program if it wants to be
 * named.
 */
public final class UserAgent {

  private UserAgent() {
  }

  /** Returns the value of the header. */
  public static String of(@Nullable String program) {
    String version = UserAgent.class.getPackage().getImplementationVersion();
    String own = "vicsee-java/" + (version == null ? "dev" : version)
        + " (contract " + ContractFacts.VERSION + "; Java " + System.getProperty("java.version") + ")";
    return program == null ? own : program + " " + own;
  }
}
