package org.trellis.southbound;

import java.util.Map;
import java.util.Optional;

/**
 * All that an adapter ever sees of the core. Thread-safe. Every method may block on the store for a
 * bounded time, and throws {@link UnavailableException} while the store is away; call it on virtual
 * threads, never in a callback of a network library.
 */
public interface SouthboundPort {

    /** Who is this? Refusals are recorded as {@code device.refused} events by the core. */
    Authentication authenticate(Claim claim);

    /**
     * Who is behind an endpoint id that an external broker vouches for? The broker has checked the
     * secret, and only there is it known which one: a device with a credential in use counts as
     * having shown it, every other as having shown the enrollment key that the operator bound to
     * that broker.
     */
    default Authentication vouched(Stranger visitor) {
        return new Authentication.Denied("no broker is trusted");
    }

    /**
     * Tells the operator of somebody whom the adapter turned away without asking: a {@code
     * device.refused} event, as for those whom {@link #authenticate} refuses.
     */
    default void refused(Stranger visitor, String reason) {}

    /** May this device in, and who is it? Idempotent. */
    Admission admit(Hello hello);

    /**
     * The endpoint has a session or a live connection on this node: takes ownership of the device,
     * and fences whoever had it. {@link #next} answers only after it.
     */
    Fence opened(Endpoint endpoint);

    /**
     * The other node, alive, that serves the device of an endpoint; empty if this one does, or
     * none. To be asked before a record is taken that came to this node by chance, over a broker
     * that gives it to any node or to all: {@link #opened} would take the device from the node that
     * is talking to it. Reads the store where this node is not the owner.
     */
    default Optional<String> servedBy(TenantId tenant, EndpointId endpoint) {
        return Optional.empty();
    }

    /** The session or the connection is over. Ignored if the fence is old. */
    void closed(Endpoint endpoint, Fence fence);

    /**
     * The next command that may be sent to the endpoint now, in order of priority and acceptance;
     * empty if there is none, or the lane is busy. Marks it {@code sent} durably before it returns
     * where the operation is not {@linkplain Operation#repeatable() repeatable}.
     */
    Optional<Lease> next(Endpoint endpoint, Fence fence);

    /** The device has accepted a long operation: it is {@code running}, and the lane is free. */
    void accepted(Lease lease);

    /** Where a long operation stands, by documented key; replaces what was told before. */
    void progress(Lease lease, Map<String, String> progress);

    /** The command ended: stored, published, and its waiting caller woken. */
    void complete(Lease lease, CommandResult result);

    /** The command could not be delivered now. */
    void release(Lease lease, ReleaseReason reason);

    /**
     * Stores what a device said. When it returns, the device may be answered; when it throws, the
     * device must not be acknowledged and will say it again. This node becomes the owner of the
     * device if it is not; what another one has out over a session of its own may still end there.
     */
    void report(Endpoint endpoint, Delivery delivery);

    /**
     * Keeps per-device settings that the adapter learnt, merged into {@link
     * DeviceContext#settings}: durable when it returns; secrets among them (keys that end with
     * {@code password}) are encrypted by the core.
     */
    void remember(Endpoint endpoint, Map<String, String> settings);

    /** The context anew, after an operation that changes what translation needs. */
    DeviceContext context(Endpoint endpoint);

    /**
     * A name and password of the endpoint's own: made and durable at the first call, the same at
     * every later one, and accepted when it returns. What let the endpoint in until now stays good
     * until it has come with them.
     */
    DeviceLogin ownLogin(Endpoint endpoint);

    /**
     * A secret shared by all nodes, made once: the key of CWMP nonces and cookies, for example.
     *
     * @return 32 bytes
     */
    byte[] sharedSecret(String purpose);
}
