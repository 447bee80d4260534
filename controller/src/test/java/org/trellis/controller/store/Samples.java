package org.trellis.controller.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** Things to store. */
public final class Samples {

    private static final AtomicLong COUNTER = new AtomicLong();

    private Samples() {}

    /** A tenant that nobody else has: contracts share one store. */
    public static TenantId tenant() {
        return new TenantId("t-" + UUID.randomUUID().toString().substring(0, 18));
    }

    /** Now, in the precision that stores keep. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A version 7 id of the given time; ids of one call site ascend. */
    public static UUID uuid7(Instant at) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong((at.toEpochMilli() << 16) | 0x7000 | (COUNTER.incrementAndGet() & 0xfff));
        bytes.putLong(
                0x8000_0000_0000_0000L
                        | (ThreadLocalRandom.current().nextLong() & 0x3fff_ffff_ffff_ffffL));
        bytes.flip();
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    public static DeviceRecord device(TenantId tenant, String serial) {
        DeviceIdentity identity =
                new DeviceIdentity("Acme", "0014A5", "HG100", serial, "Home", "1.0.2", "A");
        return new DeviceRecord(
                tenant,
                identity.deviceId(),
                DeviceRecord.State.ACTIVE,
                "",
                identity,
                DeviceKind.GATEWAY,
                DataModelRoot.TR_181,
                Optional.empty(),
                Set.of(),
                Map.of(),
                Map.of(),
                "",
                now());
    }

    public static DeviceRecord with(
            DeviceRecord device, Set<String> tags, Map<String, String> attributes) {
        return new DeviceRecord(
                device.tenant(),
                device.id(),
                device.state(),
                device.stateReason(),
                device.identity(),
                device.kind(),
                device.dataModel(),
                device.parent(),
                tags,
                attributes,
                Map.of("xmlProlog", "off"),
                "Acme|HG100|1.0.2",
                device.createdAt());
    }

    public static EndpointRecord endpoint(
            TenantId tenant, DeviceId device, String id, Protocol protocol, String address) {
        return new EndpointRecord(
                new Endpoint(
                        new EndpointId(id),
                        tenant,
                        device,
                        protocol,
                        protocol == Protocol.CWMP ? "http" : "mqtt",
                        address),
                new Principal(Principal.Kind.DEVICE_CREDENTIAL, device.value(), tenant),
                false,
                now(),
                Duration.ofMinutes(5));
    }

    public static CommandRecord command(TenantId tenant, DeviceId device, Operation operation) {
        Instant now = now();
        return new CommandRecord(
                tenant,
                new CommandId(uuid7(now)),
                device,
                operation,
                Command.Priority.INTERACTIVE,
                CommandRecord.Status.QUEUED,
                "ann",
                now,
                now.plus(Duration.ofHours(24)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "");
    }

    public static Operation get(String path) {
        return new Operation.Get(List.of(PathExpression.of(path)));
    }

    public static Operation set(String path, String value) {
        Map<PathExpression, String> values = new LinkedHashMap<>();
        values.put(PathExpression.of(path), value);
        return new Operation.Set(values, false);
    }

    public static CommandRecord routed(
            CommandRecord command, Command.Priority priority, EndpointId endpoint) {
        return new CommandRecord(
                command.tenant(),
                command.id(),
                command.device(),
                command.operation(),
                priority,
                command.status(),
                command.createdBy(),
                command.createdAt(),
                command.expiresAt(),
                command.sentAt(),
                command.endedAt(),
                Optional.of(endpoint),
                command.attempt(),
                command.epoch(),
                command.endpoint(),
                command.progress(),
                command.result(),
                command.note());
    }

    public static CommandRecord with(CommandRecord command, CommandRecord.Status status) {
        return new CommandRecord(
                command.tenant(),
                command.id(),
                command.device(),
                command.operation(),
                command.priority(),
                status,
                command.createdBy(),
                command.createdAt(),
                command.expiresAt(),
                Optional.of(now()),
                status.ended() ? Optional.of(now()) : Optional.empty(),
                command.forcedEndpoint(),
                command.attempt() + 1,
                7,
                command.endpoint(),
                command.progress(),
                command.result(),
                command.note());
    }

    public static TwinValue value(String path, String text) {
        return value(path, text, false);
    }

    public static TwinValue value(String path, String text, boolean secret) {
        return new TwinValue(
                new ObservedValue(
                        ParameterPath.of(path),
                        ParameterType.STRING,
                        text,
                        true,
                        secret,
                        path,
                        Quality.REPORTED),
                now());
    }

    public static EventRecord event(TenantId tenant, DeviceId device, String type, Instant at) {
        return new EventRecord(
                tenant,
                uuid7(at),
                Optional.of(device),
                type,
                at,
                Map.of("cause", "1 BOOT", "count", 3, "list", List.of("a", true)));
    }
}
