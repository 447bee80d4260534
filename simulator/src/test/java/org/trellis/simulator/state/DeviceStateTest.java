package org.trellis.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceStateTest {

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "manufacturer",
                    "Acme",
                    "oui",
                    "0014A5",
                    "class",
                    "HG100",
                    "serial",
                    "SN1",
                    "model",
                    "HG100",
                    "firmware",
                    "1.0.0",
                    "periodic",
                    "300");

    private final DeviceState state = DeviceState.load("gateway-tr181.tsv", VARIABLES);

    @Test
    void fills_in_who_it_is() {
        assertThat(state.text("Device.DeviceInfo.SerialNumber")).isEqualTo("SN1");
    }

    @Test
    void refuses_to_write_what_is_read_only_or_unknown_or_of_another_type() {
        assertThat(state.check("Device.DeviceInfo.UpTime", "1"))
                .contains(DeviceState.Refusal.NOT_WRITABLE);
        assertThat(state.check("Device.Nothing", "1")).contains(DeviceState.Refusal.UNKNOWN);
        assertThat(state.check("Device.WiFi.Radio.1.Channel", "many"))
                .contains(DeviceState.Refusal.WRONG_VALUE);
        assertThat(state.check("Device.WiFi.Radio.1.Channel", "11")).isEmpty();
    }

    @Test
    void grows_and_shrinks_a_table_and_never_reuses_a_number() {
        assertThat(state.add("Device.NAT.PortMapping.")).contains(1);
        assertThat(state.add("Device.NAT.PortMapping.")).contains(2);
        assertThat(state.text("Device.NAT.PortMappingNumberOfEntries")).isEqualTo("2");
        assertThat(state.delete("Device.NAT.PortMapping.2.")).isTrue();
        assertThat(state.add("Device.NAT.PortMapping.")).contains(3);
        assertThat(state.get("Device.NAT.PortMapping.2.Enable")).isEmpty();
        assertThat(state.add("Device.WiFi.SSID.")).isEmpty();
    }

    @Test
    void a_new_row_has_the_tables_of_its_kind() {
        assertThat(state.add("Device.Hosts.AccessControl.")).contains(1);
        assertThat(state.add("Device.Hosts.AccessControl.1.Schedule.")).contains(1);
        assertThat(state.text("Device.Hosts.AccessControl.1.ScheduleNumberOfEntries"))
                .isEqualTo("1");
        assertThat(state.delete("Device.Hosts.AccessControl.1.")).isTrue();
        assertThat(state.hasObject("Device.Hosts.AccessControl.1.Schedule.")).isFalse();
    }

    @Test
    void lists_objects_and_rows_below_a_path() {
        assertThat(state.objectsBelow("Device.WiFi.SSID."))
                .contains("Device.WiFi.SSID.1.", "Device.WiFi.SSID.2.Stats.");
        assertThat(state.hasObject("Device.NAT.PortMapping.")).isTrue();
        assertThat(state.hasObject("Device.Nothing.")).isFalse();
    }

    @Test
    void forgets_everything_at_a_factory_reset() {
        state.set("Device.WiFi.SSID.1.SSID", "changed");
        state.add("Device.NAT.PortMapping.");
        state.factoryReset();
        assertThat(state.text("Device.WiFi.SSID.1.SSID")).isEqualTo("home");
        assertThat(state.get("Device.NAT.PortMapping.1.Enable")).isEmpty();
    }
}
