package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Access;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.catalogue.Interval;
import org.trellis.model.catalogue.ValueSyntax;

/** A node of the data model, and what the device says about it. */
@Schema(name = "SchemaNode")
record SchemaView(
        @Schema(
                        description = "With {i} for instances",
                        example = "Device.WiFi.Radio.{i}.TransmitPower")
                String path,
        @Schema(description = "object, parameter, command or event", example = "parameter")
                String kind,
        @Schema(
                        description = "Null for objects, commands, events",
                        nullable = true,
                        example = "int")
                @Nullable String type,
        @Schema(
                        description =
                                "What the model says: readOnly, readWrite or writeOnce; for an"
                                        + " object: whether its rows are made by us",
                        example = "readWrite")
                String access,
        @Schema(description = "What the device says; null if it did not tell", nullable = true)
                @Nullable Boolean writable,
        @Schema(
                        description =
                                "Whether this device has it; null as long as it is not discovered",
                        nullable = true)
                @Nullable Boolean supported,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(example = "percent") String units,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
                @Schema(description = "A comma-separated list; limits are those of an item")
                boolean list,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> enumeration,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "One of them has to match")
                String pattern,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "Of the number: min..max/step", example = "[\"-1..100\"]")
                List<String> range,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "Of the text's length", example = "[\"..64\"]")
                List<String> length,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean secret,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "The version of the model that brought it", example = "2.0")
                String since) {

    static SchemaView of(
            CatalogueNode node, @Nullable Boolean supported, @Nullable Boolean writable) {
        ValueSyntax syntax = node.syntax();
        return new SchemaView(
                node.template(),
                label(node.kind()),
                node.type().map(ParameterType::label).orElse(null),
                label(node.access()),
                writable,
                supported,
                syntax == null ? "" : syntax.units(),
                syntax != null && syntax.list(),
                syntax == null ? List.of() : syntax.enumeration(),
                syntax == null ? "" : syntax.limits().patterns().toString(),
                syntax == null ? List.of() : texts(syntax.limits().ranges()),
                syntax == null ? List.of() : texts(syntax.limits().sizes()),
                node.isSecret(),
                node.origin().version());
    }

    /** What only the device knows. */
    static SchemaView ofVendor(SupportedNode node) {
        ParameterType type = node.type();
        return new SchemaView(
                node.template(),
                label(node.kind()),
                type == null ? null : type.label(),
                node.writable() ? label(Access.READ_WRITE) : label(Access.READ_ONLY),
                node.writable(),
                true,
                "",
                false,
                List.of(),
                "",
                List.of(),
                List.of(),
                false,
                "");
    }

    private static String label(SupportedNode.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String label(Access access) {
        return switch (access) {
            case READ_ONLY -> "readOnly";
            case READ_WRITE -> "readWrite";
            case WRITE_ONCE -> "writeOnce";
        };
    }

    private static List<String> texts(List<Interval> intervals) {
        return intervals.stream().map(Interval::toString).toList();
    }
}
