package com.vicsee.server.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/** Strict on what callers send: no coerced types, no duplicate keys, no unknown fields. Moments are written in the contract's form. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {
  private static final int MAX_NESTING = 100;
  /** Above the longest string that the contract takes, a data URI. */
  private static final int MAX_STRING = 34_000_000;

  @Bean
  JsonMapper jsonMapper() {
    JsonFactory factory = JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).maxStringLength(MAX_STRING).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
    SimpleModule wireTime = new SimpleModule("wire-time");
    wireTime.addSerializer(Instant.class, new InstantSerializer());
    JsonMapper.Builder builder = JsonMapper.builder(factory)
        .addModule(wireTime)
        .addModule(new SimpleModule("strict-enums").setDeserializerModifier(new StrictEnums()))
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    for (CoercionInputShape shape : new CoercionInputShape[] {
        CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean}) {
      builder.withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
    }
    // No list of the contract takes a null among its items.
    builder.withConfigOverride(List.class, config -> config.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
    builder.withCoercionConfig(
        LogicalType.Enum, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail));
    return builder.build();
  }

  @Bean
  ServerHttpMessageConvertersCustomizer wholeJson(JsonMapper json) {
    return converters -> converters.withJsonConverter(new WholeJson(json));
  }

  /** Lets an enum be a string only. Jackson hands 2 to a factory of strings as "2", whatever its coercion settings say. */
  private static final class StrictEnums extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config, JavaType type, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
      return new StringOnly(deserializer);
    }
  }

  private static final class StringOnly extends DelegatingDeserializer {
    StringOnly(ValueDeserializer<?> deserializer) {
      super(deserializer);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
      return new StringOnly(deserializer);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
      return parser.hasToken(JsonToken.VALUE_STRING)
          ? super.deserialize(parser, context)
          : context.handleUnexpectedToken(context.constructType(handledType()), parser);
    }
  }

  private static final class InstantSerializer extends StdSerializer<Instant> {
    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant moment, JsonGenerator out, SerializationContext context) {
      out.writeString(WireTime.format(moment));
    }
  }
}
