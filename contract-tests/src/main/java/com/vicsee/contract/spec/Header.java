package com.vicsee.contract.spec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A header of a response.
 *
 * @param schema the pointer of its schema
 * @param pointer where it is written
 */
public record Header(String name, boolean required, @Nullable JsonNode example, String schema, String pointer) {}
