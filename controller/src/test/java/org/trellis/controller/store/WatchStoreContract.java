package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.PathExpression;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** What every {@link WatchStore} promises. */
public interface WatchStoreContract {

    PathExpression NAMES = PathExpression.of("Device.WiFi.SSID.*.SSID");
    PathExpression HOSTS = PathExpression.of("Device.Hosts.Host.");

    WatchStore watches();

    private static Endpoint endpoint(TenantId tenant, String id) {
        return new Endpoint(
                new EndpointId(id),
                tenant,
                DeviceId.of("0014A5", "HG100", "ONE"),
                Protocol.CWMP,
                "http",
                "");
    }

    @Test
    default void keeps_what_is_watched_until_it_is_taken_out() {
        TenantId tenant = Samples.tenant();
        Endpoint cwmp = endpoint(tenant, "cwmp:one");
        assertThat(watches().of(cwmp)).isEmpty();
        watches().add(cwmp, NotificationType.VALUE_CHANGE, List.of(NAMES));
        watches().add(cwmp, NotificationType.VALUE_CHANGE, List.of(NAMES, HOSTS));
        watches().add(cwmp, NotificationType.OBJECT_CREATION, List.of(HOSTS));
        watches().add(cwmp, NotificationType.OBJECT_DELETION, List.of());
        assertThat(watches().of(cwmp))
                .isEqualTo(
                        Map.of(
                                NotificationType.VALUE_CHANGE, Set.of(NAMES, HOSTS),
                                NotificationType.OBJECT_CREATION, Set.of(HOSTS)));
        watches().remove(cwmp, List.of(HOSTS));
        assertThat(watches().of(cwmp))
                .isEqualTo(Map.of(NotificationType.VALUE_CHANGE, Set.of(NAMES)));
    }

    @Test
    default void keeps_endpoints_apart_and_forgets_them_with_their_device() {
        TenantId tenant = Samples.tenant();
        Endpoint cwmp = endpoint(tenant, "cwmp:one");
        Endpoint usp = endpoint(tenant, "usp:one");
        watches().add(cwmp, NotificationType.VALUE_CHANGE, List.of(NAMES));
        watches().add(usp, NotificationType.OBJECT_CREATION, List.of(HOSTS));
        assertThat(watches().of(usp))
                .isEqualTo(Map.of(NotificationType.OBJECT_CREATION, Set.of(HOSTS)));
        assertThat(watches().of(endpoint(Samples.tenant(), "cwmp:one"))).isEmpty();
        watches().delete(tenant, cwmp.device());
        assertThat(watches().of(cwmp)).isEmpty();
        assertThat(watches().of(usp)).isEmpty();
    }
}
