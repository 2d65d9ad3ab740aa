package com.vicsee.contract.spec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A parameter of an operation.
 *
 * @param in `path`, `query` or `header`
 * @param schema the pointer of its schema
 * @param pointer where it is written
 */
public record Parameter(String name, String in, boolean required, @Nullable JsonNode example, String schema, String pointer) {}
