package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.store.EventRecord;

/** An event as the API prints it. */
@Schema(name = "Event")
record EventView(
        @Schema(description = "Time-ordered; deduplicate by it") String id,
        @Schema(
                        description = "Null for what concerns no device",
                        example = "0014A5-HG100-SN123",
                        nullable = true)
                @Nullable String deviceId,
        @Schema(description = "An open list: see docs/api/events.md", example = "device.boot")
                String type,
        Instant at,
        Map<String, Object> data) {

    static EventView of(EventRecord event) {
        return new EventView(
                event.id().toString(),
                event.device().map(Object::toString).orElse(null),
                event.type(),
                event.at(),
                event.data());
    }
}
