package org.trellis.controller.api;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.type.LogicalType;

/** JSON read strictly: nothing unknown, nothing twice, nothing converted, nothing deep or huge. */
@Configuration(proxyBeanMethods = false)
class ApiJson {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_STRING = 256 * 1024;
    private static final int MAX_TOKENS = 20_000;

    @Bean
    JsonMapperBuilderCustomizer strictMapper() {
        return builder ->
                builder.enable(
                                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .withCoercionConfig(LogicalType.Textual, ApiJson::noScalars)
                        .withCoercionConfig(LogicalType.Boolean, ApiJson::noScalars)
                        .withCoercionConfig(LogicalType.Enum, ApiJson::noScalars);
    }

    private static void noScalars(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }

    @Bean
    JsonFactoryBuilderCustomizer boundedReader() {
        return builder ->
                builder.streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_STRING)
                                .maxTokenCount(MAX_TOKENS)
                                .maxNumberLength(100)
                                .maxNameLength(2_000)
                                .build());
    }
}
