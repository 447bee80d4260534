package org.trellis.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.VendorProfile.Origin;
import org.trellis.model.translate.Translators;

/** What docs/vendor-profiles.md shows is what the controller takes. */
class VendorProfilesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "vendor-profiles.md");

    @Test
    void the_example_is_a_profile_that_fits_the_models() throws IOException, ProfileException {
        assertThat(use(example())).isNotNull();
    }

    @Test
    void the_errors_are_those_of_the_example_with_such_faults() throws IOException {
        String page = Files.readString(PAGE);

        for (String[] fault :
                List.of(
                        new String[] {"  product-class:", "  model: x\n  product-class:"},
                        new String[] {"OperatingChannelBandwidth", "Bandwidth"},
                        new String[] {"2: 40MHz, 3", "2: 10MHz, 3"},
                        new String[] {"    source: Acme R1 TR-069 guide, table 13\n", ""})) {
            String wrong = example().replace(fault[0], fault[1]);
            assertThatThrownBy(() -> use(wrong))
                    .isInstanceOf(ProfileException.class)
                    .satisfies(e -> assertThat(page).contains(shown(e.getMessage())));
        }
    }

    /** The page leaves out a long list. */
    private static String shown(String message) {
        return message.replaceFirst("(the value .* is not one of ).*", "$1...");
    }

    @Test
    void every_shipped_profile_is_listed() throws IOException {
        List<String> listed =
                Pattern.compile("^\\| `([a-z0-9-]+)` \\| .* \\| .* \\|$", Pattern.MULTILINE)
                        .matcher(Files.readString(PAGE).split("## The shipped profiles")[1])
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(listed).isEqualTo(ProfileFiles.SHIPPED);
    }

    private static Translators use(String text) throws ProfileException {
        return Translators.shipped()
                .with(
                        new ProfileSet(
                                List.of(
                                        ProfileReader.read(
                                                "acme",
                                                "profiles/acme.yaml",
                                                Origin.OPERATOR,
                                                text))));
    }

    private static String example() throws IOException {
        return Files.readString(PAGE).split("```yaml\n")[1].split("```")[0];
    }
}
