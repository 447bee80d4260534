package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trellis.model.PathError;

/** The body of every error: RFC 9457. */
@Schema(description = "What every error looks like (RFC 9457, application/problem+json)")
record Problem(
        @Schema(example = "urn:trellis:problem:invalid-request") String type,
        @Schema(example = "Invalid request") String title,
        @Schema(example = "400") int status,
        @Schema(example = "member \"values\" has to be an object of strings") String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "One entry for each member or path concerned")
                List<Item> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    Problem {
        errors = List.copyOf(errors);
    }

    /**
     * One thing that is wrong.
     *
     * @param path a parameter path, or a member of the request ({@code values.Device.X})
     */
    @Schema(name = "ProblemItem")
    record Item(
            @Schema(example = "Device.WiFi.SSID.1.SSID") String path,
            @Schema(example = "invalid-value") String code,
            @Schema(description = "The protocol's own code, if there is one", example = "9007")
                    @Nullable String sourceCode,
            @Schema(example = "longer than 32 characters") String message,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(description = "What an ambiguous member may mean")
                    List<String> candidates) {

        Item {
            candidates = List.copyOf(candidates);
        }

        Item(String path, String code, @Nullable String sourceCode, String message) {
            this(path, code, sourceCode, message, List.of());
        }

        static Item of(PathError error) {
            return new Item(
                    error.path(),
                    error.code().label(),
                    error.sourceCode().isEmpty() ? null : error.sourceCode(),
                    error.message());
        }
    }
}
