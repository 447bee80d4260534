package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Events;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.store.EventRecord;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;

/** What happened: page by page, and live. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "events", description = "What happened, page by page and live")
class EventController {

    private static final Logger log = LoggerFactory.getLogger(EventController.class);
    private static final int MAX_WANTED = 50;

    private final Events events;
    private final EventStreams streams;
    private final DeviceLookup lookup;

    EventController(Northbound core, EventStreams streams, DeviceLookup lookup) {
        this.events = core.events();
        this.streams = streams;
        this.lookup = lookup;
    }

    @GetMapping("/devices/{id}/events")
    @Operation(
            summary = "List a device's events",
            description =
                    "Oldest first. next is the id of the last one: give it back as after. Those of"
                            + " a device that was forgotten stay readable under its id.")
    Part<EventView> page(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Id of the event behind which to begin")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "The same as after") @RequestParam(required = false)
                    @Nullable String cursor,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit) {
        int size = Listing.limit(limit);
        Optional<UUID> from =
                Listing.eventId("cursor", cursor).or(() -> Listing.eventId("after", after));
        Optional<DeviceId> known = lookup.known(caller, id);
        DeviceId device =
                known.or(() -> DeviceId.parse(id)).orElseThrow(() -> DeviceLookup.unknown(id));
        Page<EventRecord> page = events.ofDevice(caller, device, from, size);
        if (known.isEmpty() && from.isEmpty() && page.items().isEmpty()) {
            throw DeviceLookup.unknown(id);
        }
        Optional<String> next =
                page.next().isPresent() && !page.items().isEmpty()
                        ? Optional.of(page.items().getLast().id().toString())
                        : Optional.empty();
        return Listing.part(page.items().stream().map(EventView::of).toList(), next);
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follow the events",
            description =
                    "Server-sent events. Last-Event-ID resumes without skipping an event, at least"
                            + " once each: deduplicate by id. A cursor that is too old yields an"
                            + " event named reset. A comment comes at least every 15 s.")
    @ApiResponse(
            responseCode = "200",
            description = "A stream that does not end by itself",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = EventView.class)))
    void follow(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Parameter(description = "As Last-Event-ID, for clients that cannot set it")
                    @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "Only events of these devices") @RequestParam(required = false)
                    @Nullable List<String> deviceId,
            @Parameter(description = "Only events of these types") @RequestParam(required = false)
                    @Nullable List<String> type,
            HttpServletResponse response)
            throws IOException {
        Optional<UUID> from =
                Listing.eventId("Last-Event-ID", lastEventId)
                        .or(() -> Listing.eventId("after", after));
        EventStreams.Wanted wanted =
                new EventStreams.Wanted(some("deviceId", deviceId), some("type", type));
        streams.enter();
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            streams.stream(caller, from, wanted, response.getOutputStream());
        } catch (IOException gone) {
            log.debug("a subscriber to events of {} went away", Logged.text(caller.name()));
        } finally {
            streams.leave();
        }
    }

    private static Set<String> some(String field, @Nullable List<String> values) {
        if (values == null) {
            return Set.of();
        }
        if (values.size() > MAX_WANTED) {
            throw ApiException.badField(field, "occurs more than " + MAX_WANTED + " times");
        }
        return Set.copyOf(values);
    }
}
