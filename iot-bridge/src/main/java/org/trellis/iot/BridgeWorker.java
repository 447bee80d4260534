package org.trellis.iot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.iot.zigbee2mqtt.DevicesDecoder;
import org.trellis.iot.zigbee2mqtt.MalformedPayloadException;
import org.trellis.iot.zigbee2mqtt.StateCodec;
import org.trellis.iot.zigbee2mqtt.ThingModel;
import org.trellis.iot.zigbee2mqtt.ZigbeeThing;
import org.trellis.model.ObservedValue;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;
import org.trellis.southbound.UnavailableException;

/**
 * One bridge. Its messages are worked off in order on one virtual thread, from a bounded queue; a
 * message that finds no room is dropped, for the next one says more.
 *
 * <p>A thing exists because the bridge's own list has it; retained leftovers of others are ignored.
 */
final class BridgeWorker {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeWorker.class);
    private static final int QUEUE = 2_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String AVAILABILITY = "/availability";

    /** What is to be done. */
    private sealed interface Task {
        record Message(String rest, byte[] payload, Runnable done) implements Task {}

        /** Our own connection to the broker is gone. */
        record Lost() implements Task {}

        /** Somebody may have been let in. */
        record AdmitAgain() implements Task {}

        /** What let these in holds no more. */
        record Forget(Set<EndpointId> things) implements Task {}
    }

    private final String bridge;
    private final SouthboundPort port;
    private final Doorman doorman;
    private final Consumer<OpenThing> drain;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(QUEUE);
    private final Map<EndpointId, OpenThing> open = new ConcurrentHashMap<>();
    private final Thread thread;

    // confined to the thread
    private final Map<String, OpenThing> byName = new HashMap<>();
    private List<ZigbeeThing> announced = List.of();
    private boolean online = true;

    BridgeWorker(String bridge, String root, SouthboundPort port, Consumer<OpenThing> drain) {
        this.bridge = bridge;
        this.port = port;
        this.doorman = new Doorman(bridge, root, port);
        this.drain = drain;
        this.thread = Thread.ofVirtual().name("iot-" + bridge).start(this::work);
    }

    void message(String rest, byte[] payload, Runnable done) {
        if (isOfInterest(rest) && !tasks.offer(new Task.Message(rest, payload, done))) {
            LOG.debug("IoT message dropped, too many wait: bridge={}", bridge);
            done.run();
        } else if (!isOfInterest(rest)) {
            done.run();
        }
    }

    void lost() {
        offer(new Task.Lost());
    }

    void admitAgain() {
        offer(new Task.AdmitAgain());
    }

    /** Closes those of the things that are open here, and asks for them anew. */
    void forget(Set<EndpointId> things) {
        if (things.stream().anyMatch(open::containsKey)) {
            offer(new Task.Forget(Set.copyOf(things)));
        }
    }

    Optional<OpenThing> find(EndpointId id) {
        return Optional.ofNullable(open.get(id));
    }

    void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.values().forEach(OpenThing::close);
    }

    private void offer(Task task) {
        if (!tasks.offer(task)) {
            LOG.warn("IoT bridge is not served in time: {}", bridge);
        }
    }

    /** Of the bridge's own topics only two matter; the log repeats every message. */
    private static boolean isOfInterest(String rest) {
        if (rest.startsWith("bridge/")) {
            return rest.equals("bridge/state") || rest.equals("bridge/devices");
        }
        return !rest.endsWith("/set") && !rest.endsWith("/get");
    }

    private void work() {
        try {
            while (true) {
                Task task = tasks.take();
                work(task);
                acknowledge(task);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one message sets off must not make the bridge deaf to the next. */
    private void work(Task task) throws InterruptedException {
        try {
            while (!tried(task)) {
                Thread.sleep(PAUSE);
            }
        } catch (RuntimeException defect) {
            LOG.error("IoT message could not be worked off: bridge={}", bridge, defect);
        }
    }

    private void acknowledge(Task task) {
        if (task instanceof Task.Message(String _, byte[] _, Runnable done)) {
            try {
                done.run();
            } catch (RuntimeException defect) {
                LOG.error("IoT message could not be acknowledged: bridge={}", bridge, defect);
            }
        }
    }

    /** False while the store is away: the task is tried again. */
    private boolean tried(Task task) {
        try {
            switch (task) {
                case Task.Message(String rest, byte[] payload, Runnable _) -> take(rest, payload);
                case Task.Lost() -> closeAll();
                case Task.AdmitAgain() -> reconcile();
                case Task.Forget(Set<EndpointId> things) -> {
                    things.stream().flatMap(id -> find(id).stream()).forEach(t -> close(t, false));
                    reconcile();
                }
            }
        } catch (MalformedPayloadException e) {
            LOG.info("IoT message not understood: bridge={} {}", bridge, e.getMessage());
        } catch (UnavailableException away) {
            LOG.debug("IoT message waits, the store is away: bridge={}", bridge);
            return false;
        }
        return true;
    }

    private void take(String rest, byte[] payload) throws MalformedPayloadException {
        if (rest.equals("bridge/state")) {
            Optional<Boolean> state = StateCodec.online(payload);
            online = state.orElse(online);
            if (online) {
                reconcile();
            } else {
                closeAll();
            }
        } else if (rest.equals("bridge/devices")) {
            announced = DevicesDecoder.decode(payload);
            reconcile();
        } else if (rest.endsWith(AVAILABILITY) && !byName.containsKey(rest)) {
            available(rest.substring(0, rest.length() - AVAILABILITY.length()), payload);
        } else {
            state(rest, payload);
        }
    }

    private void available(String name, byte[] payload) {
        OpenThing thing = byName.get(name);
        Optional<Boolean> state = StateCodec.online(payload);
        if (thing != null && state.isPresent() && isOurs(thing)) {
            port.report(thing.endpoint(), Delivery.of(new Report.Presence(state.get())));
        }
    }

    private void state(String name, byte[] payload) throws MalformedPayloadException {
        OpenThing thing = byName.get(name);
        if (thing == null) {
            return;
        }
        ThingModel model = thing.model();
        // heard first: a command may wait for it while the store is written
        thing.heard(StateCodec.decode(model.thing(), payload));
        thing.telling().lock();
        try {
            List<StateCodec.Reading> changed = thing.untold();
            if (!changed.isEmpty() && isOurs(thing)) {
                report(thing, changed);
            }
            thing.told(changed);
        } finally {
            thing.telling().unlock();
        }
    }

    /** Every node hears the bridge; the one that serves the thing tells of it. */
    private boolean isOurs(OpenThing thing) {
        Endpoint endpoint = thing.endpoint();
        return port.servedBy(endpoint.tenant(), endpoint.id()).isEmpty();
    }

    private void report(OpenThing thing, List<StateCodec.Reading> changed) {
        List<Report> reports = new ArrayList<>();
        List<ObservedValue> controls = values(thing, changed, true);
        List<ObservedValue> readings = values(thing, changed, false);
        if (!controls.isEmpty()) {
            reports.add(new Report.Values(controls, List.of(), true));
        }
        if (!readings.isEmpty()) {
            reports.add(new Report.Telemetry(readings));
        }
        port.report(thing.endpoint(), new Delivery(reports, Optional.empty()));
    }

    private static List<ObservedValue> values(
            OpenThing thing, List<StateCodec.Reading> readings, boolean control) {
        return readings.stream()
                .filter(r -> r.capability().iotClass().isControl() == control)
                .map(thing.model()::value)
                .toList();
    }

    /** Opens what is announced and closes what is not. */
    private void reconcile() {
        if (!online || announced.isEmpty() && open.isEmpty()) {
            return;
        }
        Map<EndpointId, ZigbeeThing> wanted = new LinkedHashMap<>();
        announced.forEach(t -> wanted.put(doorman.endpointId(t), t));
        for (OpenThing thing : List.copyOf(byName.values())) {
            ZigbeeThing now = wanted.get(thing.endpoint().id());
            if (now == null || !now.equals(thing.model().thing())) {
                close(thing, now == null);
            }
        }
        Optional<OpenThing> parent = find(doorman.bridgeId()).or(this::openBridge);
        if (parent.isEmpty()) {
            return;
        }
        for (Map.Entry<EndpointId, ZigbeeThing> entry : wanted.entrySet()) {
            if (!open.containsKey(entry.getKey())) {
                doorman.admit(parent.get(), entry.getValue()).ifPresent(this::opened);
            }
        }
    }

    private Optional<OpenThing> openBridge() {
        Optional<OpenThing> bridgeItself = doorman.admitBridge();
        bridgeItself.ifPresent(b -> {
            open.put(b.endpoint().id(), b);
            drain.accept(b);
        });
        return bridgeItself;
    }

    private void opened(OpenThing thing) {
        open.put(thing.endpoint().id(), thing);
        byName.put(thing.model().thing().friendlyName(), thing);
        LOG.debug("IoT thing is served: {}", thing.endpoint().id());
        drain.accept(thing);
    }

    private void closeAll() {
        List.copyOf(open.values()).forEach(t -> close(t, false));
    }

    private void close(OpenThing thing, boolean gone) {
        thing.close();
        if (gone) {
            port.report(thing.endpoint(), Delivery.of(new Report.Presence(false)));
        }
        port.closed(thing.endpoint(), thing.fence());
        open.remove(thing.endpoint().id());
        byName.values().remove(thing);
    }
}
