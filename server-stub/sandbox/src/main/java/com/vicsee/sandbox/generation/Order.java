package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.InputReader.Detected;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed every check of its own: what to generate, and what it costs.
 *
 * @param source what was detected in the input of a tool; null for others
 */
record Order(Specification specification, Prices.Price price, @Nullable Detected source) {}
