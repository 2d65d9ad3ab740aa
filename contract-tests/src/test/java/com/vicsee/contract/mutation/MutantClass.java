package com.vicsee.contract.mutation;

import java.util.Set;
import java.util.stream.Stream;

/** The taxonomy of faults. Every kind of mutant belongs to one class. */
public enum MutantClass {
  /** Status, methods, negotiation and header fields (RFC 9110). */
  HTTP("status swapped", "status undeclared", "header dropped", "header duplicated", "header renamed", "header added", "ignored request", "HEAD"),
  /** The bytes on the wire (RFC 9112). */
  FRAMING("wire"),
  /** Media type, envelope and the form of a body (RFC 8259, JSON Schema). */
  REPRESENTATION("media type replaced", "media type dropped", "media type duplicated", "body bytes", "envelope broken", "property dropped",
      "property renamed", "property added", "property nulled", "property retyped", "array changed"),
  /** A value that is wrong by itself. */
  VALUE("code swapped, same status", "code swapped, other status", "code unknown", "message form", "header malformed", "header off",
      "property malformed", "property out of bounds", "enum value unknown", "enum value swapped", "models"),
  /** Times, and the form of times (RFC 3339). */
  TIME("header date form", "date form"),
  /** What an answer says of resources that an earlier answer has described. */
  STATE("stale answer", "task", "submission"),
  /** The caller, and what a caller may see (OWASP API1 to API5). */
  IDENTITY("request id", "another caller", "check skipped"),
  /** Credits and idempotency. */
  MONEY("credits", "balance", "replay"),
  /** Quota (OWASP API4). */
  QUOTA("quota"),
  /** Results, links and uploads. */
  MEDIA("bytes", "link", "upload");

  private final Set<String> kinds;

  MutantClass(String... kinds) {
    this.kinds = Set.of(kinds);
  }

  /** The class of a kind of mutants. */
  public static MutantClass of(String kind) {
    return Stream.of(values()).filter(c -> c.kinds.contains(kind)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The kind \"" + kind + "\" belongs to no class of the taxonomy"));
  }
}
