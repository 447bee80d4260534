package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.trellis.controller.api.Listing.Part;
import org.trellis.controller.core.Caller;
import org.trellis.controller.core.DeviceCredentials;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;

/** What a single device shows when it connects. */
@RestController
@RequestMapping("/api/v1/devices/{id}/credentials")
@Tag(name = "credentials", description = "What single devices show; needs the right to administer")
class CredentialController {

    private static final int MAX_USER = 160;

    private final DeviceCredentials credentials;
    private final DeviceLookup lookup;
    private final Replays replays;

    CredentialController(Northbound core, DeviceLookup lookup, Replays replays) {
        this.credentials = core.credentials();
        this.lookup = lookup;
        this.replays = replays;
    }

    /** What is posted to make a credential. */
    @Schema(name = "CredentialRequest", example = "{\"protocol\":\"usp\"}")
    record CredentialBody(
            @Schema(description = "usp or cwmp", requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String protocol,
            @Schema(
                            description =
                                    "Its user name: the USP endpoint id. That of the device's only"
                                            + " endpoint of the protocol if absent",
                            example = "os::0014A5-SN123")
                    @Nullable String user) {}

    /** A credential as the API prints it. */
    @Schema(name = "Credential")
    record CredentialView(
            @Schema(description = "For DELETE", example = "usp:os::0014A5-SN123") String id,
            @Schema(example = "usp") String protocol,
            @Schema(description = "Its MQTT or CWMP user name", example = "os::0014A5-SN123")
                    String user,
            @Schema(description = "False until the device has shown it") boolean used,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Schema(
                            description =
                                    "Its password, or the token in /usp/<token>: told once, by the"
                                            + " call that makes it")
                    @Nullable String secret) {

        static CredentialView of(DeviceCredential credential, boolean withSecret) {
            return new CredentialView(
                    credential.protocol().label() + ":" + credential.user(),
                    credential.protocol().label(),
                    credential.user(),
                    credential.purpose().equals("inbound"),
                    credential.createdAt(),
                    withSecret ? credential.secret() : null);
        }

        /** The secret is never part of the printed form. */
        @Override
        public String toString() {
            return "CredentialView[" + id + "]";
        }
    }

    @GetMapping
    @Operation(summary = "List a device's credentials", description = "Without their secrets.")
    Part<CredentialView> list(Caller caller, @PathVariable String id) {
        DeviceId device = lookup.find(caller, id).device().id();
        return new Part<>(
                credentials.credentials(caller, device).stream()
                        .map(c -> CredentialView.of(c, false))
                        .toList(),
                null);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a credential for a device",
            description =
                    "A password for MQTT and CWMP, a token for WebSocket. The answer holds the"
                            + " secret: it is told this once. What the device showed before stays"
                            + " valid until it shows the new one.")
    @ApiResponse(responseCode = "201", description = "Made")
    CredentialView create(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody CredentialBody body) {
        DeviceId device = lookup.find(caller, id).device().id();
        return replays.once(
                caller,
                "credentials/" + device,
                idempotencyKey,
                body,
                CredentialView.class,
                () -> made(caller, device, body));
    }

    private CredentialView made(Caller caller, DeviceId device, CredentialBody body) {
        String user = body.user() == null ? "" : body.user();
        if (user.length() > MAX_USER) {
            throw ApiException.badField("user", "has more than " + MAX_USER + " characters");
        }
        return credentials
                .create(caller, device, protocol(body.protocol()), user)
                .map(c -> CredentialView.of(c, true))
                .orElseThrow(() ->
                        ApiException.badField(
                                "user",
                                user.isEmpty()
                                        ? "has to be given: it does not follow from the device"
                                        : Problems.quoted(user)
                                                + " cannot be the user name of this device"));
    }

    @DeleteMapping("/{credentialId}")
    @Operation(
            summary = "Revoke a credential",
            description = "The device has to show another one, or an enrollment key.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    ResponseEntity<Void> revoke(
            Caller caller, @PathVariable String id, @PathVariable String credentialId) {
        DeviceId device = lookup.find(caller, id).device().id();
        int colon = credentialId.indexOf(':');
        boolean revoked =
                colon > 0
                        && isProtocol(credentialId.substring(0, colon))
                        && credentials.revoke(
                                caller,
                                device,
                                protocol(credentialId.substring(0, colon)),
                                credentialId.substring(colon + 1));
        if (!revoked) {
            throw ApiException.notFound("credential", credentialId);
        }
        return ResponseEntity.noContent().build();
    }

    private static boolean isProtocol(String text) {
        return List.of("usp", "cwmp").contains(text);
    }

    private static Protocol protocol(@Nullable String text) {
        return switch (text) {
            case "usp" -> Protocol.USP;
            case "cwmp" -> Protocol.CWMP;
            case null, default -> throw ApiException.badField("protocol", "has to be usp or cwmp");
        };
    }
}
