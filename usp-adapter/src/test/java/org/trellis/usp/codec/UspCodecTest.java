package org.trellis.usp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.UspMessage;
import org.trellis.usp.record.Payload;
import org.trellis.usp.record.RecordBody.NoSessionContext;
import org.trellis.usp.record.UspRecord;

/** What OB-USP-AGENT 11.0.4 puts on the wire, everything else by generation, and junk. */
class UspCodecTest {

    static List<String> vectors() {
        return Vectors.names();
    }

    private static UspRecord decode(byte[] bytes) throws UspDecodeException {
        return UspRecordCodec.decode(bytes, UspRecordCodec.MAX_SIZE);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void decodes_what_an_agent_sends(String name) throws Exception {
        UspRecord record = decode(Vectors.bytes(name));
        String rendered = Rendering.of(record);
        if (record.body() instanceof NoSessionContext(Payload payload)) {
            rendered += Rendering.of(UspMessageCodec.decode(payload));
        }
        assertThat(rendered).isEqualTo(Vectors.expected(name));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void encodes_what_it_decoded_to_an_equal_record(String name) throws Exception {
        UspRecord record = decode(Vectors.bytes(name));
        assertThat(decode(UspRecordCodec.encode(record))).isEqualTo(record);
        if (record.body() instanceof NoSessionContext(Payload payload)) {
            UspMessage message = UspMessageCodec.decode(payload);
            assertThat(UspMessageCodec.decode(UspMessageCodec.encode(message))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tells_the_sender_without_decoding_the_rest(String name) throws Exception {
        byte[] bytes = Vectors.bytes(name);
        assertThat(UspRecordCodec.fromId(bytes)).contains(decode(bytes).fromId());
    }

    @Test
    void round_trips_every_kind_of_record_and_message() throws Exception {
        Samples samples = new Samples(new Random(7));
        for (int i = 0; i < 800; i++) {
            UspRecord record = samples.record();
            assertThat(decode(UspRecordCodec.encode(record))).isEqualTo(record);
            UspMessage message = samples.message();
            assertThat(UspMessageCodec.decode(UspMessageCodec.encode(message))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refuses_or_reads_every_truncation_but_never_breaks(String name) {
        byte[] bytes = Vectors.bytes(name);
        for (int length = 0; length < bytes.length; length++) {
            readOrRefuse(Arrays.copyOf(bytes, length));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refuses_or_reads_every_flipped_byte_but_never_breaks(String name) {
        byte[] bytes = Vectors.bytes(name);
        Random random = new Random(name.hashCode());
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 + random.nextInt(255));
            readOrRefuse(flipped);
        }
    }

    @Test
    void refuses_or_reads_random_bytes_but_never_breaks() {
        Random random = new Random(42);
        for (int i = 0; i < 4_000; i++) {
            byte[] junk = new byte[random.nextInt(200)];
            random.nextBytes(junk);
            readOrRefuse(junk);
        }
    }

    @Test
    void refuses_a_length_that_is_longer_than_the_record_without_allocating_it() {
        // payload of 2 GB announced, none there
        byte[] bytes = HexFormat.of().parseHex("0a03312e333a06" + "12ffffffff07");
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOfSatisfying(
                        UspDecodeException.class,
                        e -> assertThat(e.code()).isEqualTo(UspDecodeException.RECORD_UNPARSABLE));
        assertThat(UspRecordCodec.fromId(HexFormat.of().parseHex("1affffffff07"))).isEmpty();
    }

    @Test
    void refuses_a_record_above_the_size_before_parsing_it() {
        assertThatThrownBy(() -> UspRecordCodec.decode(new byte[101], 100))
                .isInstanceOf(UspDecodeException.class)
                .hasMessageContaining("record size");
    }

    @Test
    void refuses_a_record_without_type_and_an_unknown_payload_security() {
        assertThatThrownBy(() -> decode(HexFormat.of().parseHex("0a03312e33")))
                .hasMessage("7104 at record_type");
        assertThatThrownBy(() -> decode(HexFormat.of().parseHex("20094a00")))
                .hasMessage("7104 at payload_security");
    }

    @Test
    void reads_a_message_of_which_one_text_is_no_utf_8() throws Exception {
        byte[] wire =
                UspMessageCodec.encode(
                                new UspMessage(
                                        "m1",
                                        new Response.GetResult(
                                                List.of(
                                                        new Response.RequestedPath(
                                                                "Device.WiFi.SSID.",
                                                                Optional.empty(),
                                                                List.of(
                                                                        new Response.ResolvedPath(
                                                                                "Device.WiFi.SSID.1.",
                                                                                Map.of(
                                                                                        "SSID",
                                                                                        "K#che",
                                                                                        "Name",
                                                                                        "wlan0"))))))))
                        .toByteArray();
        for (int i = 0; i < wire.length; i++) {
            // the u with two dots of ISO 8859-1
            wire[i] = wire[i] == '#' ? (byte) 0xFC : wire[i];
        }

        Response.GetResult result =
                (Response.GetResult) UspMessageCodec.decode(Payload.of(wire)).body();

        assertThat(result.results().getFirst().resolved().getFirst().parameters())
                .isEqualTo(Map.of("SSID", "K\uFFFDche", "Name", "wlan0"));
    }

    @Test
    void refuses_a_message_without_id_and_an_empty_payload() {
        assertThatThrownBy(() -> UspMessageCodec.decode(Payload.EMPTY))
                .hasMessage("7104 at payload");
        assertThatThrownBy(() ->
                        UspMessageCodec.decode(Payload.of(HexFormat.of().parseHex("0a021001"))))
                .hasMessage("7000 at header.msg_id");
    }

    @Test
    void refuses_a_message_whose_id_is_longer_than_anybody_keeps() throws Exception {
        assertThat(UspMessageCodec.decode(unknown("i".repeat(256))).id()).hasSize(256);
        assertThatThrownBy(() -> UspMessageCodec.decode(unknown("i".repeat(257))))
                .hasMessage("7000 at header.msg_id");
    }

    private static Payload unknown(String id) {
        return UspMessageCodec.encode(new UspMessage(id, new Request.Unknown()));
    }

    @Test
    void keeps_the_id_of_a_message_whose_kind_it_does_not_know() throws Exception {
        // header {msg_id "x", msg_type GET}, body {request {field 99}}
        byte[] request = HexFormat.of().parseHex("0a050a0178100112050a039a0600");
        assertThat(UspMessageCodec.decode(Payload.of(request)))
                .isEqualTo(new UspMessage("x", new Request.Unknown()));
        // header {msg_id "x", msg_type GET_RESP}, no body
        byte[] response = HexFormat.of().parseHex("0a050a01781002");
        assertThat(UspMessageCodec.decode(Payload.of(response)))
                .isEqualTo(new UspMessage("x", new Response.Unknown()));
    }

    @Test
    void never_prints_values() {
        UspMessage set =
                new UspMessage(
                        "1",
                        new Request.Set(
                                false,
                                List.of(
                                        new Request.ObjectSettings(
                                                "Device.WiFi.AccessPoint.1.Security.",
                                                List.of(
                                                        new Request.Setting(
                                                                "KeyPassphrase",
                                                                "hunter2hunter2",
                                                                true))))));
        assertThat(set.toString()).contains("KeyPassphrase").doesNotContain("hunter2");
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            UspRecord record = decode(bytes);
            if (record.body() instanceof NoSessionContext(Payload payload)) {
                UspMessage message = UspMessageCodec.decode(payload);
                assertThat(message.id()).isNotEmpty();
            }
        } catch (UspDecodeException refused) {
            assertThat(refused.code()).isBetween(7000, 7199);
            assertThat(refused.getStackTrace()).isEmpty();
        }
        UspRecordCodec.fromId(bytes);
    }
}
