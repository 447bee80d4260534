package org.trellis.controller.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.trellis.controller.store.DeviceCredential;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;

/** Makes and revokes credentials at an operator's wish, and tells that it was done. */
final class CredentialOffice implements DeviceCredentials {

    /** A USP endpoint id, or a user name that no bridge and no enrollment user can have. */
    private static final Pattern USER = Pattern.compile("[!-~]{1,160}");

    private final Foundation core;
    private final Registry registry;
    private final OwnCredentials own;
    private final EventLog events;
    private final Revocations revocations;

    CredentialOffice(
            Foundation core,
            Registry registry,
            OwnCredentials own,
            EventLog events,
            Revocations revocations) {
        this.revocations = revocations;
        this.core = core;
        this.registry = registry;
        this.own = own;
        this.events = events;
    }

    @Override
    public List<DeviceCredential> credentials(Caller caller, DeviceId device) {
        return own.of(new DeviceKey(caller.tenant(), device)).stream()
                .map(CredentialOffice::withoutSecret)
                .toList();
    }

    @Override
    public Optional<DeviceCredential> create(
            Caller caller, DeviceId device, Protocol protocol, String user) {
        DeviceKey key = new DeviceKey(caller.tenant(), device);
        Optional<DeviceCredential> made =
                name(key, protocol, user)
                        .filter(n -> USER.matcher(n).matches())
                        .filter(n -> !n.equals(Authenticator.ENROLLMENT_USER))
                        .filter(n -> isFree(key, protocol, n))
                        .map(n -> own.make(caller.tenant(), device, protocol, n));
        made.ifPresent(c -> tell(caller, device, "credential.created", protocol, c.user()));
        return made;
    }

    private Optional<String> name(DeviceKey key, Protocol protocol, String user) {
        if (!user.isEmpty()) {
            return Optional.of(user);
        }
        List<EndpointId> endpoints =
                registry.find(key).stream()
                        .flatMap(known -> known.endpoints().values().stream())
                        .map(e -> e.endpoint())
                        .filter(e -> e.protocol() == protocol)
                        .map(Endpoint::id)
                        .toList();
        return endpoints.size() == 1
                ? Optional.of(OwnCredentials.user(endpoints.getFirst()))
                : Optional.empty();
    }

    /** A name belongs to one device: to that whose endpoint it is, and that which has it. */
    private boolean isFree(DeviceKey key, Protocol protocol, String user) {
        boolean anothersEndpoint =
                registry.resolve(key.tenant(), new EndpointId(protocol.label() + ":" + user))
                        .filter(k -> !k.equals(key))
                        .isPresent();
        boolean anothersCredential =
                List.of(Authenticator.INBOUND, OwnCredentials.GIVEN).stream()
                        .flatMap(p -> core.stores().credentials().find(protocol, p, user).stream())
                        .anyMatch(c ->
                                !c.tenant().equals(key.tenant())
                                        || c.device().filter(key.device()::equals).isEmpty());
        return !anothersEndpoint && !anothersCredential;
    }

    @Override
    public boolean revoke(Caller caller, DeviceId device, Protocol protocol, String user) {
        boolean revoked = own.revoke(new DeviceKey(caller.tenant(), device), protocol, user);
        if (revoked) {
            tell(caller, device, "credential.revoked", protocol, user);
            revocations.revoke(
                    new Revocation.OfPrincipal(
                            new Principal(
                                    Principal.Kind.DEVICE_CREDENTIAL,
                                    device.value(),
                                    caller.tenant())));
        }
        return revoked;
    }

    private void tell(Caller caller, DeviceId device, String type, Protocol protocol, String user) {
        events.append(
                caller.tenant(),
                Optional.of(device),
                type,
                Map.of("by", caller.name(), "protocol", protocol.label(), "user", user));
    }

    private static DeviceCredential withoutSecret(DeviceCredential c) {
        return new DeviceCredential(
                c.tenant(), c.protocol(), c.purpose(), c.user(), c.device(), "", c.createdAt());
    }
}
