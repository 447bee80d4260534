package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.Events;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Twins;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import tools.jackson.databind.json.JsonMapper;

/** The twin: last known values with age, source and quality. */
@RestController
@RequestMapping("/api/v1/devices/{id}/parameters")
@Tag(name = "parameters", description = "Last known values, with age and source of every one")
class ParameterController {

    private static final int FLUSH_EVERY = 200;

    private final Twins twins;
    private final Events events;
    private final DeviceLookup lookup;
    private final JsonMapper json;

    ParameterController(Northbound core, DeviceLookup lookup, JsonMapper json) {
        this.twins = core.twins();
        this.events = core.events();
        this.lookup = lookup;
        this.json = json;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Read last known values",
            description =
                    "Paths may be concrete, partial (ending with a dot), with * or with a search."
                            + " Nothing is asked of the device. As application/x-ndjson the answer"
                            + " is whole, one value a line.")
    @Parameter(
            name = "path",
            in = ParameterIn.QUERY,
            description = "May occur many times; everything if absent",
            array = @ArraySchema(schema = @Schema(type = "string", example = "Device.WiFi.")))
    Part<ParameterView> page(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "secrets: shown to whoever has the right, and audited")
                    @RequestParam(required = false)
                    @Nullable String reveal,
            @Parameter(description = "true: values over 64 KiB are not cut")
                    @RequestParam(defaultValue = "false")
                    boolean whole) {
        int size = Listing.limit(limit);
        Optional<ParameterPath> after =
                Listing.cursor(cursor)
                        .map(PagedText::decode)
                        .map(t -> ParameterPath.parse(t).orElseThrow(Listing::badCursor));
        DeviceId device = lookup.find(caller, id).device().id();
        List<PathExpression> paths = paths(request);
        boolean revealed = revealed(caller, reveal, device, paths);
        List<Twins.Row> rows = twins.parameters(caller, device, paths);
        List<Twins.Row> rest = after.map(a -> behind(rows, a)).orElse(rows);
        return PagedText.page(
                rest,
                size,
                row -> row.value().value().path().text(),
                row -> ParameterView.of(device, row, revealed, whole));
    }

    @GetMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    @io.swagger.v3.oas.annotations.Hidden
    void stream(
            Caller caller,
            @PathVariable String id,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String reveal,
            HttpServletResponse response)
            throws IOException {
        DeviceId device = lookup.find(caller, id).device().id();
        List<PathExpression> paths = paths(request);
        boolean revealed = revealed(caller, reveal, device, paths);
        List<Twins.Row> rows = twins.parameters(caller, device, paths);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        OutputStream out = response.getOutputStream();
        int written = 0;
        for (Twins.Row row : rows) {
            out.write(json.writeValueAsBytes(ParameterView.of(device, row, revealed, true)));
            out.write('\n');
            if (++written % FLUSH_EVERY == 0) {
                out.flush();
            }
        }
        out.flush();
    }

    /** Not bound by Spring, which splits a text at its commas: a search may hold one. */
    private static List<PathExpression> paths(HttpServletRequest request) {
        String[] paths = request.getParameterValues("path");
        return Paths.expressions("path", paths == null ? List.of() : List.of(paths));
    }

    private static List<Twins.Row> behind(List<Twins.Row> rows, ParameterPath after) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).value().value().path().compareTo(after) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return rows.subList(low, rows.size());
    }

    /** Whether secrets are shown; that they are is on record before they are. */
    private boolean revealed(
            Caller caller, @Nullable String reveal, DeviceId device, List<PathExpression> paths) {
        if (reveal == null) {
            return false;
        }
        if (!reveal.equals("secrets")) {
            throw ApiException.badField("reveal", "can only be secrets");
        }
        if (!caller.rights().contains(Caller.Right.REVEAL_SECRETS)) {
            throw ApiException.of(
                    Problems.FORBIDDEN, "the token does not have the right to see secrets");
        }
        events.secretsRevealed(caller, device, paths);
        return true;
    }
}
