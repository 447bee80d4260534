package org.trellis.cwmp.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    private static final String START =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                    + " xmlns:cwmp=\"urn:dslforum-org:cwmp-1-0\"><s:Body>";
    private static final String END = "</s:Body></s:Envelope>";

    private final CwmpDecoder decoder = new CwmpDecoder(DecodeLimits.DEFAULT);

    @Test
    void refuses_deep_nesting() {
        refuses(START + "<a>".repeat(10_000), CwmpDecodeException.Kind.TOO_LARGE);
    }

    @Test
    void refuses_a_huge_attribute() {
        refuses(
                START + "<cwmp:Inform a=\"" + "x".repeat(1 << 20) + "\"/>" + END,
                CwmpDecodeException.Kind.TOO_LARGE);
    }

    @Test
    void refuses_many_attributes() {
        StringBuilder xml = new StringBuilder(START).append("<cwmp:Inform");
        for (int i = 0; i < 5_000; i++) {
            xml.append(" a").append(i).append("=\"\"");
        }
        refuses(xml.append("/>").append(END).toString(), CwmpDecodeException.Kind.TOO_LARGE);
    }

    @Test
    void refuses_many_elements() {
        refuses(
                START + "<cwmp:Foo>" + "<a/>".repeat(500_001) + "</cwmp:Foo>" + END,
                CwmpDecodeException.Kind.TOO_LARGE);
    }

    @Test
    void refuses_a_huge_text_before_holding_it() {
        String text = "x".repeat((1 << 20) + 1);
        refuses(value(text), CwmpDecodeException.Kind.TOO_LARGE);
        refuses(value("x<!-- -->" + text), CwmpDecodeException.Kind.TOO_LARGE);
        refuses(value("<![CDATA[" + text + "]]>"), CwmpDecodeException.Kind.TOO_LARGE);
    }

    @Test
    void refuses_a_body_beyond_the_limit_unread() {
        CwmpDecoder small = new CwmpDecoder(DecodeLimits.DEFAULT.withMaxBytes(100));

        assertThatExceptionOfType(CwmpDecodeException.class)
                .isThrownBy(() -> small.decode(new byte[101]))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(CwmpDecodeException.Kind.TOO_LARGE));
    }

    @Test
    void accepts_what_the_limits_allow() throws CwmpDecodeException {
        StringBuilder list = new StringBuilder(6 << 20);
        for (int i = 0; i < 50_000; i++) {
            list.append("<ParameterValueStruct><Name>Device.Hosts.Host.").append(i);
            list.append(".PhysAddress</Name><Value>00:11:22:33:44:55</Value>");
            list.append("</ParameterValueStruct>");
        }
        String xml =
                START
                        + "<cwmp:GetParameterValuesResponse><ParameterList>"
                        + list
                        + "</ParameterList></cwmp:GetParameterValuesResponse>"
                        + END;

        assertThat(xml.length()).isGreaterThan(5_000_000);
        assertThat(decoder.decode(xml.getBytes(UTF_8)).envelope().body().method())
                .isEqualTo("GetParameterValues");
    }

    @Test
    void names_of_equal_hash_cost_no_more_than_others() {
        StringBuilder xml = new StringBuilder(START).append("<cwmp:Foo>");
        for (int i = 0; i < 1 << 16; i++) {
            xml.append('<');
            for (int bit = 0; bit < 16; bit++) {
                xml.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            xml.append("/>");
        }
        String document = xml.append("</cwmp:Foo>").append(END).toString();

        // Half a minute without the bound on names, some milliseconds with it.
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> refuses(document, CwmpDecodeException.Kind.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simulator-compact-inform",
                "netcwmp-detail-inside-faultstring",
                "encoding-utf-16le-bom",
                "bare-ampersand",
                "du-state-change-complete",
                "value-in-cdata-and-comment"
            })
    void a_document_cut_anywhere_is_refused_and_nothing_else(String name) throws IOException {
        byte[] whole = vector(name);
        String text = name.contains("utf-16") ? "" : new String(whole, UTF_8);
        int end = text.isEmpty() ? whole.length - 1 : text.lastIndexOf('>');

        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length <= end) {
                assertThatExceptionOfType(CwmpDecodeException.class)
                        .as("cut at %d", length)
                        .isThrownBy(() -> decoder.decode(cut));
            }
        }
    }

    @Test
    void damaged_documents_raise_nothing_but_the_decoders_own_exception() throws IOException {
        Random random = new Random(20261124);
        List<String> names =
                List.of(
                        "netcwmp-inform",
                        "fault-lone-wrapper",
                        "types",
                        "headers-of-1-4",
                        "encoding-utf-16le-bom",
                        "refused-entity-bomb",
                        "value-in-cdata-and-comment");
        List<byte[]> documents = new ArrayList<>();
        for (String name : names) {
            documents.add(vector(name));
        }
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = damage(documents.get(round % documents.size()), random);
            Optional<Charset> http =
                    random.nextInt(8) == 0
                            ? Optional.of(StandardCharsets.ISO_8859_1)
                            : Optional.empty();
            try {
                decoder.decode(damaged, http);
                read++;
            } catch (CwmpDecodeException refused) {
                assertThat(refused.getStackTrace()).isEmpty();
                assertThat(refused.getMessage()).doesNotContain("\n");
            }
        }
        // Much damage hits values only; were nothing read, the fuzz would not reach the readers.
        assertThat(read).isBetween(100, 2_900);
    }

    @Test
    void random_bytes_raise_nothing_but_the_decoders_own_exception() {
        Random random = new Random(7);
        for (int round = 0; round < 1_000; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);

            assertThatExceptionOfType(CwmpDecodeException.class)
                    .isThrownBy(() -> decoder.decode(noise));
        }
    }

    @Test
    void keeps_the_devices_text_out_of_the_exception() {
        assertThatExceptionOfType(CwmpDecodeException.class)
                .isThrownBy(() ->
                        decoder.decode((START + "<cwmp:Inform secret=hunter2>").getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", "secret"));
    }

    @Test
    void tells_an_empty_post_from_a_message() {
        for (String blank :
                List.of("", " \r\n", "\u0000\u0000", "\ufeff", "<?xml version=\"1.0\"?>\n ")) {
            assertThat(CwmpDecoder.isBlank(blank.getBytes(UTF_8))).as(blank).isTrue();
        }
        assertThat(CwmpDecoder.isBlank((START + END).getBytes(UTF_8))).isFalse();
        assertThat(CwmpDecoder.isBlank("<?xml version=\"1.0\"?><a/>".getBytes(UTF_8))).isFalse();
        assertThat(CwmpDecoder.isBlank("x".getBytes(UTF_8))).isFalse();
    }

    private static byte[] damage(byte[] document, Random random) {
        byte[] damaged = document.clone();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) "<>&/\"'=[]!?:; \0".charAt(random.nextInt(15));
                case 2 -> {
                    int from = random.nextInt(damaged.length);
                    int length = Math.min(random.nextInt(40), damaged.length - Math.max(at, from));
                    System.arraycopy(damaged, from, damaged, at, length);
                }
                default -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return damaged;
    }

    private void refuses(String xml, CwmpDecodeException.Kind kind) {
        assertThatExceptionOfType(CwmpDecodeException.class)
                .isThrownBy(() -> decoder.decode(xml.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static String value(String text) {
        return START
                + "<cwmp:GetParameterValuesResponse><ParameterList><ParameterValueStruct>"
                + "<Name>A</Name><Value>"
                + text
                + "</Value></ParameterValueStruct></ParameterList>"
                + "</cwmp:GetParameterValuesResponse>"
                + END;
    }

    private static byte[] vector(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        HostileInputTest.class.getResourceAsStream(
                                "/vectors/cwmp/" + name + "/in.xml"))) {
            return in.readAllBytes();
        }
    }
}
