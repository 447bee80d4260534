package org.trellis.iot.zigbee2mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.ObservedValue;
import org.trellis.model.SupportedModel;

class DevicesDecoderTest {

    @Test
    void takes_things_and_leaves_out_what_is_none() throws Exception {
        assertThat(Vectors.things())
                .extracting(ZigbeeThing::friendlyName)
                .containsExactly("kitchen/plug", "hall climate", "door_sensor", "lamp", "strange");
        ZigbeeThing plug = Vectors.thing("kitchen/plug");
        assertThat(plug.ieee()).isEqualTo("00124b00aabb0001");
        assertThat(plug.vendor()).isEqualTo("Tuya");
        assertThat(plug.softwareVersion()).isEqualTo("77");
        assertThat(Vectors.thing("hall climate").ieee()).isEqualTo("00158d0001a2b3c4");
        assertThat(Vectors.thing("strange").vendor()).isEqualTo("Acme");
        assertThat(Vectors.thing("strange").model()).isEqualTo("X-1");
    }

    @Test
    void maps_exposes_to_capabilities() throws Exception {
        assertThat(Vectors.thing("kitchen/plug").capabilities())
                .extracting(
                        Capability::name,
                        c -> c.iotClass().label(),
                        Capability::type,
                        Capability::unit)
                .containsExactly(
                        tuple("switch", "BinaryControl", "Switch", ""),
                        tuple("power.active", "LevelSensor", "ActivePower", "W"),
                        tuple("current", "LevelSensor", "Current", "A"),
                        tuple("voltage", "LevelSensor", "Voltage", "V"),
                        tuple("energy.active.import", "LevelSensor", "Energy", "kWh"),
                        tuple("power_outage_memory", "EnumControl", "OperatingMode", ""),
                        tuple("lqi", "LevelSensor", "Intensity", ""));
        assertThat(Vectors.thing("hall climate").capabilities())
                .extracting(Capability::name, Capability::unit)
                .containsExactly(
                        tuple("battery", "%"),
                        tuple("temperature", "degC"),
                        tuple("humidity", "%"),
                        tuple("pressure", "Pa"),
                        tuple("battery.voltage", "V"));
        assertThat(Vectors.thing("lamp").capabilities())
                .extracting(Capability::key, Capability::name)
                .containsExactly(
                        tuple("state", "switch"),
                        tuple("brightness", "brightness.set"),
                        tuple("color_temp", "colortemp.set"),
                        tuple("color.x", "color.x"),
                        tuple("color.y", "color.y"),
                        tuple("state_l2", "switch.state_l2"));
        assertThat(Vectors.thing("strange").capabilities())
                .extracting(Capability::name, Capability::unit)
                .containsExactly(tuple("weight", "kg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "\"x\"", "[1"})
    void refuses_what_is_no_list(String payload) {
        assertThatThrownBy(() -> DevicesDecoder.decode(payload.getBytes(UTF_8)))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void survives_hostile_lists() throws Exception {
        assertThat(DevicesDecoder.decode("[1,null,[],{},{\"ieee_address\":{}}]".getBytes(UTF_8)))
                .isEmpty();
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThatThrownBy(() -> DevicesDecoder.decode(deep.getBytes(UTF_8)))
                .isInstanceOf(MalformedPayloadException.class);
        String many = "[" + "{},".repeat(2_000) + "{}]";
        assertThatThrownBy(() -> DevicesDecoder.decode(many.getBytes(UTF_8)))
                .isInstanceOf(MalformedPayloadException.class);
        assertThatThrownBy(() -> DevicesDecoder.decode(new byte[Payloads.MAX_BYTES + 1]))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @Test
    void describes_a_thing_as_a_device() throws Exception {
        ThingModel model = Vectors.model("lamp");
        assertThat(model.description())
                .extracting(v -> v.path().text(), ObservedValue::text)
                .contains(
                        tuple("Device.DeviceInfo.ModelName", "LED1545G12"),
                        tuple("Device.IoTCapability.1.Class", "BinaryControl"),
                        tuple("Device.IoTCapability.2.LevelControl.MaxValue", "100"),
                        tuple("Device.IoTCapability.2.LevelControl.Unit", "%"),
                        tuple("Device.IoTCapability.3.LevelControl.MinValue", "2202.643172"),
                        tuple("Device.IoTCapability.3.LevelControl.MaxValue", "4000"));
        SupportedModel supported = model.supported();
        assertThat(supported.isKnown()).isTrue();
        assertThat(supported.node("Device.IoTCapability.{i}.BinaryControl.Value"))
                .hasValueSatisfying(n -> assertThat(n.writable()).isTrue());
        assertThat(supported.node("Device.IoTCapability.{i}.BinaryControl.Toggle()")).isPresent();
    }

    @Test
    void rows_keep_their_numbers() throws Exception {
        List<Capability> plug = Vectors.thing("kitchen/plug").capabilities();
        Rows first = Rows.parse("").with(plug);
        assertThat(first.of(plug.getFirst())).hasValue(1);
        assertThat(Rows.parse(first.toText())).isEqualTo(first);
        Rows shuffled = Rows.parse(first.toText()).with(plug.reversed());
        assertThat(shuffled).isEqualTo(first);
        Rows fewer = Rows.parse(first.toText()).with(List.of());
        List<Capability> lamp = Vectors.thing("lamp").capabilities();
        Rows more = fewer.with(lamp);
        assertThat(more.of(lamp.get(0))).hasValue(1); // "state" again
        assertThat(more.of(lamp.get(1))).hasValue(8); // no number is given twice
        assertThat(Rows.parse("x;=3;y=0;z=99999;a=2").numbers()).containsOnlyKeys("a");
    }
}
