package org.trellis.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trellis.model.ParameterType;
import org.trellis.model.profile.VendorProfile.Origin;
import org.trellis.model.profile.WlanHabits.FrequencyBand;

class ProfileSetTest {

    private static final Place PLACE = new Place("test.yaml", 1);
    private static final DeviceFacts ROUTER = new DeviceFacts("Acme", "00AA11", "R1", "2.0");

    @Test
    void a_profile_fits_if_each_of_its_patterns_does() {
        ProfileSet profiles =
                new ProfileSet(
                        List.of(
                                shipped("vendor", match("Acme*", "", "")),
                                shipped("class", match("Acme*", "R*", "")),
                                shipped("version", match("Acme*", "R1", "1.*")),
                                shipped("other", match("Umbrella", "R1", ""))));

        assertThat(names(profiles)).containsExactly("class", "vendor");
    }

    @Test
    void the_operators_profile_comes_first_and_then_the_more_specific_one() {
        ProfileSet profiles =
                new ProfileSet(
                                List.of(
                                        shipped("vendor", match("Acme*", "", "")),
                                        shipped("version", match("Acme*", "", "2.*")),
                                        shipped("class", match("Acme*", "R1", ""))))
                        .plus(List.of(profile("mine", Origin.OPERATOR, match("A*", "", ""))));

        assertThat(names(profiles)).containsExactly("mine", "version", "class", "vendor");
    }

    @Test
    void of_two_that_speak_of_the_same_the_stronger_one_holds() {
        Adaptation weaker =
                new Adaptation(
                        List.of(rule("X_A", "SSID"), rule("X_B", "Name")),
                        new WlanHabits(
                                null,
                                Map.of(1L, FrequencyBand.GHZ_2_4, 2L, FrequencyBand.GHZ_2_4),
                                null,
                                null,
                                new AccessPointUses(Set.of(3L), Set.of())));
        Adaptation stronger =
                new Adaptation(
                        List.of(rule("X_C", "SSID")),
                        new WlanHabits(
                                null,
                                Map.of(2L, FrequencyBand.GHZ_5),
                                null,
                                null,
                                new AccessPointUses(Set.of(4L), Set.of(8L))));

        Adaptation both = stronger.over(weaker);

        assertThat(both.parameters()).containsExactly(rule("X_C", "SSID"), rule("X_B", "Name"));
        assertThat(both.wlan().bands())
                .containsOnly(
                        Map.entry(1L, FrequencyBand.GHZ_2_4), Map.entry(2L, FrequencyBand.GHZ_5));
        assertThat(both.wlan().uses()).isEqualTo(new AccessPointUses(Set.of(4L), Set.of(8L)));
        assertThat(weaker.over(stronger).wlan().uses())
                .isEqualTo(new AccessPointUses(Set.of(3L), Set.of(8L)));
    }

    private static List<String> names(ProfileSet profiles) {
        return profiles.of(ROUTER).stream().map(VendorProfile::name).toList();
    }

    private static VendorProfile shipped(String name, Match match) {
        return profile(name, Origin.SHIPPED, match);
    }

    private static VendorProfile profile(String name, Origin origin, Match match) {
        return new VendorProfile(name, origin, match, Adaptation.NONE, PLACE);
    }

    private static Match match(String manufacturer, String productClass, String version) {
        return new Match(globs(manufacturer), List.of(), globs(productClass), globs(version));
    }

    private static List<Glob> globs(String pattern) {
        return Stream.of(pattern).filter(p -> !p.isEmpty()).map(Glob::new).toList();
    }

    private static ParameterRule rule(String name, String canonical) {
        return new ParameterRule(
                "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}." + name,
                "Device.WiFi.SSID.{i}." + canonical,
                ParameterType.STRING,
                false,
                new ValueRule.Copy(),
                "test",
                PLACE);
    }
}
