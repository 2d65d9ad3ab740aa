package com.vicsee.server.body;

import java.time.Instant;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads and writes JSON as the contract defines it, with a mapper of this library's own; the application's mapper is not changed. */
public final class ContractJson {
  private static final int MAX_NESTING = 100;

  static final JsonMapper MAPPER = JsonMapper.builder(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).maxStringLength(Integer.MAX_VALUE).build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build())
      .addModule(new SimpleModule().addSerializer(Instant.class, new WireTime()))
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  private ContractJson() {}

  /** Returns a model of the contract as JSON, as it is sent. */
  public static byte[] write(Object model) {
    return MAPPER.writeValueAsBytes(model);
  }
}
