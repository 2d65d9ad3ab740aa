package com.vicsee.contract.check;

import java.util.List;

/** The list of all checks: the one place where a new check is entered. */
public final class Checks {

  private Checks() {}

  /** The checks that see every answer. */
  public static List<ResponseCheck> ofResponses() {
    return List.of(new StatusDeclared(), new ExampleReproduced(), new MediaTypeDeclared(), new HeadersDeclared(),
        new HeadersUndeclared(), new HeadersOnce(), new HeaderCase(), new BodyValid(), new BodyClosed(), new EnvelopeKept(),
        new CodeOfStatus(), new MessageForm(), new NothingLeaks());
  }
}
