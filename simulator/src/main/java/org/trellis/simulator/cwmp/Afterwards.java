package org.trellis.simulator.cwmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trellis.simulator.state.DeviceState;

/** What a device does after a session because of it: restarts, tests, transfers. */
final class Afterwards {

    private static final long TEST_MILLIS = 100;
    private static final long RESTART_MILLIS = 300;

    private final String root;
    private final DeviceState state;
    private final CpeRpc rpc;
    private final Diagnostics diagnostics;
    private final Transfers transfers;
    private final Modules modules;
    private final Supplier<String> url;

    /**
     * @param events to tell in the next session; empty if nothing happened
     */
    record Happened(boolean restarted, List<CpeText.Event> events) {}

    Afterwards(
            String root,
            DeviceState state,
            CpeRpc rpc,
            Diagnostics diagnostics,
            Transfers transfers,
            Modules modules,
            Supplier<String> url) {
        this.root = root;
        this.state = state;
        this.rpc = rpc;
        this.diagnostics = diagnostics;
        this.transfers = transfers;
        this.modules = modules;
        this.url = url;
    }

    Happened happen() throws InterruptedException {
        Optional<CpeRpc.AfterSession> after = rpc.takeAfterSession();
        if (after.isPresent()) {
            diagnostics.forget();
            return new Happened(true, restart(after.get()));
        }
        List<CpeText.Event> events = new ArrayList<>();
        if (diagnostics.due()) {
            Thread.sleep(TEST_MILLIS);
            diagnostics.run();
            events.add(new CpeText.Event("8 DIAGNOSTICS COMPLETE", ""));
        }
        if (modules.due()) {
            modules.run();
            events.add(new CpeText.Event("11 DU STATE CHANGE COMPLETE", ""));
            modules.ended()
                    .forEach(ended ->
                            events.add(new CpeText.Event("M ChangeDUState", ended.commandKey())));
        }
        if (!transfers.due()) {
            return new Happened(false, events);
        }
        boolean firmware = transfers.run();
        if (firmware) {
            Thread.sleep(RESTART_MILLIS);
            events.add(new CpeText.Event("1 BOOT", ""));
        }
        events.add(new CpeText.Event("7 TRANSFER COMPLETE", ""));
        transfers
                .ended()
                .forEach(ended ->
                        events.add(
                                new CpeText.Event(
                                        ended.download() ? "M Download" : "M Upload",
                                        ended.commandKey())));
        return new Happened(firmware, events);
    }

    private List<CpeText.Event> restart(CpeRpc.AfterSession after) throws InterruptedException {
        List<CpeText.Event> events = new ArrayList<>();
        Thread.sleep(RESTART_MILLIS);
        if (after.factoryReset()) {
            state.factoryReset();
            state.set(root + "ManagementServer.ConnectionRequestURL", url.get());
            events.add(new CpeText.Event("0 BOOTSTRAP", ""));
        }
        events.add(new CpeText.Event("1 BOOT", ""));
        if (!after.factoryReset()) {
            events.add(new CpeText.Event("M Reboot", after.commandKey()));
        }
        return events;
    }
}
