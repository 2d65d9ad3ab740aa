package com.vicsee.contract.mutation;

import com.vicsee.contract.http.ApiRequest;
import com.vicsee.contract.http.Exchange;
import java.util.function.Function;

/** A fault that only requests at the same moment show. */
@FunctionalInterface
interface Race extends Mutation {

  /** Returns the changed answer to a request that arrived at the same moment as another. */
  Exchange later(Exchange first, Exchange original, Function<ApiRequest, Exchange> server);

  @Override
  default Exchange apply(Exchange original, Function<ApiRequest, Exchange> server) {
    return original;
  }
}
