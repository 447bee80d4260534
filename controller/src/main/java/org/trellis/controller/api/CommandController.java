package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.CommandRequest;
import org.trellis.controller.core.Commands;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Submission;
import org.trellis.controller.core.Warning;
import org.trellis.controller.store.CommandRecord;
import org.trellis.controller.store.Page;
import org.trellis.model.ObservedValue;
import org.trellis.model.PathError;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;

/** What operators want done. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "commands", description = "What operators want done: durable, ordered, with a deadline")
class CommandController {

    private final Commands commands;
    private final DeviceLookup lookup;
    private final CommandReader reader;

    CommandController(Northbound core, DeviceLookup lookup, CommandReader reader) {
        this.commands = core.commands();
        this.lookup = lookup;
        this.reader = reader;
    }

    /** The answer of a validation that found nothing. */
    @Schema(name = "Validation")
    record Validation(
            boolean valid,
            @Schema(description = "What could not be checked and is left to the device")
                    List<Notice> warnings) {}

    /** A value of a result. */
    @Schema(name = "ResultValue")
    record ResultValue(
            String path,
            @Schema(nullable = true) @Nullable String value,
            String type,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean secret,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Schema(description = "Where the whole value is, if it was cut at 64 KiB")
                    @Nullable String whole,
            String quality) {

        static ResultValue of(ObservedValue value, boolean uncut, String link) {
            boolean cut = !value.secret() && !uncut && LongText.isCut(value.text());
            return new ResultValue(
                    value.path().text(),
                    value.secret() ? null : cut ? LongText.cut(value.text()) : value.text(),
                    value.type().label(),
                    value.secret(),
                    cut ? link : null,
                    value.quality().label());
        }
    }

    @PostMapping(path = "/devices/{id}/commands", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Give a command",
            description =
                    "Without wait: 202, Location, the command. With wait: 200 as soon as it ends,"
                            + " else 202 when the seconds are over.")
    @ApiResponse(responseCode = "200", description = "It has ended")
    @ApiResponse(responseCode = "202", description = "It is durable and will be carried out")
    ResponseEntity<CommandView> submit(
            Caller caller,
            @PathVariable String id,
            @Parameter(description = "Seconds, 0 to 60") @RequestParam(defaultValue = "0")
                    String wait,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody CommandBody body) {
        Duration patience = Submissions.patience(wait);
        DeviceId device = device(caller, id);
        CommandRequest request = reader.read(device, body, idempotencyKey);
        // before it: what is accepted is not answered with an error
        List<Warning> warnings = commands.warnings(caller, request);
        Submission submission = commands.submit(caller, request, patience);
        if (submission instanceof Submission.UnknownDevice) {
            DeviceId named = lookup.find(caller, id).device().id();
            request = reader.read(named, body, idempotencyKey);
            warnings = commands.warnings(caller, request);
            submission = commands.submit(caller, request, patience);
        }
        return Submissions.answer(submission, id, !patience.isZero(), warnings);
    }

    /** No look-up where the text can be an id: the core says so if there is no such device. */
    private DeviceId device(Caller caller, String id) {
        return DeviceId.parse(id).orElseGet(() -> lookup.find(caller, id).device().id());
    }

    @PostMapping(
            path = "/devices/{id}/commands/validate",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Check a command",
            description = "Runs schema and translation and queues nothing.")
    Validation validate(Caller caller, @PathVariable String id, @RequestBody CommandBody body) {
        DeviceId device = lookup.find(caller, id).device().id();
        CommandRequest request = reader.read(device, body, null);
        List<PathError> errors = commands.validate(caller, request);
        if (!errors.isEmpty()) {
            throw Submissions.refused(errors);
        }
        return new Validation(
                true, commands.warnings(caller, request).stream().map(Notice::of).toList());
    }

    @GetMapping("/devices/{id}/commands")
    @Operation(summary = "List a device's commands", description = "Newest first.")
    Part<CommandView> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Listing.limit(limit);
        Optional<String> from = Listing.cursor(cursor);
        DeviceId device = lookup.find(caller, id).device().id();
        Page<CommandRecord> page = commands.list(caller, device, from, size);
        return Listing.part(page.items().stream().map(CommandView::of).toList(), page.next());
    }

    @GetMapping("/commands/{id}")
    @Operation(summary = "Read a command")
    CommandView read(Caller caller, @PathVariable String id) {
        return CommandView.of(find(caller, id));
    }

    @GetMapping("/commands/{id}/result")
    @Operation(
            summary = "Page through a command's values",
            description = "For results of more than 1,000 values or 256 KiB.")
    Part<ResultValue> result(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "true: values over 64 KiB are not cut")
                    @RequestParam(defaultValue = "false")
                    boolean whole) {
        int size = Listing.limit(limit);
        int from = Listing.cursor(cursor).map(CommandController::offset).orElse(0);
        CommandRecord command = find(caller, id);
        List<ObservedValue> values = command.result().map(r -> r.values()).orElse(List.of());
        int start = Math.min(from, values.size());
        int end = Math.min(start + size, values.size());
        return Listing.part(
                IntStream.range(start, end)
                        .mapToObj(i ->
                                ResultValue.of(values.get(i), whole, CommandView.whole(command, i)))
                        .toList(),
                end < values.size()
                        ? Optional.of(PagedText.encode(Integer.toString(end)))
                        : Optional.empty());
    }

    private static int offset(String cursor) {
        try {
            int offset = Integer.parseInt(PagedText.decode(cursor));
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException notOurs) {
            // told below
        }
        throw Listing.badCursor();
    }

    @PostMapping("/commands/{id}/cancel")
    @Operation(
            summary = "Cancel a command",
            description = "As long as it is not sent; 409 afterwards.")
    CommandView cancel(Caller caller, @PathVariable String id) {
        CommandRecord after =
                CommandId.parse(id)
                        .flatMap(c -> commands.cancel(caller, c))
                        .orElseThrow(() -> unknown(id));
        if (after.status() != CommandRecord.Status.CANCELLED) {
            throw ApiException.of(
                    Problems.CONFLICT,
                    "the command is " + after.status().label() + " and cannot be cancelled");
        }
        return CommandView.of(after);
    }

    private CommandRecord find(Caller caller, String id) {
        return CommandId.parse(id)
                .flatMap(c -> commands.find(caller, c))
                .orElseThrow(() -> unknown(id));
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("command", id);
    }
}
