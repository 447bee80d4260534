package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.TenantId;

/** What every {@link TwinStore} promises. */
public interface TwinStoreContract {

    DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");
    EndpointId CWMP = new EndpointId("cwmp:0014A5-HG100-SN1");
    EndpointId USP = new EndpointId("usp:os::0014A5-SN1");

    TwinStore twins();

    @Test
    default void reads_back_what_was_written() {
        TenantId tenant = Samples.tenant();
        TwinValue ssid = Samples.value("Device.WiFi.SSID.1.SSID", "home");
        TwinValue name = Samples.value("Device.DeviceInfo.ModelName", "Böx\nnew line");
        TwinValue root = Samples.value("Device.RootDataModelVersion", "2.19");
        twins().write(tenant, DEVICE, CWMP, List.of(ssid, name, root), List.of(), Map.of());

        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of()))
                .containsExactlyInAnyOrder(ssid, name, root);
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("WiFi"))).containsExactly(ssid);
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("Device"))).containsExactly(root);
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("Device", "WiFi")))
                .containsExactlyInAnyOrder(root, ssid);
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("NAT"))).isEmpty();
        assertThat(twins().read(tenant, DEVICE, USP, Set.of())).isEmpty();
        assertThat(twins().read(Samples.tenant(), DEVICE, CWMP, Set.of())).isEmpty();
    }

    @Test
    default void merges_changes_and_removals() {
        TenantId tenant = Samples.tenant();
        TwinValue one = Samples.value("Device.WiFi.SSID.1.SSID", "one");
        TwinValue two = Samples.value("Device.WiFi.SSID.2.SSID", "two");
        TwinValue three = Samples.value("Device.WiFi.SSID.3.SSID", "three");
        twins().write(tenant, DEVICE, CWMP, List.of(one, two), List.of(), Map.of());
        TwinValue changed = Samples.value("Device.WiFi.SSID.1.SSID", "uno");
        twins().write(
                        tenant,
                        DEVICE,
                        CWMP,
                        List.of(changed, three),
                        List.of(two.value().path(), ParameterPath.of("Device.WiFi.SSID.9.SSID")),
                        Map.of());

        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of()))
                .containsExactlyInAnyOrder(changed, three);
    }

    @Test
    default void keeps_the_endpoints_of_a_device_apart() {
        TenantId tenant = Samples.tenant();
        TwinValue cwmp = Samples.value("Device.WiFi.SSID.1.SSID", "a");
        TwinValue usp = Samples.value("Device.WiFi.SSID.1.SSID", "b");
        twins().write(tenant, DEVICE, CWMP, List.of(cwmp), List.of(), Map.of());
        twins().write(tenant, DEVICE, USP, List.of(usp), List.of(), Map.of());

        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("WiFi"))).containsExactly(cwmp);
        assertThat(twins().read(tenant, DEVICE, USP, Set.of("WiFi"))).containsExactly(usp);
    }

    @Test
    default void keeps_coverage() {
        TenantId tenant = Samples.tenant();
        Instant first = Samples.now().minusSeconds(60);
        Instant second = Samples.now();
        ParameterPath wifi = ParameterPath.of("Device.WiFi.");
        ParameterPath nat = ParameterPath.of("Device.NAT.");
        twins().write(tenant, DEVICE, CWMP, List.of(), List.of(), Map.of(wifi, first, nat, first));
        twins().write(tenant, DEVICE, CWMP, List.of(), List.of(), Map.of(wifi, second));

        assertThat(twins().coverage(tenant, DEVICE, CWMP))
                .isEqualTo(Map.of(wifi, second, nat, first));
        assertThat(twins().coverage(tenant, DEVICE, USP)).isEmpty();
    }

    @Test
    default void keeps_secrets_and_long_texts() {
        TenantId tenant = Samples.tenant();
        TwinValue secret =
                Samples.value("Device.WiFi.AccessPoint.1.Security.KeyPassphrase", "s3cret!", true);
        TwinValue big = Samples.value("Device.DeviceInfo.VendorLogFile.1.Name", "x".repeat(70_000));
        twins().write(tenant, DEVICE, CWMP, List.of(secret, big), List.of(), Map.of());

        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of()))
                .containsExactlyInAnyOrder(secret, big);
    }

    @Test
    default void holds_five_thousand_values_in_one_object() {
        TenantId tenant = Samples.tenant();
        List<TwinValue> values = new ArrayList<>();
        for (int host = 1; host <= 500; host++) {
            for (int p = 0; p < 10; p++) {
                values.add(Samples.value("Device.Hosts.Host." + host + ".P" + p, "v" + host + p));
            }
        }
        twins().write(tenant, DEVICE, CWMP, values, List.of(), Map.of());
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of("Hosts")))
                .containsExactlyInAnyOrderElementsOf(values);

        TwinValue changed = Samples.value("Device.Hosts.Host.250.P3", "other");
        twins().write(
                        tenant,
                        DEVICE,
                        CWMP,
                        List.of(changed),
                        List.of(ParameterPath.of("Device.Hosts.Host.1.P0")),
                        Map.of());
        List<TwinValue> read = twins().read(tenant, DEVICE, CWMP, Set.of());
        assertThat(read).hasSize(4_999).contains(changed);
    }

    @Test
    default void forgets_a_device() {
        TenantId tenant = Samples.tenant();
        TwinValue value = Samples.value("Device.WiFi.SSID.1.SSID", "a");
        twins().write(
                        tenant,
                        DEVICE,
                        CWMP,
                        List.of(value),
                        List.of(),
                        Map.of(ParameterPath.of("Device.WiFi."), Samples.now()));
        twins().delete(tenant, DEVICE);

        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of())).isEmpty();
        assertThat(twins().coverage(tenant, DEVICE, CWMP)).isEmpty();
        twins().write(tenant, DEVICE, CWMP, List.of(value), List.of(), Map.of());
        assertThat(twins().read(tenant, DEVICE, CWMP, Set.of())).containsExactly(value);
    }
}
