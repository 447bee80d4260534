package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.trellis.model.capability.support.CapabilitySupport;
import org.trellis.model.capability.support.Support;

/** What a device has of a capability. */
@Schema(name = "Capability")
record CapabilityView(
        @Schema(example = "wifi") String name,
        @Schema(description = "supported, partial, unsupported or unknown", example = "partial")
                String support,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "If it is partial: the members that are not whole")
                List<String> missing,
        List<Member> members) {

    /** What it has of a member. */
    @Schema(name = "CapabilityMember")
    record Member(
            @Schema(example = "security") String name,
            @Schema(description = "attribute, operation or event", example = "attribute")
                    String kind,
            @Schema(example = "partial") String support,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(description = "If it is partial: the paths that the device has not")
                    List<String> missing) {}

    static CapabilityView of(CapabilitySupport support) {
        return new CapabilityView(
                support.capability().label(),
                support.support().label(),
                missing(support.support()),
                support.members().stream()
                        .map(m ->
                                new Member(
                                        m.name(),
                                        m.kind().name().toLowerCase(Locale.ROOT),
                                        m.support().label(),
                                        missing(m.support())))
                        .toList());
    }

    private static List<String> missing(Support support) {
        return support instanceof Support.Partial(List<String> missing) ? missing : List.of();
    }
}
