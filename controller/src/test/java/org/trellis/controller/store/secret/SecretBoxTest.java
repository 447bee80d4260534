package org.trellis.controller.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir Path home;

    @Test
    void opens_what_it_sealed_and_seals_the_same_text_differently() {
        SecretBox box = SecretBox.ephemeral();
        byte[] one = box.seal("a", "pässword");
        byte[] two = box.seal("a", "pässword");
        assertThat(one).isNotEqualTo(two);
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("ssword");
        assertThat(box.openText("a", one)).isEqualTo("pässword");
        assertThat(box.openText("a", box.seal("a", ""))).isEmpty();
    }

    @Test
    void refuses_a_value_from_another_place_or_a_damaged_one() {
        SecretBox box = SecretBox.ephemeral();
        byte[] sealed = box.seal("device-1", "secret");
        assertThatThrownBy(() -> box.open("device-2", sealed))
                .isInstanceOf(SecretBox.SealedException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open("device-1", sealed))
                .isInstanceOf(SecretBox.SealedException.class);
        assertThatThrownBy(() -> box.open("device-1", new byte[3]))
                .isInstanceOf(SecretBox.SealedException.class);
    }

    @Test
    void an_old_key_opens_and_the_newest_seals() {
        byte[] old = new byte[32];
        byte[] fresh = new byte[32];
        fresh[0] = 1;
        byte[] sealed = new SecretBox(Map.of(1, old), 1).seal("a", "x");
        SecretBox both = new SecretBox(Map.of(1, old, 2, fresh), 2);
        assertThat(both.openText("a", sealed)).isEqualTo("x");
        byte[] again = both.seal("a", "x");
        assertThatThrownBy(() -> new SecretBox(Map.of(1, old), 1).open("a", again))
                .isInstanceOf(SecretBox.SealedException.class)
                .hasMessageContaining("key 2");
    }

    @Test
    void the_key_file_is_made_once_for_the_owner_only() throws IOException {
        Path file = home.resolve("secrets/store.keys");
        byte[] sealed = KeyFile.load(file).seal("a", "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.load(file).openText("a", sealed)).isEqualTo("x");
    }

    @Test
    void a_file_that_is_no_key_file_is_refused_by_name() throws IOException {
        Path file = home.resolve("store.keys");
        for (String wrong : new String[] {"", "x y", "1", "1 QUJD", "1 !!"}) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> KeyFile.load(file))
                    .as(wrong)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("store.keys");
        }
    }
}
