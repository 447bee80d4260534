package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.core.Warning;
import org.trellis.controller.store.CommandRecord;
import org.trellis.model.ObservedValue;
import org.trellis.model.SecretNames;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/** A command as the API prints it. */
@Schema(name = "Command")
record CommandView(
        String id,
        @Schema(example = "0014A5-HG100-SN123") String deviceId,
        @Schema(example = "set") String type,
        @Schema(description = "What it names; values are not repeated") List<String> paths,
        @Schema(
                        description =
                                "queued, sent, running, done, partial, failed, expired, cancelled"
                                        + " or outcome-unknown",
                        example = "done")
                String status,
        @Schema(description = "interactive or background") String priority,
        @Schema(description = "The name of the token", example = "admin") String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Schema(nullable = true) @Nullable Instant sentAt,
        @Schema(nullable = true) @Nullable Instant endedAt,
        @Schema(description = "Where it went", nullable = true) @Nullable Route endpoint,
        @Schema(description = "Where a long operation stands", nullable = true)
                @Nullable Map<String, String> progress,
        @Schema(description = "Why it still waits: the last failed wake", nullable = true)
                @Nullable String note,
        @Schema(description = "Null until it has ended", nullable = true) @Nullable Result result,
        List<Problem.Item> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "When it was given: what could not be checked")
                List<Notice> warnings) {

    private static final int INLINE_VALUES = 1_000;
    private static final int INLINE_CHARS = 256 * 1024;

    /** The endpoint that it was sent to. */
    @Schema(name = "Route")
    record Route(
            @Schema(example = "usp:os::0014A5-SN123") String id,
            @Schema(example = "usp") String protocol,
            @Schema(example = "mqtt") String transport) {}

    /** What came of it. */
    @Schema(name = "Result")
    record Result(
            @Schema(
                            description = "By path; secrets are null",
                            example = "{\"Device.WiFi.SSID.1.SSID\":\"new\"}")
                    Map<String, @Nullable String> values,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(
                            description =
                                    "By path: where the values are whole that were cut at 64 KiB")
                    Map<String, String> whole,
            @Schema(
                            description = "Rows made or deleted",
                            example = "[\"Device.NAT.PortMapping.3.\"]")
                    List<String> instances,
            @Schema(description = "Of an operation") Map<String, @Nullable String> output,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Schema(description = "Where the other values are, if not all are here")
                    @Nullable String rest) {}

    static CommandView of(CommandRecord command) {
        return of(command, List.of());
    }

    /**
     * As the answer to the one who gave it.
     *
     * @param warnings of what was given
     */
    static CommandView of(CommandRecord command, List<Warning> warnings) {
        return new CommandView(
                command.id().toString(),
                command.device().value(),
                command.operation().type(),
                paths(command.operation()),
                command.status().label(),
                command.priority().name().toLowerCase(java.util.Locale.ROOT),
                command.createdBy(),
                command.createdAt(),
                command.expiresAt(),
                command.sentAt().orElse(null),
                command.endedAt().orElse(null),
                command.endpoint().map(CommandView::route).orElse(null),
                command.progress().isEmpty() ? null : new TreeMap<>(command.progress()),
                command.note().isEmpty() ? null : command.note(),
                command.result().map(r -> result(command, r)).orElse(null),
                command.result().map(CommandResult::errors).orElse(List.of()).stream()
                        .map(Problem.Item::of)
                        .toList(),
                warnings.stream().map(Notice::of).toList());
    }

    private static List<String> paths(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> get.paths().stream().map(Object::toString).toList();
            case Operation.Set set -> set.values().keySet().stream().map(Object::toString).toList();
            case Operation.Add add -> add.objects().stream().map(o -> o.object().text()).toList();
            case Operation.Delete delete ->
                    delete.objects().stream().map(Object::toString).toList();
            case Operation.Operate operate -> List.of(operate.command().text());
            case Operation.Discover discover -> List.of(discover.root().text());
            case Operation.Watch watch -> watch.paths().stream().map(Object::toString).toList();
        };
    }

    private static Route route(CommandRecord.Route route) {
        return new Route(route.id().value(), route.protocol().label(), route.transport());
    }

    private static Result result(CommandRecord command, CommandResult result) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Map<String, String> whole = new LinkedHashMap<>();
        int chars = 0;
        int shown = 0;
        for (ObservedValue value : result.values()) {
            String text = LongText.cut(value.text());
            chars += value.path().text().length() + text.length();
            if (shown == INLINE_VALUES || chars > INLINE_CHARS) {
                break;
            }
            values.put(value.path().text(), value.secret() ? null : text);
            if (!value.secret() && LongText.isCut(value.text())) {
                whole.put(value.path().text(), whole(command, shown));
            }
            shown++;
        }
        return new Result(
                values,
                whole,
                result.instances().stream().map(Object::toString).toList(),
                masked(result.output()),
                shown == result.values().size() ? null : page(command, shown));
    }

    /** Outputs carry no mark of secrecy as parameters do: their names tell. */
    private static Map<String, @Nullable String> masked(Map<String, String> output) {
        Map<String, @Nullable String> masked = new TreeMap<>();
        output.forEach((name, value) ->
                masked.put(
                        name,
                        SecretNames.soundsSecret(name)
                                ? null
                                : SecretNames.withoutUserInfo(value)));
        return masked;
    }

    private static String page(CommandRecord command, int from) {
        return "/api/v1/commands/"
                + command.id()
                + "/result?cursor="
                + PagedText.encode(Integer.toString(from));
    }

    /** Where one value stands uncut, by its place among all. */
    static String whole(CommandRecord command, int index) {
        return page(command, index) + "&limit=1&whole=true";
    }
}
