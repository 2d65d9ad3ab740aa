package com.vicsee.contract.spec;

import java.util.List;

/**
 * A media type of a response.
 *
 * @param schema the pointer of its schema
 * @param pointer where it is written
 */
public record Content(String type, String schema, List<Example> examples, String pointer) {}
