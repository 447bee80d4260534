package org.trellis.controller.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.trellis.controller.store.TwinStore;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Endpoint;

/**
 * Finds in what a device says, of its own accord or in an answer, how often it calls by itself:
 * that decides when it counts as gone. Over CWMP the ACS's interval; over USP that of our own row
 * among the agent's controllers, since another controller's interval says nothing to us (TR-181
 * Device.LocalAgent.Controller.{i}.PeriodicNotifInterval).
 */
final class PeriodicIntervals {

    private static final String INFORM = "Device.ManagementServer.PeriodicInformInterval";
    private static final String CONTROLLERS = "Device.LocalAgent.Controller.{i}.";
    private static final String NOTIFY = "PeriodicNotifInterval";
    private static final int LONGEST = 9;

    private final PresenceBook presence;
    private final TwinCache twins;
    private final String ownEndpoint;

    PeriodicIntervals(PresenceBook presence, TwinCache twins, String ownEndpoint) {
        this.presence = presence;
        this.twins = twins;
        this.ownEndpoint = ownEndpoint;
    }

    /** To be called when the twin has the values. */
    void learn(Endpoint endpoint, List<ObservedValue> values) {
        for (ObservedValue value : values) {
            if (isSeconds(value.text()) && tells(endpoint, value.path(), values)) {
                presence.periodic(endpoint, Duration.ofSeconds(Long.parseLong(value.text())));
            }
        }
    }

    private static boolean isSeconds(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private boolean tells(Endpoint endpoint, ParameterPath path, List<ObservedValue> values) {
        return switch (endpoint.protocol()) {
            case CWMP -> path.text().equals(INFORM);
            case USP ->
                    path.text().endsWith(NOTIFY)
                            && path.template().equals(CONTROLLERS + NOTIFY)
                            && ownRow(endpoint, path, values);
            case IOT -> false;
        };
    }

    private boolean ownRow(Endpoint endpoint, ParameterPath path, List<ObservedValue> values) {
        String text = path.text();
        ParameterPath name =
                ParameterPath.of(text.substring(0, text.length() - NOTIFY.length()) + "EndpointID");
        Optional<String> said =
                values.stream()
                        .filter(v -> v.path().equals(name))
                        .map(ObservedValue::text)
                        .findFirst();
        return said.or(() -> known(endpoint, name)).filter(ownEndpoint::equals).isPresent();
    }

    private Optional<String> known(Endpoint endpoint, ParameterPath name) {
        return Optional.ofNullable(
                        twins.part(endpoint, TwinStore.topObject(name)).values().get(name))
                .map(v -> v.value().text());
    }
}
