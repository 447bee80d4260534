package org.trellis.controller.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trellis.controller.core.NodeMessage.CancelCommand;
import org.trellis.controller.core.NodeMessage.CommandEnded;
import org.trellis.controller.core.NodeMessage.CredentialChanged;
import org.trellis.controller.core.NodeMessage.DeviceChanged;
import org.trellis.controller.core.NodeMessage.EventsAppended;
import org.trellis.controller.core.NodeMessage.KeysChanged;
import org.trellis.controller.core.NodeMessage.OwnershipTaken;
import org.trellis.controller.core.NodeMessage.Revoked;
import org.trellis.controller.core.NodeMessage.WakeDevice;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.TenantId;

/**
 * Node messages as UTF-8 text: a version, a word and the members, one a line. No member can hold a
 * line break: ids are checked when they are made.
 */
public final class NodeMessageCodec {

    private static final String VERSION = "1";
    private static final int MAX_BYTES = 4096;

    private NodeMessageCodec() {}

    public static byte[] encode(NodeMessage message) {
        List<String> members =
                switch (message) {
                    case WakeDevice m -> List.of("wake", m.to(), m.device().value());
                    case CancelCommand m ->
                            List.of(
                                    "cancel",
                                    m.to(),
                                    m.device().value(),
                                    m.command().value().toString());
                    case CommandEnded m ->
                            List.of("ended", m.device().value(), m.command().value().toString());
                    case EventsAppended m -> List.of("events", m.last().toString());
                    case OwnershipTaken m ->
                            List.of(
                                    "owner",
                                    m.device().value(),
                                    m.endpoint().value(),
                                    Long.toString(m.epoch()));
                    case DeviceChanged m -> List.of("device", m.device().value());
                    case CredentialChanged m ->
                            List.of("credential", m.protocol().name(), m.purpose(), m.user());
                    case KeysChanged _ -> List.of("keys");
                    case Revoked(_, Revocation.OfPrincipal(Principal p)) ->
                            List.of("revoked-principal", p.kind().name(), p.id());
                    case Revoked(_, Revocation.OfDevice(_, var device, var endpoints)) ->
                            Stream.concat(
                                            Stream.of("revoked-device", device.value()),
                                            endpoints.stream().map(EndpointId::value))
                                    .toList();
                };
        StringBuilder text = new StringBuilder(128);
        text.append(VERSION).append('\n').append(message.from()).append('\n');
        text.append(message.tenant().value());
        members.forEach(m -> text.append('\n').append(m.replace('\n', ' ')));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what is not a message of this version: a newer node may say more. */
    public static Optional<NodeMessage> decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        String[] part = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (part.length < 4 || !part[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(decode(part[1], new TenantId(part[2]), part));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable NodeMessage decode(
            String from, TenantId tenant, String[] part) {
        return switch (part[3]) {
            case "wake" -> new WakeDevice(from, tenant, part[4], new DeviceId(part[5]));
            case "cancel" ->
                    new CancelCommand(
                            from,
                            tenant,
                            part[4],
                            new DeviceId(part[5]),
                            new CommandId(UUID.fromString(part[6])));
            case "ended" ->
                    new CommandEnded(
                            from,
                            tenant,
                            new DeviceId(part[4]),
                            new CommandId(UUID.fromString(part[5])));
            case "events" -> new EventsAppended(from, tenant, UUID.fromString(part[4]));
            case "owner" ->
                    new OwnershipTaken(
                            from,
                            tenant,
                            new DeviceId(part[4]),
                            new EndpointId(part[5]),
                            Long.parseLong(part[6]));
            case "device" -> new DeviceChanged(from, tenant, new DeviceId(part[4]));
            case "revoked-principal" ->
                    new Revoked(
                            from,
                            new Revocation.OfPrincipal(
                                    new Principal(
                                            Principal.Kind.valueOf(part[4]), part[5], tenant)));
            case "revoked-device" ->
                    new Revoked(
                            from,
                            new Revocation.OfDevice(
                                    tenant,
                                    new DeviceId(part[4]),
                                    Arrays.stream(part, 5, part.length)
                                            .map(EndpointId::new)
                                            .collect(Collectors.toSet())));
            case "credential" ->
                    new CredentialChanged(
                            from, tenant, Protocol.valueOf(part[4]), part[5], part[6]);
            case "keys" -> new KeysChanged(from, tenant);
            default -> null;
        };
    }
}
