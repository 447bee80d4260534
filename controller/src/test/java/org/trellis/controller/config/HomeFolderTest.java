package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

    @TempDir Path directory;

    @Test
    void makes_a_secret_once_and_keeps_it_readable_by_its_owner_only() throws Exception {
        HomeFolder home = new HomeFolder(directory.resolve("home"), new SecureRandom());
        HomeFolder.Secret first = home.secret("admin-token", Optional.empty());
        assertThat(first.fresh()).isTrue();
        assertThat(first.text()).hasSizeGreaterThanOrEqualTo(32);
        HomeFolder.Secret second = home.secret("admin-token", Optional.empty());
        assertThat(second.fresh()).isFalse();
        assertThat(second.text()).isEqualTo(first.text());
        Path file = home.secrets().resolve("admin-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_given_secret_replaces_the_kept_one() {
        HomeFolder home = new HomeFolder(directory.resolve("home"), new SecureRandom());
        home.secret("admin-token", Optional.empty());
        home.secret("admin-token", Optional.of("given"));
        assertThat(home.secret("admin-token", Optional.empty()).text()).isEqualTo("given");
    }

    @Test
    void prints_no_secret() {
        HomeFolder home = new HomeFolder(directory.resolve("home"), new SecureRandom());
        HomeFolder.Secret secret = home.secret("admin-token", Optional.empty());
        assertThat(secret.toString()).doesNotContain(secret.text());
    }
}
