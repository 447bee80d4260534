package org.trellis.controller.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.CommandRequest;
import org.trellis.controller.core.Commands;
import org.trellis.controller.core.Devices;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.core.Submission;
import org.trellis.controller.core.Warning;
import org.trellis.model.PathExpression;
import org.trellis.model.capability.Capabilities;
import org.trellis.model.capability.change.Changes;
import org.trellis.model.capability.change.PatchResult;
import org.trellis.model.capability.change.PatchValue;
import org.trellis.model.capability.resolve.Scope;
import org.trellis.model.capability.resolve.Snapshot;
import org.trellis.model.capability.support.Capability;
import org.trellis.southbound.Command;
import org.trellis.southbound.DeviceId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The typed views of a device. Nothing is asked of the device until something is changed. */
@RestController
@RequestMapping("/api/v1/devices/{id}/capabilities")
@Tag(
        name = "capabilities",
        description = "Small typed views over canonical paths; a change is one command")
class CapabilityController {

    private static final String EXAMPLE =
            "{\"bands\":{\"5GHz\":{\"ssid\":\"home\",\"passphrase\":\"correct horse\"}}}";

    private final CapabilityTwins twins;
    private final Sites sites;
    private final Commands commands;
    private final DeviceLookup lookup;
    private final JsonMapper json;

    CapabilityController(
            Northbound core,
            CapabilityTwins twins,
            Sites sites,
            DeviceLookup lookup,
            JsonMapper json) {
        this.twins = twins;
        this.sites = sites;
        this.commands = core.commands();
        this.lookup = lookup;
        this.json = json;
    }

    @GetMapping
    @Operation(
            summary = "List the capabilities",
            description =
                    "What the device supports of each, fully or in part; unknown as long as it has"
                            + " not told.")
    Part<CapabilityView> capabilities(Caller caller, @PathVariable String id) {
        DeviceId device = lookup.find(caller, id).device().id();
        Snapshot snapshot = twins.snapshot(caller, device, List.of());
        return Listing.part(
                Capabilities.support(snapshot).stream().map(CapabilityView::of).toList(),
                Optional.empty());
    }

    @GetMapping("/{name}")
    @Operation(
            summary = "Read a capability",
            description =
                    "The members that it has, what of them the device supports, and the commands"
                            + " that can be given. A value comes with its canonical path, its age,"
                            + " its quality, and whether it can be written; what is not known is"
                            + " absent. Of a secret only its presence is told.")
    Map<String, Object> capability(
            Caller caller,
            @PathVariable String id,
            @Parameter(example = "wifi") @PathVariable String name) {
        Capability capability = capability(name);
        Devices.View device = lookup.find(caller, id);
        Snapshot snapshot = twins.snapshot(caller, device.device().id(), Scope.of(capability));
        return CapabilityJson.of(
                capability == Capability.MESH
                        ? Capabilities.mesh(snapshot, sites.of(caller, device, snapshot))
                        : Capabilities.view(snapshot, capability));
    }

    @PatchMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    @Operation(
            summary = "Change a capability",
            description =
                    "JSON merge-patch; it becomes one command, which is answered as one. 422 with"
                            + " an error per member if it cannot be done, 409 with the candidates"
                            + " if it may mean several things.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = "object"),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "200", description = "The command has ended")
    @ApiResponse(responseCode = "202", description = "The command is durable")
    ResponseEntity<CommandView> submitChange(
            Caller caller,
            @PathVariable String id,
            @Parameter(example = "wifi") @PathVariable String name,
            @Parameter(description = "Seconds, 0 to 60") @RequestParam(defaultValue = "0")
                    String wait,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody JsonNode body) {
        Capability capability = capability(name);
        Duration patience = Submissions.patience(wait);
        PatchValue patch = CapabilityPatch.read(body);
        DeviceId device = lookup.find(caller, id).device().id();
        Optional<CommandRequest.Idempotency> once =
                idempotency(device, capability, body, idempotencyKey);
        List<PathExpression> scope = Scope.of(capability);
        Snapshot snapshot = twins.snapshot(caller, device, scope);
        PatchResult result = Changes.of(snapshot, capability, patch);
        if (result instanceof PatchResult.Refused && once.isPresent()) {
            // The first request may have made what the second one finds done.
            Optional<Submission> before = commands.replay(caller, device, once.get(), patience);
            if (before.isPresent()) {
                return Submissions.answer(before.get(), id, !patience.isZero(), List.of());
            }
        }
        if (result instanceof PatchResult.Refused && snapshot.twin().root().isEmpty()) {
            throw ApiException.of(
                    Problems.CONFLICT,
                    "nothing of it has been read from the device yet: get "
                            + String.join(", ", scope.stream().map(PathExpression::text).toList())
                            + " first");
        }
        CommandRequest request =
                new CommandRequest(
                        device,
                        CapabilityPatch.operation(result),
                        Command.Priority.INTERACTIVE,
                        Optional.empty(),
                        Optional.empty(),
                        once);
        List<Warning> warnings = commands.warnings(caller, request);
        return Submissions.answer(
                commands.submit(caller, request, patience), id, !patience.isZero(), warnings);
    }

    private static Capability capability(String name) {
        return Capability.parse(name).orElseThrow(() -> ApiException.notFound("capability", name));
    }

    private Optional<CommandRequest.Idempotency> idempotency(
            DeviceId device, Capability capability, JsonNode body, @Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        Replays.requireKey(key);
        String what = device + "\n" + capability.label() + "\n" + json.writeValueAsString(body);
        return Optional.of(new CommandRequest.Idempotency(key, Digests.hex(what)));
    }
}
