package org.trellis.controller.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.trellis.controller.store.TwinValue;
import org.trellis.controller.store.secret.SecretBox;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.Quality;

class TwinChunkTest {

    private static final SecretBox BOX = SecretBox.ephemeral();

    private static TwinValue value(int i, Random random) {
        ParameterType[] types = ParameterType.values();
        Quality[] qualities = Quality.values();
        String path = "Device.Hosts.Host." + (i + 1) + ".X_ACME-COM_Näme" + random.nextInt(3);
        return new TwinValue(
                new ObservedValue(
                        ParameterPath.of(path.replace("ä", "a")),
                        types[random.nextInt(types.length)],
                        random.nextBoolean() ? "" : "wert ä€😀 " + random.nextInt(),
                        random.nextBoolean(),
                        random.nextInt(4) == 0,
                        random.nextBoolean()
                                ? path.replace("ä", "a")
                                : "InternetGatewayDevice.LANDevice.1.Hosts.Host." + i + ".N",
                        qualities[random.nextInt(qualities.length)]),
                Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000)));
    }

    @Test
    void comes_back_as_it_went() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(400);
            TwinChunk chunk = TwinChunk.empty(1 << random.nextInt(5));
            for (int i = 0; i < size; i++) {
                TwinValue value = value(i, random);
                chunk.entries().put(value.value().path().text(), TwinChunk.entry(value, BOX, "d|"));
            }
            TwinChunk back = TwinChunk.decode(chunk.encode());
            assertThat(back.chunks()).isEqualTo(chunk.chunks());
            assertThat(back.entries().keySet()).isEqualTo(chunk.entries().keySet());
            back.entries()
                    .forEach((path, entry) ->
                            assertThat(TwinChunk.value(path, entry, BOX, "d|"))
                                    .isEqualTo(
                                            TwinChunk.value(
                                                    path, chunk.entries().get(path), BOX, "d|")));
        }
    }

    @Test
    void two_hundred_values_take_less_than_a_third_of_their_text() {
        TwinChunk chunk = TwinChunk.empty(1);
        int text = 0;
        for (int i = 0; i < 200; i++) {
            String path =
                    "Device.WiFi.AccessPoint."
                            + (i / 10 + 1)
                            + ".AssociatedDevice."
                            + (i + 1)
                            + ".P";
            TwinValue value =
                    new TwinValue(
                            new ObservedValue(
                                    ParameterPath.of(path),
                                    ParameterType.UNSIGNED_INT,
                                    "12345" + i,
                                    true,
                                    false,
                                    path,
                                    Quality.REPORTED),
                            Instant.ofEpochMilli(1_700_000_000_000L));
            text += 2 * path.length() + 8;
            chunk.entries().put(path, TwinChunk.entry(value, BOX, ""));
        }
        assertThat(chunk.encode().remaining()).isLessThan(text / 3);
    }

    @Test
    void a_form_of_a_later_version_is_refused_by_name() {
        ByteBuffer later = ByteBuffer.wrap(new byte[] {0, 9, 1, 0, 0});
        assertThatThrownBy(() -> TwinChunk.decode(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twin form 9");
    }
}
