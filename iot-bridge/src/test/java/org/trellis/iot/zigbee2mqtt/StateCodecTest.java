package org.trellis.iot.zigbee2mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;

class StateCodecTest {

    @Test
    void reads_what_a_plug_says_and_nothing_it_does_not_know() throws Exception {
        assertThat(
                        read(
                                "kitchen/plug",
                                """
                                {"current":0.18,"energy":null,"indicator_mode":null,"last_seen":"2026-11-22T16:01:17.987Z",
                                 "linkquality":98,"power":42,"power_outage_memory":null,"state":"ON","voltage":231}\
                                """))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "state", "true",
                                "power", "42",
                                "current", "0.18",
                                "voltage", "231",
                                "linkquality", "98"));
    }

    @Test
    void converts_units_without_losing_digits() throws Exception {
        assertThat(
                        read(
                                "hall climate",
                                "{\"temperature\":21.55,\"pressure\":1004,\"voltage\":3005,\"humidity\":48.10}"))
                .containsEntry("temperature", "21.55")
                .containsEntry("pressure", "100400")
                .containsEntry("voltage", "3.005")
                .containsEntry("humidity", "48.1");
        assertThat(read("kitchen/plug", "{\"energy\":123456789.123456789012}"))
                .containsEntry("energy", "123456789.123456789012");
        assertThat(read("lamp", "{\"brightness\":254,\"color_temp\":250,\"color\":{\"x\":0.5}}"))
                .containsEntry("brightness", "100")
                .containsEntry("color_temp", "4000")
                .containsEntry("color.x", "0.5");
    }

    @Test
    void reads_binaries_by_their_announced_values() throws Exception {
        // contact made means closed, and the capability is DoorOpen
        assertThat(read("door_sensor", "{\"contact\":true,\"battery_low\":true}"))
                .containsEntry("contact", "false")
                .containsEntry("battery_low", "true");
        assertThat(read("door_sensor", "{\"contact\":false}")).containsEntry("contact", "true");
    }

    @Test
    void keeps_what_it_does_not_understand_as_raw() throws Exception {
        ThingModel model = Vectors.model("hall climate");
        for (String odd : List.of("\"NaN\"", "101", "-1", "{\"x\":1}", "1e400", "true")) {
            List<StateCodec.Reading> readings =
                    StateCodec.decode(model.thing(), ("{\"battery\":" + odd + "}").getBytes(UTF_8));
            assertThat(readings).as(odd).hasSize(1);
            assertThat(readings.getFirst().understood()).as(odd).isFalse();
            assertThat(model.value(readings.getFirst()).quality()).isEqualTo(Quality.RAW);
            assertThat(model.value(readings.getFirst()).type()).isEqualTo(ParameterType.STRING);
        }
        assertThat(read("kitchen/plug", "{\"state\":true}")).containsEntry("state", "true");
        assertThat(
                        StateCodec.decode(
                                        Vectors.thing("kitchen/plug"),
                                        "{\"state\":true}".getBytes(UTF_8))
                                .getFirst()
                                .understood())
                .isFalse();
    }

    @Test
    void wraps_text_as_base64() throws Exception {
        assertThat(read("door_sensor", "{\"note\":\"grüß\"}"))
                .containsEntry("note", Base64.getEncoder().encodeToString("grüß".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ON", "[]", "null", "{\"a\":"})
    void refuses_what_is_no_state(String payload) {
        assertThatThrownBy(() ->
                        StateCodec.decode(Vectors.thing("kitchen/plug"), payload.getBytes(UTF_8)))
                .isInstanceOf(MalformedPayloadException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"state\":\"online\"}|true",
                "{\"state\":\"offline\"}|false",
                "online|true",
                "offline|false"
            })
    void reads_both_forms_of_availability(String payload, boolean online) {
        assertThat(StateCodec.online(payload.getBytes(UTF_8))).contains(online);
        assertThat(StateCodec.online("other".getBytes(UTF_8))).isEmpty();
        assertThat(StateCodec.online("{".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void writes_values_in_the_things_own_words() throws Exception {
        assertThat(set("kitchen/plug", "state", "true")).isEqualTo("{\"state\":\"ON\"}");
        assertThat(set("lamp", "brightness", "50")).isEqualTo("{\"brightness\":127}");
        assertThat(set("lamp", "color_temp", "4000")).isEqualTo("{\"color_temp\":250}");
        assertThat(set("lamp", "color.x", "0.25")).isEqualTo("{\"color\":{\"x\":0.25}}");
        assertThat(set("kitchen/plug", "power_outage_memory", "restore"))
                .isEqualTo("{\"power_outage_memory\":\"restore\"}");
        Capability plug = capability("kitchen/plug", "state");
        assertThat(StateCodec.toggle(plug))
                .hasValueSatisfying(
                        b -> assertThat(new String(b, UTF_8)).isEqualTo("{\"state\":\"TOGGLE\"}"));
        assertThat(new String(StateCodec.get(List.of(plug)), UTF_8)).isEqualTo("{\"state\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen/plug, state, on, false",
        "kitchen/plug, state, true, true",
        "kitchen/plug, power_outage_memory, maybe, false",
        "kitchen/plug, power_outage_memory, off, true",
        "lamp, brightness, 101, false",
        "lamp, brightness, -1, false",
        "lamp, brightness, 1e3, false",
        "lamp, brightness, NaN, false",
        "lamp, brightness, 100, true",
        "lamp, color_temp, 0, false",
        "hall climate, temperature, 20, false"
    })
    void checks_a_value_before_it_is_written(String name, String key, String text, boolean ok)
            throws Exception {
        assertThat(StateCodec.refusal(capability(name, key), text).isEmpty()).isEqualTo(ok);
    }

    @Test
    void knows_when_a_thing_shows_what_was_set() throws Exception {
        Capability brightness = capability("lamp", "brightness");
        assertThat(StateCodec.same(brightness, "50", "49.9")).isTrue();
        assertThat(StateCodec.same(brightness, "50", "48")).isFalse();
        assertThat(StateCodec.same(capability("kitchen/plug", "state"), "true", "false")).isFalse();
    }

    private static Map<String, String> read(String name, String json) throws Exception {
        return StateCodec.decode(Vectors.thing(name), json.getBytes(UTF_8)).stream()
                .collect(Collectors.toMap(r -> r.capability().key(), StateCodec.Reading::text));
    }

    private static String set(String name, String key, String text) throws Exception {
        return new String(StateCodec.set(Map.of(capability(name, key), text)), UTF_8);
    }

    private static Capability capability(String name, String key) throws Exception {
        return Vectors.thing(name).capabilities().stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
