package org.trellis.controller.core;

import java.util.Comparator;
import java.util.Optional;
import org.trellis.controller.store.EndpointRecord;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Principal;

/**
 * Whether a principal may speak for a known device.
 *
 * <table>
 * <caption>recorded principal against the one that came</caption>
 * <tr><td>the same</td><td>yes</td></tr>
 * <tr><td>credential of this device</td><td>yes</td></tr>
 * <tr><td>certificate, which names the device</td><td>yes: its authority is trusted</td></tr>
 * <tr><td>key at an endpoint that the device did not have</td><td>only if the device was announced,
 * or within the window of a reset</td></tr>
 * <tr><td>key instead of a key that is no longer usable</td><td>yes: the keys were rotated</td></tr>
 * <tr><td>key instead of anything else</td><td>only within the window of a reset that Trellis
 * ordered</td></tr>
 * <tr><td>key where authentication was off, nothing where it was a key</td><td>yes: the operator
 * switched it</td></tr>
 * <tr><td>anything else</td><td>no: quarantine</td></tr>
 * </table>
 */
final class PrincipalRules {

    private final Foundation core;
    private final KeyRing keys;
    private final ResetWindow resets;

    PrincipalRules(Foundation core, KeyRing keys, ResetWindow resets) {
        this.core = core;
        this.keys = keys;
        this.resets = resets;
    }

    /**
     * Why it may not become a further endpoint of a known device; empty if it may. Everybody who
     * has the enrollment key could say that he is that device, and would be told what is meant for
     * it: a key makes devices, it never merges.
     */
    Optional<String> intrusion(Registry.Known known, Hello hello) {
        boolean merges =
                hello.principal().kind() == Principal.Kind.ENROLLMENT_KEY
                        && !known.endpoints().isEmpty()
                        && !known.endpoints().containsKey(hello.endpointId());
        if (!merges || resets.open(known.key()) || isAnnounced(known)) {
            return Optional.empty();
        }
        return Optional.of(
                "with an enrollment key it cannot become a further endpoint of "
                        + known.device().id()
                        + ": preregister the device, or give it a credential of its own");
    }

    private boolean isAnnounced(Registry.Known known) {
        return core.stores()
                .credentials()
                .preregistration(known.key().tenant(), known.key().device())
                .isPresent();
    }

    /** Empty if it may; otherwise why not. */
    Optional<String> objection(Registry.Known known, Hello hello) {
        Optional<Principal> recorded =
                Optional.ofNullable(known.endpoints().get(hello.endpointId()))
                        .map(EndpointRecord::principal)
                        .or(() -> strongest(known));
        if (recorded.isEmpty() || recorded.get().equals(hello.principal())) {
            return Optional.empty();
        }
        Principal was = recorded.get();
        Principal is = hello.principal();
        return switch (is.kind()) {
            case DEVICE_CREDENTIAL ->
                    is.id().equals(known.device().id().value())
                            ? Optional.empty()
                            : Optional.of("the credential belongs to " + is.id());
            case CERTIFICATE ->
                    was.kind() == Principal.Kind.BRIDGE
                            ? Optional.of("a certificate for a thing behind a bridge")
                            : Optional.empty();
            case BRIDGE -> Optional.of("bridge " + is.id() + " is not where it was known");
            case ENROLLMENT_KEY -> key(known, was, is);
            case NONE ->
                    was.kind() == Principal.Kind.ENROLLMENT_KEY
                            ? Optional.empty()
                            : Optional.of("came without the credential that it has");
        };
    }

    private Optional<String> key(Registry.Known known, Principal was, Principal is) {
        return switch (was.kind()) {
            case NONE -> Optional.empty();
            case ENROLLMENT_KEY -> {
                boolean rotated = keys.key(was.id()).map(k -> !k.usable(core.now())).orElse(true);
                yield rotated || resets.open(known.key())
                        ? Optional.empty()
                        : Optional.of(
                                "came with enrollment key "
                                        + is.id()
                                        + ", was admitted with "
                                        + was.id());
            }
            case DEVICE_CREDENTIAL, CERTIFICATE, BRIDGE ->
                    resets.open(known.key())
                            ? Optional.empty()
                            : Optional.of(
                                    "came with enrollment key "
                                            + is.id()
                                            + " although it has a credential of its own");
        };
    }

    private static Optional<Principal> strongest(Registry.Known known) {
        return known.endpoints().values().stream()
                .map(EndpointRecord::principal)
                .max(Comparator.comparing(Principal::kind));
    }
}
