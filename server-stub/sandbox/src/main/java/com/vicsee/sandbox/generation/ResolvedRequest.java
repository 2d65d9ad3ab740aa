package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.media.InputReader.Detected;
import com.vicsee.server.catalogue.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that is valid for its model: what to generate, and its price.
 *
 * @param inputUrls the URLs of the inputs in full, in the order of the specification
 * @param source what was detected in the input of a tool; null for other models
 */
record ResolvedRequest(Specification specification, List<String> inputUrls, Price price, @Nullable Detected source) {}
