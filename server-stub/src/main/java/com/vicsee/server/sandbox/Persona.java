package com.vicsee.server.sandbox;

import com.vicsee.server.generated.model.Plan;
import java.util.List;

/**
 * The fixed users of the sandbox and their keys.
 *
 * @param userId the user; several keys may belong to one
 * @param credits what the account opens with
 * @param who what the user is for, in a sentence
 */
public record Persona(String key, String userId, Plan plan, long credits, boolean active, String who) {
  private static final String PREFIX = "sk-sandbox-";

  /** Every call of it fails inside the server. */
  static final Persona FAULTY = of("faulty", Plan.PRO, 5000, "Every call fails inside the server: 500");

  /** The user that an example of the contract is sent by, unless it says otherwise. */
  public static final Persona PRO = of("pro", Plan.PRO, 5000, "Pro plan, the owner of the fixed tasks");
  static final Persona OTHER = of("other", Plan.PRO, 5000, "Another Pro user, the owner of task_sandbox_other");
  static final Persona EXHAUSTED = of("exhausted", Plan.PRO, 5000, "Pro with no request left today: 429");
  static final Persona BUSY = of("busy", Plan.PRO, 5000, "Pro with as many generations under way as the plan allows: 429");

  /** All of them. */
  public static final List<Persona> ALL = List.of(
      of("starter", Plan.STARTER, 1000, "Starter plan"),
      PRO,
      // Two keys of one user share balance and quota.
      new Persona(PREFIX + "pro-2", PRO.userId(), PRO.plan(), PRO.credits(), true, "A second key of the Pro user"),
      of("enterprise", Plan.ENTERPRISE, 1_000_000, "Enterprise plan"),
      of("pack", Plan.STARTER, 500, "No subscription, but a credit pack"),
      of("free", Plan.FREE, 0, "Free plan, no access: 403"),
      of("broke", Plan.PRO, 45, "Pro with few credits: 402"),
      EXHAUSTED,
      new Persona(PREFIX + "inactive", "sandbox-inactive", Plan.PRO, 0, false, "A revoked key: 401"),
      OTHER,
      BUSY,
      FAULTY);

  private static Persona of(String name, Plan plan, long credits, String who) {
    return new Persona(PREFIX + name, "sandbox-" + name, plan, credits, true, who);
  }
}
