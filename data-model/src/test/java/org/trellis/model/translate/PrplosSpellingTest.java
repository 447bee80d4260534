package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.trellis.model.translate.RetiredTranslatorTest.model;
import static org.trellis.model.translate.RetiredTranslatorTest.reads;
import static org.trellis.model.translate.RetiredTranslatorTest.text;
import static org.trellis.model.translate.RetiredTranslatorTest.write;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.Quality;

/** Wi-Fi security as devices with prplOS spell it. */
class PrplosSpellingTest {

    private static final String SECURITY = "Device.WiFi.AccessPoint.1.Security.";
    private static final String SECURITY_ROWS = "Device.WiFi.AccessPoint.{i}.Security.";

    private final ModelTranslator general = Translators.shipped().of(DataModelRoot.TR_181);

    @Test
    void what_prplos_spells_its_own_way_has_the_names_and_words_of_the_standard() {
        ModelTranslator prpl =
                general.of(
                        model(
                                SECURITY_ROWS + "KeyPassPhrase",
                                SECURITY_ROWS + "ModeEnabled",
                                SECURITY_ROWS + "ModesSupported"));
        List<ObservedValue> values =
                prpl.toCanonical(
                        List.of(
                                text(SECURITY + "KeyPassPhrase", "correct horse"),
                                text(SECURITY + "ModeEnabled", "WPA2-WPA3-Personal"),
                                text(SECURITY + "ModesSupported", "None,WPA2-WPA3-Personal"),
                                text("Device.WiFi.AccessPoint.2.Security.ModeEnabled", "None")),
                        _ -> true);

        assertThat(values)
                .extracting(
                        v -> v.path().text(),
                        ObservedValue::text,
                        ObservedValue::secret,
                        ObservedValue::quality)
                .containsExactlyInAnyOrder(
                        tuple(SECURITY + "KeyPassphrase", "correct horse", true, Quality.REPORTED),
                        tuple(
                                SECURITY + "ModeEnabled",
                                "WPA3-Personal-Transition",
                                false,
                                Quality.DERIVED),
                        tuple(
                                SECURITY + "ModesSupported",
                                "None,WPA3-Personal-Transition",
                                false,
                                Quality.DERIVED),
                        tuple(
                                "Device.WiFi.AccessPoint.2.Security.ModeEnabled",
                                "None",
                                false,
                                Quality.REPORTED));
        assertThat(
                        write(
                                prpl,
                                Map.of(
                                        SECURITY + "KeyPassphrase", "battery staple",
                                        SECURITY + "ModeEnabled", "WPA3-Personal-Transition")))
                .isEqualTo(
                        Map.of(
                                SECURITY + "KeyPassPhrase", "battery staple",
                                SECURITY + "ModeEnabled", "WPA2-WPA3-Personal"));
        assertThat(reads(prpl, SECURITY + "KeyPassphrase"))
                .containsExactly(SECURITY + "KeyPassPhrase");
        assertThat(reads(prpl, SECURITY + "ModeEnabled")).containsExactly(SECURITY + "ModeEnabled");
        assertThat(reads(prpl, SECURITY)).containsExactly(SECURITY);
        assertThat(reads(prpl, "Device.WiFi.AccessPoint."))
                .containsExactly("Device.WiFi.AccessPoint.");
    }

    @Test
    void a_device_that_spells_as_the_standard_is_taken_at_its_word() {
        assertThat(
                        general.of(
                                model(
                                        SECURITY_ROWS + "KeyPassphrase",
                                        SECURITY_ROWS + "ModeEnabled",
                                        SECURITY_ROWS + "ModesSupported")))
                .isSameAs(general);
    }
}
