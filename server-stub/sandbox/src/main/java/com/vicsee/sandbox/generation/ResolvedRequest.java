package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.InputReader.Detected;
import org.jspecify.annotations.Nullable;

/**
 * A request that is valid for its model: what to generate, and its price.
 *
 * @param source what was detected in the input of a tool; null for other models
 */
record ResolvedRequest(Specification specification, Prices.Price price, @Nullable Detected source) {}
