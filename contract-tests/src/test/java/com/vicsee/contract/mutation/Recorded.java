package com.vicsee.contract.mutation;

import com.vicsee.contract.spec.Example;
import com.vicsee.contract.spec.Operation;
import com.vicsee.contract.http.Exchange;
import java.util.Optional;

/**
 * An answer as the checks have seen it.
 *
 * @param moved whether the server's clock had been moved
 * @param before the previous answer to the same caller, if it is known
 * @param expected the example that the request was made for, if it was
 */
public record Recorded(Operation operation, Optional<Example> expected, Exchange exchange, Optional<Exchange> before, boolean moved) {}
