package org.trellis.controller.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
import org.trellis.controller.core.Enrollment;
import org.trellis.controller.core.Northbound;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.southbound.Protocol;

/** How devices get in: keys, announcements, bridges. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "enrollment", description = "How devices get in; needs the right to administer")
class EnrollmentController {

    private final Enrollment enrollment;
    private final EnrollmentReader reader;
    private final Replays replays;

    EnrollmentController(Northbound core, Clock clock, Replays replays) {
        this.replays = replays;
        this.enrollment = core.enrollment();
        this.reader = new EnrollmentReader(clock);
    }

    /** What is posted to make a key. */
    @Schema(
            name = "EnrollmentKeyRequest",
            example =
                    "{\"name\":\"field trial\",\"policy\":\"auto\",\"protocols\":[\"cwmp\",\"usp\"]}")
    record KeyBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name,
            @Schema(description = "auto (default), preregistered or manual")
                    @Nullable String policy,
            @Schema(description = "cwmp, usp, iot; all if absent")
                    @Nullable List<@Nullable String> protocols,
            @Schema(
                            description = "CIDR ranges from which it may be used; any if absent",
                            example = "[\"10.0.0.0/8\"]")
                    @Nullable List<@Nullable String> networks,
            @Nullable String expiresAt,
            @Schema(description = "16 to 128 characters; made if absent") @Nullable String secret) {
        /** The secret is never part of the printed form. */
        @Override
        public String toString() {
            return "KeyBody[" + name + "]";
        }
    }

    /** An enrollment key as the API prints it. */
    @Schema(name = "EnrollmentKey")
    record KeyView(
            String id,
            String name,
            String policy,
            List<String> protocols,
            List<String> networks,
            @Schema(nullable = true) @Nullable Instant expiresAt,
            boolean revoked,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Schema(description = "Told once, by the call that makes the key")
                    @Nullable String secret) {

        static KeyView of(EnrollmentKey key, boolean withSecret) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    key.policy().name().toLowerCase(Locale.ROOT),
                    key.protocols().stream().map(Protocol::label).sorted().toList(),
                    key.networks(),
                    key.expiresAt().orElse(null),
                    key.revoked(),
                    key.createdAt(),
                    withSecret ? key.secret() : null);
        }

        /** The secret is never part of the printed form. */
        @Override
        public String toString() {
            return "KeyView[" + id + "]";
        }
    }

    @GetMapping("/enrollment-keys")
    @Operation(summary = "List the enrollment keys", description = "Without their secrets.")
    Part<KeyView> keys(Caller caller) {
        return new Part<>(
                enrollment.keys(caller).stream().map(k -> KeyView.of(k, false)).toList(), null);
    }

    @PostMapping(path = "/enrollment-keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make an enrollment key",
            description = "The answer holds the secret: it is told this once.")
    @ApiResponse(responseCode = "201", description = "Made")
    KeyView create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody KeyBody body) {
        return replays.once(
                caller,
                "enrollment-keys",
                idempotencyKey,
                body,
                KeyView.class,
                () -> KeyView.of(enrollment.create(caller, reader.key(caller, body)), true));
    }

    @DeleteMapping("/enrollment-keys/{keyId}")
    @Operation(
            summary = "Revoke an enrollment key",
            description =
                    "Nobody is let in by it any more. Devices that it let in stay known; one that"
                            + " has no credential of its own has to show another key.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    ResponseEntity<Void> revoke(Caller caller, @PathVariable String keyId) {
        if (!enrollment.revoke(caller, keyId)) {
            throw ApiException.notFound("enrollment key", keyId);
        }
        return ResponseEntity.noContent().build();
    }

    /** A device to be expected. */
    @Schema(
            name = "PreregistrationRequest",
            description = "Either deviceId, or oui, productClass and serialNumber",
            example =
                    "{\"oui\":\"0014A5\",\"productClass\":\"HG100\",\"serialNumber\":\"SN123\","
                            + "\"attributes\":{\"subscriber\":\"4711\"}}")
    record PreregistrationBody(
            @Nullable String deviceId,
            @Nullable String oui,
            @Nullable String productClass,
            @Nullable String serialNumber,
            @Nullable Map<String, @Nullable String> attributes) {}

    /** A pre-registration as the API prints it. */
    @Schema(name = "Preregistration")
    record PreregistrationView(
            @Schema(example = "0014A5-HG100-SN123") String deviceId,
            Map<String, String> attributes,
            Instant createdAt) {

        static PreregistrationView of(Preregistration announced) {
            return new PreregistrationView(
                    announced.device().value(),
                    new TreeMap<>(announced.attributes()),
                    announced.createdAt());
        }
    }

    @GetMapping("/preregistrations")
    @Operation(summary = "List the devices that were announced")
    Part<PreregistrationView> preregistrations(Caller caller) {
        return new Part<>(
                enrollment.preregistrations(caller).stream().map(PreregistrationView::of).toList(),
                null);
    }

    @PostMapping(path = "/preregistrations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Announce a device",
            description = "Before its first contact. Announcing it again replaces its attributes.")
    @ApiResponse(responseCode = "201", description = "Announced")
    PreregistrationView preregister(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody PreregistrationBody body) {
        return replays.once(
                caller,
                "preregistrations",
                idempotencyKey,
                body,
                PreregistrationView.class,
                () -> {
                    Preregistration announced = reader.preregistration(caller, body);
                    enrollment.preregister(caller, announced);
                    return PreregistrationView.of(announced);
                });
    }

    /** What is posted to make a bridge. */
    @Schema(name = "BridgeRequest", example = "{\"bridge\":\"home-17\"}")
    record BridgeBody(
            @Schema(
                            description = "Its topic is iot/<bridge>/...",
                            requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String bridge) {}

    /** A bridge's credential. */
    @Schema(name = "Bridge")
    record BridgeView(
            @Schema(example = "home-17") String bridge,
            @Schema(description = "Its MQTT user name", example = "home-17") String user,
            @Schema(description = "Its MQTT password: told this once") String secret,
            @Schema(description = "What it may publish and subscribe", example = "iot/home-17/#")
                    String topics) {
        /** The secret is never part of the printed form. */
        @Override
        public String toString() {
            return "BridgeView[" + bridge + "]";
        }
    }

    @PostMapping(path = "/bridges", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make or renew the credential of an IoT bridge",
            description = "The answer holds the secret: it is told this once.")
    @ApiResponse(responseCode = "201", description = "Made, or renewed")
    BridgeView bridge(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String idempotencyKey,
            @RequestBody BridgeBody body) {
        return replays.once(
                caller,
                "bridges",
                idempotencyKey,
                body,
                BridgeView.class,
                () -> renewed(caller, body));
    }

    private BridgeView renewed(Caller caller, BridgeBody body) {
        String name = EnrollmentReader.required("bridge", body.bridge());
        String secret =
                enrollment
                        .createBridge(caller, name)
                        .orElseThrow(() ->
                                ApiException.badField(
                                        "bridge",
                                        Problems.quoted(name) + " cannot be the name of a bridge"));
        return new BridgeView(name, name, secret, "iot/" + name + "/#");
    }
}
