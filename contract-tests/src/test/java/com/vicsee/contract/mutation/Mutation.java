package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.function.Function;

/** Changes correct answers. It may keep state between the answers of one run. */
@FunctionalInterface
public interface Mutation {

  /**
   * Returns the changed answer, or the same object where there is nothing to change.
   *
   * @param server the correct server, for a mutation that asks it something else
   */
  Exchange apply(Exchange original, Function<ApiRequest, Exchange> server);
}
