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

  /** The checks that drive a server. */
  public static List<Scenario> scenarios() {
    return List.of(new AuthenticationEnforced(), new MethodsClosed(), new HeadLikeGet(), new QuotaCounted(), new RequestIdEchoed(),
        new CreditsAddUp(), new ReplayEqual(), new LifeCycleForward(), new RangesServed(), new ContentNegotiated(),
        new CompressionRefused(), new UnknownPathsEnveloped(), new FiltersApplied(), new PathsParsed(), new NegativeRefused(),
        new PositiveAccepted(), new RandomJudged());
  }
}
