package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.SecretSettings;
import org.trellis.controller.store.DeviceQuery;
import org.trellis.controller.store.DeviceRecord;
import org.trellis.controller.store.Page;
import org.trellis.southbound.DeviceId;
import tools.jackson.databind.JsonNode;

/** The registry. */
@RestController
@RequestMapping("/api/v1/devices")
@Tag(name = "devices", description = "The registry: every device, whatever it speaks")
class DeviceController {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}");
    private static final int MAX_TAGS = 64;
    private static final int MAX_PREFIX = 200;

    private final Devices devices;
    private final DeviceLookup lookup;

    DeviceController(Northbound core, DeviceLookup lookup) {
        this.devices = core.devices();
        this.lookup = lookup;
    }

    /** A page of devices, with an estimate if one was asked for. */
    @Schema(name = "DeviceList")
    record DeviceList(
            List<DeviceView> items,
            @Schema(nullable = true) @Nullable String next,
            @com.fasterxml.jackson.annotation.JsonInclude(
                            com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
                    @Schema(description = "Of the whole fleet; only with estimate=true")
                    @Nullable Long estimate) {}

    @GetMapping
    @Operation(
            summary = "List devices",
            description =
                    "filter takes comparisons of manufacturer, oui, productClass, serialNumber,"
                            + " modelName, softwareVersion, kind, protocol, tenant, state and parent"
                            + " with ==, joined by &&, and \"x\" in tags. No sort key is supported"
                            + " yet: any value of sort is refused.")
    DeviceList list(
            Caller caller,
            @Parameter(example = "kind == \"gateway\" && \"vip\" in tags")
                    @RequestParam(required = false)
                    @Nullable String filter,
            @Parameter(
                            description =
                                    "Prefix of id, serial number, MAC address, endpoint id, IP"
                                            + " address or subscriber")
                    @RequestParam(required = false)
                    @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") String estimate) {
        if (sort != null && !sort.isEmpty()) {
            throw ApiException.badField("sort", "no sort key is supported yet");
        }
        int size = Listing.limit(limit);
        Optional<String> from = Listing.cursor(cursor);
        DeviceFilter wanted = DeviceFilter.parse(filter == null ? "" : filter);
        Long count =
                switch (estimate) {
                    case "true" -> devices.estimate(caller);
                    case "false" -> null;
                    default -> throw ApiException.badField("estimate", "has to be true or false");
                };
        Map<String, String> equal = new HashMap<>(wanted.equal());
        String tenant = equal.remove("tenant");
        if (wanted.contradictory() || (tenant != null && !tenant.equals(caller.tenant().value()))) {
            return new DeviceList(List.of(), null, count);
        }
        Page<Devices.View> page =
                devices.list(
                        caller,
                        new DeviceQuery(
                                caller.tenant(), equal, wanted.tags(), prefix(q), from, size));
        return new DeviceList(
                page.items().stream().map(DeviceView::of).toList(),
                page.next().orElse(null),
                count);
    }

    private static Optional<String> prefix(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return Optional.empty();
        }
        if (q.length() > MAX_PREFIX) {
            throw ApiException.badField("q", "is longer than " + MAX_PREFIX + " characters");
        }
        return Optional.of(q.strip().toLowerCase(Locale.ROOT));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a device", description = "By its id or any of its aliases.")
    DeviceView read(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return answer(lookup.find(caller, id), response);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            summary = "Edit attributes and settings",
            description = "JSON merge-patch. If-Match is honoured.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    DevicePatch.Form.class))))
    DeviceView patch(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            HttpServletResponse response) {
        Devices.View now = lookup.find(caller, id);
        DeviceView view = DeviceView.of(now);
        requireMatch(ifMatch, view);
        DevicePatch patch = DevicePatch.read(body, view);
        DeviceId device = now.device().id();
        requireKept(patch, now);
        Devices.Edited edited =
                devices.patch(
                        caller,
                        device,
                        new Devices.Patch(patch.attributes(), patch.settings()),
                        seen(ifMatch, now));
        return answer(done(edited, id), response);
    }

    /** What If-Match was compared with has to be there still when the change is written. */
    private static OptionalLong seen(@Nullable String ifMatch, Devices.View view) {
        return ifMatch == null || ifMatch.strip().equals("*")
                ? OptionalLong.empty()
                : OptionalLong.of(view.device().version());
    }

    private static Devices.View done(Devices.Edited edited, String id) {
        return switch (edited) {
            case Devices.Edited.Done(Devices.View view) -> view;
            case Devices.Edited.Unknown _ -> throw DeviceLookup.unknown(id);
            case Devices.Edited.Outdated _ -> throw outdated();
        };
    }

    /** A secret is kept for an endpoint: without one there is nobody to use it. */
    private static void requireKept(DevicePatch patch, Devices.View now) {
        patch.settings()
                .forEach((name, value) -> {
                    boolean kept =
                            now.endpoints().stream()
                                    .map(p -> p.endpoint().endpoint().protocol())
                                    .anyMatch(protocol -> SecretSettings.concerns(name, protocol));
                    if (value.isPresent() && SecretSettings.isSecret(name) && !kept) {
                        throw ApiException.badField(
                                "settings." + name,
                                "is for an endpoint that the device does not have");
                    }
                });
    }

    @DeleteMapping("/{id}")
    @Operation(
            summary = "Forget a device",
            description = "Its next contact enrolls it anew. Its events stay readable.")
    ResponseEntity<Void> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Devices.View now = lookup.find(caller, id);
        requireMatch(ifMatch, DeviceView.of(now));
        done(devices.delete(caller, now.device().id(), seen(ifMatch, now)), id);
        return ResponseEntity.noContent().build();
    }

    @PutMapping("/{id}/tags/{tag}")
    @Operation(summary = "Tag a device")
    DeviceView tag(
            Caller caller,
            @PathVariable String id,
            @PathVariable String tag,
            HttpServletResponse response) {
        Devices.View now = lookup.find(caller, id);
        requireTag(tag);
        if (now.device().tags().size() >= MAX_TAGS && !now.device().tags().contains(tag)) {
            throw ApiException.of(Problems.CONFLICT, "a device has at most " + MAX_TAGS + " tags");
        }
        return answer(known(devices.tag(caller, now.device().id(), tag, true), id), response);
    }

    @DeleteMapping("/{id}/tags/{tag}")
    @Operation(summary = "Take a tag away")
    DeviceView untag(
            Caller caller,
            @PathVariable String id,
            @PathVariable String tag,
            HttpServletResponse response) {
        requireTag(tag);
        DeviceId device = lookup.find(caller, id).device().id();
        return answer(known(devices.tag(caller, device, tag, false), id), response);
    }

    @PostMapping("/{id}/approve")
    @Operation(
            summary = "Let a pending device in",
            description = "Nothing happens if it is active already; 409 in any other state.")
    DeviceView approve(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return admit(
                lookup.find(caller, id),
                DeviceRecord.State.PENDING,
                device -> devices.approve(caller, device),
                response);
    }

    @PostMapping("/{id}/release")
    @Operation(
            summary = "Let a quarantined device back",
            description =
                    "Lets in who came as this device with the wrong principal; the device's endpoint"
                            + " is that from now on. Nothing happens if it is active already; 409"
                            + " in any other state.")
    DeviceView release(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return admit(
                lookup.find(caller, id),
                DeviceRecord.State.QUARANTINED,
                device -> devices.release(caller, device),
                response);
    }

    private static DeviceView admit(
            Devices.View now,
            DeviceRecord.State from,
            Function<DeviceId, Optional<Devices.View>> act,
            HttpServletResponse response) {
        DeviceRecord.State state = now.device().state();
        if (state == DeviceRecord.State.ACTIVE) {
            return answer(now, response);
        }
        if (state != from) {
            throw ApiException.of(
                    Problems.CONFLICT, "the device is " + state.name().toLowerCase(Locale.ROOT));
        }
        DeviceId id = now.device().id();
        return answer(known(act.apply(id), id.value()), response);
    }

    private static Devices.View known(Optional<Devices.View> view, String id) {
        return view.orElseThrow(() -> DeviceLookup.unknown(id));
    }

    /**
     * Not by a ResponseEntity, with which Spring answers 304 by itself: the tag stands for what
     * people edit, and presence changes without it.
     */
    private static DeviceView answer(Devices.View found, HttpServletResponse response) {
        DeviceView view = DeviceView.of(found);
        response.setHeader(HttpHeaders.ETAG, view.etag());
        return view;
    }

    private static void requireTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw ApiException.badField("tag", "has to match " + TAG.pattern());
        }
    }

    /** RFC 9110 13.1.1: a list of entity tags, or any. */
    private static void requireMatch(@Nullable String ifMatch, DeviceView view) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String candidate : ifMatch.split(",", 32)) {
            if (candidate.strip().equals(view.etag())) {
                return;
            }
        }
        throw outdated();
    }

    private static ApiException outdated() {
        return ApiException.of(
                Problems.PRECONDITION_FAILED, "the device is no longer as If-Match says");
    }
}
