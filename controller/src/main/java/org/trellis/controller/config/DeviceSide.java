package org.trellis.controller.config;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.trellis.controller.broker.BrokerAcl;
import org.trellis.controller.broker.BrokerSettings;
import org.trellis.controller.broker.EmbeddedBroker;
import org.trellis.controller.broker.InternalCredential;
import org.trellis.controller.broker.PortBrokerAccess;
import org.trellis.controller.core.Core;
import org.trellis.cwmp.CwmpAdapter;
import org.trellis.cwmp.CwmpAuthMode;
import org.trellis.cwmp.CwmpSettings;
import org.trellis.southbound.SouthboundAdapter;

/** Opens everything that devices talk to: the broker and the listeners of the adapters. */
final class DeviceSide {

    private DeviceSide() {}

    static void start(TrellisSettings settings, Core core, Clock clock, Teardown teardown)
            throws StartException {
        try {
            startAdapter(cwmp(settings, clock), core, teardown);
        } catch (UncheckedIOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void startAdapter(SouthboundAdapter adapter, Core core, Teardown teardown) {
        core.register(adapter);
        teardown.add(adapter);
        adapter.start(core.port());
    }

    private static CwmpAdapter cwmp(TrellisSettings settings, Clock clock) {
        TrellisSettings.Listeners listeners = settings.listeners();
        CwmpAuthMode mode =
                switch (settings.cwmp().auth()) {
                    case REQUIRED -> CwmpAuthMode.REQUIRED;
                    case ALLOW_PLAIN_BASIC -> CwmpAuthMode.ALLOW_PLAIN_BASIC;
                    case NONE -> CwmpAuthMode.NONE;
                };
        CwmpSettings.ConnectionRequests defaults = CwmpSettings.ConnectionRequests.DEFAULT;
        Set<Integer> own =
                new HashSet<>(
                        Set.of(
                                listeners.api(),
                                listeners.cwmp(),
                                listeners.webSocket(),
                                listeners.mqtt(),
                                settings.cassandra().port(),
                                settings.cassandra().port() + 1));
        List<String> ranges = settings.cwmp().subscriberRanges();
        CwmpSettings cwmp =
                CwmpSettings.of(listeners.bind(), listeners.cwmp(), mode)
                        .withConnectionRequests(
                                new CwmpSettings.ConnectionRequests(
                                        ranges,
                                        own,
                                        defaults.timeout(),
                                        defaults.maxConcurrent(),
                                        defaults.perSecond(),
                                        defaults.provision()));
        return new CwmpAdapter(cwmp, clock, new SecureRandom());
    }
}
