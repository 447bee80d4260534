package org.trellis.controller.broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trellis.southbound.Authentication;
import org.trellis.southbound.Claim;
import org.trellis.southbound.Credential;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Stranger;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.UnavailableException;

/** The core as the broker sees it: one enrollment key, device credentials, bridges. */
final class FakeCore {

    static final String KEY = "enrollment-key";

    final Map<String, String> devices = new ConcurrentHashMap<>();
    final Map<String, String> bridges = new ConcurrentHashMap<>();
    volatile boolean away;

    final List<String> refused = new CopyOnWriteArrayList<>();

    void refused(Stranger visitor, String reason) {
        refused.add(visitor.claimed() + " from " + visitor.address() + ": " + reason);
    }

    Authentication authenticate(Claim claim) {
        if (away) {
            throw new UnavailableException("the store is away");
        }
        String identity = claim.claimedIdentity().orElse("");
        return switch (claim.credential()) {
            case Credential.Password(String user, Credential.Password.Verifier verifier) -> {
                if (claim.protocol() == Protocol.IOT) {
                    yield granted(
                            verifier.matches(bridges.getOrDefault(user, "?")),
                            Principal.Kind.BRIDGE,
                            user);
                }
                if (user.equals("trellis")) {
                    yield granted(
                            !devices.containsKey(identity) && verifier.matches(KEY),
                            Principal.Kind.ENROLLMENT_KEY,
                            "key-1");
                }
                yield granted(
                        user.equals(identity) && verifier.matches(devices.getOrDefault(user, "?")),
                        Principal.Kind.DEVICE_CREDENTIAL,
                        identity);
            }
            case Credential.Token _, Credential.None _ -> new Authentication.Denied("no");
            case Credential.Certificate(String fingerprint, _) ->
                    granted(true, Principal.Kind.CERTIFICATE, fingerprint);
        };
    }

    private static Authentication granted(boolean ok, Principal.Kind kind, String id) {
        return ok
                ? new Authentication.Granted(new Principal(kind, id, TenantId.DEFAULT))
                : new Authentication.Denied("wrong");
    }
}
