package com.vicsee.sandbox.generation;

/** Thrown by a provider that cannot start a generation. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the caller may expect of a second try. */
  public enum Kind {
    /** The provider does not answer; later it may. */
    UNAVAILABLE,
    /** The provider answered that this generation failed. */
    FAILED
  }

  private final Kind kind;

  public ProviderException(Kind kind) {
    super(kind.name());
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
