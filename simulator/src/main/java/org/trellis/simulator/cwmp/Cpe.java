package org.trellis.simulator.cwmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLStreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trellis.simulator.http.ConnectionRequestListener;
import org.trellis.simulator.http.HttpWire;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.state.DeviceState;

/**
 * A pretended CPE: holds state, informs on boot, periodically, on value change and when asked to by
 * a connection request, carries out RPCs, reboots, and misbehaves on request.
 *
 * <p>{@link #start} runs it on one virtual thread; {@link #session} runs one session in the
 * caller's thread and is for tests and load. Not both.
 */
public final class Cpe implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cpe.class);

    private final CpeIdentity identity;
    private final String root;
    private final DeviceState state;
    private final WireClient acs;
    private final CpeText text;
    private final CpeRpc rpc;
    private final Transfers transfers;
    private final Modules modules;
    private final Afterwards afterwards;
    private final ConnectionRequestListener listener;
    private final BlockingQueue<List<CpeText.Event>> pending = new LinkedBlockingQueue<>(64);
    private final Set<Misbehaviour> misbehaviours = EnumSet.noneOf(Misbehaviour.class);
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger boots = new AtomicInteger();
    private volatile boolean running;
    private volatile boolean adoptsLogins;

    /**
     * Makes a CPE that is off.
     *
     * @param root {@code Device.} or {@code InternetGatewayDevice.}
     * @param version {@code 1-0} to {@code 1-4}
     */
    public Cpe(
            CpeIdentity identity, String root, DeviceState state, String version, WireClient acs) {
        this.identity = identity;
        this.root = root;
        this.state = state;
        this.acs = acs;
        this.text = new CpeText(version);
        Diagnostics diagnostics = new Diagnostics(state);
        this.transfers = new Transfers(identity, state, root);
        this.modules = new Modules(state, root);
        this.rpc = new CpeRpc(state, text, root, diagnostics, transfers, modules);
        this.listener =
                new ConnectionRequestListener(
                        this::connectionRequestLogin,
                        () -> offer(new CpeText.Event("6 CONNECTION REQUEST", "")));
        this.afterwards =
                new Afterwards(root, state, rpc, diagnostics, transfers, modules, listener::url);
        String url = root + "ManagementServer.ConnectionRequestURL";
        if (state.get(url).isPresent()) {
            state.set(url, listener.url());
        }
    }

    private WireClient.Login connectionRequestLogin() {
        return new WireClient.Login(
                state.text(root + "ManagementServer.ConnectionRequestUsername"),
                state.text(root + "ManagementServer.ConnectionRequestPassword"));
    }

    public CpeIdentity identity() {
        return identity;
    }

    public DeviceState state() {
        return state;
    }

    /** How many sessions ended well. */
    public int sessions() {
        return sessions.get();
    }

    /** How often it was restarted over the wire. */
    public int reboots() {
        return boots.get();
    }

    /** What it does wrong from now on. */
    public void misbehave(Misbehaviour... what) {
        misbehaviours.clear();
        misbehaviours.addAll(List.of(what));
    }

    /**
     * Proves itself from now on with the login that the ACS gives it, as devices that remember it
     * over a restart do. One that does not goes on with what it began with.
     */
    public void adoptLogins() {
        adoptsLogins = true;
    }

    private Optional<WireClient.Login> ownLogin() {
        String server = root + "ManagementServer.";
        return state.get(server + "Username")
                .filter(user -> adoptsLogins && !state.text(server + "Username").isEmpty())
                .map(_ ->
                        new WireClient.Login(
                                state.text(server + "Username"), state.text(server + "Password")));
    }

    /**
     * Changes a value as the device's own doing, and informs with {@code 4 VALUE CHANGE} if the ACS
     * has set its notification to active; if to passive, the next Inform tells.
     */
    public void change(String path, String value) {
        if (state.set(path, value)) {
            changed(path);
        }
    }

    /** Makes a row as the device's own doing: only the number of rows can be told. */
    public int grow(String table) {
        int row = state.add(table).orElseThrow();
        changed(DeviceState.counter(table));
        return row;
    }

    /** Removes a row as the device's own doing. */
    public void shrink(String table, int row) {
        if (state.delete(table + row + ".")) {
            changed(DeviceState.counter(table));
        }
    }

    private void changed(String path) {
        if (rpc.attributes().changed(path)) {
            offer(new CpeText.Event("4 VALUE CHANGE", ""));
        }
    }

    private void offer(CpeText.Event event) {
        if (!pending.offer(List.of(event))) {
            log.debug("{}: event queue full", identity.serialNumber());
        }
    }

    /** Switches it on: bootstraps, then informs periodically until closed. */
    public void start(boolean bootstrap) {
        running = true;
        Thread.ofVirtual().name("cpe-" + identity.serialNumber()).start(() -> run(bootstrap));
    }

    private void run(boolean bootstrap) {
        List<CpeText.Event> events = new ArrayList<>();
        if (bootstrap) {
            events.add(new CpeText.Event("0 BOOTSTRAP", ""));
        }
        events.add(new CpeText.Event("1 BOOT", ""));
        int retry = 0;
        try {
            while (running) {
                try {
                    session(events, retry);
                    retry = 0;
                    events.clear();
                    afterSession(events);
                } catch (IOException | XMLStreamException e) {
                    retry++;
                    log.debug("{}: session failed: {}", identity.serialNumber(), e.getMessage());
                    acs.close();
                    Thread.sleep(Math.min(5000, 250L << Math.min(retry, 5)));
                }
                if (events.isEmpty()) {
                    events.addAll(await());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void afterSession(List<CpeText.Event> events) throws InterruptedException {
        Afterwards.Happened happened = afterwards.happen();
        if (happened.restarted()) {
            acs.close();
            pending.clear();
            boots.incrementAndGet();
        }
        events.addAll(happened.events());
    }

    private List<CpeText.Event> await() throws InterruptedException {
        long seconds = 300;
        String interval = root + "ManagementServer.PeriodicInformInterval";
        if (state.get(interval).isPresent()) {
            seconds = Math.max(1, Long.parseLong(state.text(interval)));
        }
        List<CpeText.Event> event = pending.poll(seconds, TimeUnit.SECONDS);
        return event != null ? event : List.of(new CpeText.Event("2 PERIODIC", ""));
    }

    /** One session with a periodic Inform. */
    public void periodic() throws IOException, XMLStreamException {
        session(List.of(new CpeText.Event("2 PERIODIC", "")), 0);
    }

    /** One session as after power-on. */
    public void boot(boolean bootstrap) throws IOException, XMLStreamException {
        List<CpeText.Event> events = new ArrayList<>();
        if (bootstrap) {
            events.add(new CpeText.Event("0 BOOTSTRAP", ""));
        }
        events.add(new CpeText.Event("1 BOOT", ""));
        session(events, 0);
    }

    private void session(List<CpeText.Event> events, int retry)
            throws IOException, XMLStreamException {
        acs.forgetCookie();
        acs.login(ownLogin());
        if (misbehaviours.contains(Misbehaviour.GARBAGE)) {
            acs.post("this is no <xml".getBytes(StandardCharsets.UTF_8));
            throw new IOException("sent garbage");
        }
        List<String> changed = rpc.attributes().untold();
        byte[] inform =
                text.inform(
                        identity,
                        withChanges(events, changed),
                        retry,
                        informParameters(changed),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        HttpWire.Reply reply = post(inform);
        if (misbehaviours.contains(Misbehaviour.DOUBLE_INFORM)) {
            reply = post(inform);
        }
        if (reply.status() != 200 || reply.body().length == 0) {
            throw new IOException("Inform answered with " + reply.status());
        }
        AcsMessage response = AcsMessage.parse(reply.body());
        if (!response.method().name().equals("InformResponse")) {
            throw new IOException("Inform answered with " + response.method().name());
        }
        rpc.attributes().told(changed);
        if (misbehaviours.contains(Misbehaviour.VANISH_AFTER_INFORM)) {
            acs.close();
            throw new IOException("vanished");
        }
        tellWhatEnded();
        reply = post(new byte[0]);
        while (reply.status() == 200 && reply.body().length > 0) {
            AcsMessage request = AcsMessage.parse(reply.body());
            vanish(request);
            byte[] answer = answer(request);
            if (misbehaviours.contains(Misbehaviour.LOSE_ANSWERS)) {
                acs.close();
                throw new IOException("the answer was lost");
            }
            reply = post(answer);
        }
        if (reply.status() != 204 && reply.status() != 200) {
            throw new IOException("session ended with " + reply.status());
        }
        sessions.incrementAndGet();
    }

    private void tellWhatEnded() throws IOException {
        for (Transfers.Ended ended : transfers.ended()) {
            post(
                    text.transferComplete(
                            ended.commandKey(), ended.fault(), ended.start(), ended.end()));
            transfers.told(ended);
        }
        for (Modules.Ended ended : modules.ended()) {
            post(text.modulesChanged(ended));
            modules.told(ended);
        }
    }

    private void vanish(AcsMessage request) throws IOException {
        boolean keeps = misbehaviours.contains(Misbehaviour.VANISH_WITH_LOGIN);
        boolean leaves = keeps || misbehaviours.contains(Misbehaviour.VANISH_WITHOUT_LOGIN);
        if (leaves && request.method().names(root + "ManagementServer.Password")) {
            if (keeps) {
                rpc.answer(request.id(), request.method());
            }
            acs.close();
            throw new IOException("vanished");
        }
    }

    private byte[] answer(AcsMessage request) {
        if (misbehaviours.contains(Misbehaviour.SKIP_RESPONSES)) {
            return new byte[0];
        }
        String id = misbehaviours.contains(Misbehaviour.WRONG_ID) ? "wrong" : request.id();
        if (misbehaviours.contains(Misbehaviour.FAULT_EVERYTHING)) {
            return text.fault(id, 9002, "Internal error", Map.of());
        }
        return rpc.answer(id, request.method());
    }

    private HttpWire.Reply post(byte[] body) throws IOException {
        if (misbehaviours.contains(Misbehaviour.NO_COOKIE)) {
            acs.forgetCookie();
        }
        if (misbehaviours.contains(Misbehaviour.NEW_CONNECTION_EACH_POST)) {
            acs.close();
        }
        return acs.post(body);
    }

    /** Passive notifications come with whatever the Inform is for (TR-069 A.3.2.4). */
    private static List<CpeText.Event> withChanges(
            List<CpeText.Event> events, List<String> changed) {
        CpeText.Event valueChange = new CpeText.Event("4 VALUE CHANGE", "");
        if (changed.isEmpty() || events.contains(valueChange)) {
            return events;
        }
        List<CpeText.Event> all = new ArrayList<>(events);
        all.add(valueChange);
        return all;
    }

    private Map<String, DeviceState.Parameter> informParameters(List<String> changed) {
        Map<String, DeviceState.Parameter> parameters = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "DeviceInfo.SpecVersion", "DeviceInfo.HardwareVersion",
                        "DeviceInfo.SoftwareVersion", "DeviceInfo.ProvisioningCode",
                        "ManagementServer.ParameterKey", "ManagementServer.ConnectionRequestURL",
                        "DeviceSummary", "RootDataModelVersion")) {
            state.get(root + name).ifPresent(p -> parameters.put(root + name, p));
        }
        changed.forEach(name -> state.get(name).ifPresent(p -> parameters.put(name, p)));
        return parameters;
    }

    /** Waits until the CPE has had this many good sessions. */
    public boolean awaitSessions(int count, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (sessions.get() < count) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    @Override
    public void close() {
        running = false;
        offer(new CpeText.Event("2 PERIODIC", ""));
        listener.close();
        acs.close();
    }
}
