package org.trellis.model.translate.value;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.catalogue.Lexical;

/**
 * DSL standards by name, as TR-098 and older TR-181 write them, and as the transmission system
 * enabling mask of G.997.1 (7.3.1.1.1): eight octets, bit 1 being the lowest of the first octet.
 * The numbers are those of RFC 5650, {@code Xdsl2TransmissionModeType}, counted from 1 as G.997.1
 * does.
 */
public final class DslStandards {

    private static final int OCTETS = 8;

    /** Of two variants the non-overlapped one, which is the one in use. */
    private static final Map<String, Integer> BITS =
            Map.ofEntries(
                    Map.entry("T1.413", 1),
                    Map.entry("T1.413i2", 1),
                    Map.entry("ETSI_101_388", 2),
                    Map.entry("G.992.1_Annex_A", 3),
                    Map.entry("G.992.1_Annex_B", 5),
                    Map.entry("G.992.1_Annex_C", 7),
                    Map.entry("G.992.2", 9),
                    Map.entry("G.992.3_Annex_A", 19),
                    Map.entry("G.992.3_Annex_B", 21),
                    Map.entry("G.992.4", 25),
                    Map.entry("G.992.3_Annex_I", 29),
                    Map.entry("G.992.3_Annex_J", 31),
                    Map.entry("G.992.3_Annex_L", 35),
                    Map.entry("G.992.3_Annex_M", 39),
                    Map.entry("G.992.5_Annex_A", 41),
                    Map.entry("G.992.5_Annex_B", 43),
                    Map.entry("G.992.5_Annex_I", 47),
                    Map.entry("G.992.5_Annex_J", 49),
                    Map.entry("G.992.5_Annex_M", 51),
                    Map.entry("G.993.2_Annex_A", 57),
                    Map.entry("G.993.2_Annex_B", 58),
                    Map.entry("G.993.2_Annex_C", 59));

    /** What the older modulation names stand for; those that name no one standard are left out. */
    private static final Map<String, String> MODULATIONS =
            Map.of(
                    "ADSL_G.dmt", "G.992.1_Annex_A",
                    "ADSL_G.lite", "G.992.2",
                    "ADSL_G.dmt.bis", "G.992.3_Annex_A",
                    "ADSL_re-adsl", "G.992.3_Annex_L",
                    "ADSL_2plus", "G.992.5_Annex_A",
                    "ADSL_ANSI_T1.413", "T1.413");

    private DslStandards() {}

    /**
     * The mask of a list of standards; empty if one of them has no bit of its own (VDSL1 has none).
     */
    public static Optional<String> mask(String standards) {
        byte[] octets = new byte[OCTETS];
        List<String> names = Lexical.items(standards);
        for (String name : names) {
            Integer bit = BITS.get(name);
            if (bit == null) {
                return Optional.empty();
            }
            octets[(bit - 1) / 8] |= (byte) (1 << (bit - 1) % 8);
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(HexFormat.of().withUpperCase().formatHex(octets));
    }

    /** The mask of a modulation. */
    public static Optional<String> modulation(String name) {
        return Optional.ofNullable(MODULATIONS.get(name)).flatMap(DslStandards::mask);
    }
}
