package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.function.Function;

/** Tells a lie in place of a true answer. */
@FunctionalInterface
public interface Mutation {

  /**
   * The lie, or the truth itself (the same object) where there is nothing to lie about.
   *
   * @param server the true server, for a lie that asks it something else
   */
  Exchange tell(Exchange truth, Function<ApiRequest, Exchange> server);
}
