package org.trellis.controller.core;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Revocation;
import org.trellis.southbound.SouthboundAdapter;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.WakeOutcome;

/** The far side of the southbound interface; remembers who was woken, and answers as told. */
final class FakeAdapter implements SouthboundAdapter {

    private final Protocol protocol;
    private final List<Endpoint> woken = new CopyOnWriteArrayList<>();
    private final List<Revocation> revoked = new CopyOnWriteArrayList<>();
    private volatile Function<Endpoint, WakeOutcome> answer = _ -> new WakeOutcome.Told();

    FakeAdapter(Protocol protocol) {
        this.protocol = protocol;
    }

    void onWake(Function<Endpoint, WakeOutcome> script) {
        answer = script;
    }

    List<Endpoint> woken() {
        return woken;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public void start(SouthboundPort port) {}

    @Override
    public WakeOutcome wake(Endpoint endpoint, Instant deadline) {
        woken.add(endpoint);
        return answer.apply(endpoint);
    }

    List<Revocation> revoked() {
        return revoked;
    }

    @Override
    public void revoked(Revocation whose) {
        revoked.add(whose);
    }

    @Override
    public void close() {}
}
