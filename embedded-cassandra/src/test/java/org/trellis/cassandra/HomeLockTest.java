package org.trellis.cassandra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @TempDir Path home;

    @Test
    void a_second_controller_is_refused_until_the_first_is_gone() throws Exception {
        HomeLock first = HomeLock.take(home);
        assertThatThrownBy(() -> HomeLock.take(home))
                .isInstanceOf(CassandraStartException.class)
                .hasMessageContaining("another controller")
                .hasMessageContaining(home.toString());
        first.close();
        HomeLock.take(home).close();
    }
}
