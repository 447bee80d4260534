package org.trellis.model.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.value.DslStandards;
import org.trellis.model.translate.value.Rings;

/** The conversions of single values, by the name that the rows give them. */
final class Conversions {

    /** Of the count of routes: with those that connections imply. */
    static final String ROUTE_COUNT = "count:routes";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Map<String, Conversion> BY_NAME =
            Map.ofEntries(
                    Map.entry("copy", Conversion.COPY),
                    Map.entry(
                            "mac", both(Lexical::mac).as("MAC address in lower case with colons")),
                    Map.entry(
                            "clone-mac",
                            both(Lexical::mac).as("MAC address in lower case with colons")),
                    Map.entry(
                            "hexstring",
                            both(t -> t.toUpperCase(Locale.ROOT)).as("hexadecimal in upper case")),
                    Map.entry("psk", Conversion.COPY),
                    Map.entry(
                            ROUTE_COUNT,
                            Conversion.COPY.as("as is, and the routes of connections are added")),
                    Map.entry("passphrase", Conversion.COPY),
                    Map.entry("wps-methods", Conversion.COPY),
                    Map.entry("list-of-number", Conversion.COPY),
                    Map.entry("enum-filter", Conversion.COPY),
                    Map.entry("lead+fanout", Conversion.COPY),
                    Map.entry(
                            "channel",
                            new Conversion(Conversions::channel, Optional::of)
                                    .as("0 (automatic or unknown) is left out")),
                    Map.entry(
                            "power",
                            new Conversion(Optional::of, Conversions::power)
                                    .as("percent; -1 (automatic) is written as 100")),
                    Map.entry(
                            "num-auto",
                            new Conversion(Conversions::rate, Conversions::autoRate)
                                    .as("`Auto` is -1; Mbit/s, rounded")),
                    Map.entry(
                            "text<->hex",
                            new Conversion(Conversions::hexOf, Conversions::textOf)
                                    .as(
                                            "text as the hexadecimal of its octets; hexadecimal stays")),
                    Map.entry(
                            "textToHex",
                            Conversion.reading(Conversions::hexOf)
                                    .as(
                                            "text as the hexadecimal of its octets; hexadecimal stays")),
                    Map.entry(
                            "base64<->hex",
                            new Conversion(Conversions::base64ToHex, Conversions::hexToBase64)
                                    .as("base64 as hexadecimal")),
                    Map.entry(
                            "pad:3",
                            new Conversion(Conversions::country, Optional::of)
                                    .as("two letters get a blank: indoors and outdoors")),
                    Map.entry(
                            "digits:8",
                            new Conversion(Conversions::pin, Conversions::number)
                                    .as("number as eight digits")),
                    Map.entry(
                            "bool3",
                            new Conversion(Conversions::enabled, Conversions::enable3)
                                    .as("`Enabled` is true, `Disabled` and `Quiescent` are false")),
                    Map.entry(
                            "pvc",
                            new Conversion(Conversions::pvc, t -> Optional.of("PVC: " + t))
                                    .as("without the leading `PVC:`")),
                    Map.entry(
                            "mbpsToKbps",
                            Conversion.reading(t -> scaled(t, 3)).as("Mbit/s as kbit/s")),
                    Map.entry(
                            "bpsToKbps",
                            Conversion.reading(t -> scaled(t, -3)).as("bit/s as kbit/s")),
                    Map.entry(
                            "bpsToMbps",
                            Conversion.reading(t -> scaled(t, -6)).as("bit/s as Mbit/s")),
                    Map.entry(
                            "dslStdToXtse",
                            Conversion.reading(DslStandards::mask)
                                    .as("the standard's bits of G.997.1")),
                    Map.entry(
                            "macacl",
                            Conversion.reading(t -> Optional.of(t.isBlank() ? "All" : "Known"))
                                    .as("`Known` if the list has addresses, else `All`")),
                    Map.entry(
                            "wpsVersion",
                            Conversion.reading(Conversions::wpsVersion)
                                    .as("one octet as major and minor version: 16 is 1.0")),
                    Map.entry(
                            "boolToCount",
                            Conversion.reading(t -> Optional.of(t.equals("true") ? "1" : "0"))
                                    .as("true is 1, false is 0")),
                    Map.entry(
                            "filter",
                            Conversion.reading(Conversions::without17b)
                                    .as("without the profile 17b, which TR-181 does not know")),
                    Map.entry(
                            "ringsToSeconds",
                            new Conversion(Rings::toSeconds, Rings::ofSeconds)
                                    .as("rings of 5 seconds")));

    private Conversions() {}

    /**
     * @param enumerations by table name
     * @return null if the name needs more than one value to be converted
     */
    static @Nullable Conversion of(String name, Map<String, Conversion> enumerations) {
        if (name.startsWith("enum:")) {
            return enumerations.get(name.substring("enum:".length()));
        }
        return BY_NAME.get(name.startsWith("textToHex") ? "textToHex" : name);
    }

    private static Conversion both(Function<String, String> either) {
        return new Conversion(t -> Optional.of(either.apply(t)), t -> Optional.of(either.apply(t)));
    }

    /** 0 means unknown or automatic; TR-181 has no such channel. */
    private static Optional<String> channel(String text) {
        return text.equals("0") ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> power(String text) {
        return Optional.of(text.equals("-1") ? "100" : text);
    }

    /** {@code Auto}, {@code 54} or {@code 11.5} Mbit/s. */
    private static Optional<String> rate(String text) {
        if (text.strip().equalsIgnoreCase("Auto")) {
            return Optional.of("-1");
        }
        return decimal(text).map(d -> d.setScale(0, RoundingMode.HALF_UP).toPlainString());
    }

    private static Optional<String> autoRate(String text) {
        return Optional.of(text.equals("-1") ? "Auto" : text);
    }

    private static Optional<String> scaled(String text, int powerOfTen) {
        return decimal(text)
                .map(d ->
                        d.scaleByPowerOfTen(powerOfTen)
                                .setScale(0, RoundingMode.HALF_UP)
                                .toPlainString());
    }

    private static Optional<BigDecimal> decimal(String text) {
        String plain = text.strip();
        boolean digits =
                !plain.isEmpty()
                        && plain.length() <= 20
                        && plain.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        try {
            return digits ? Optional.of(new BigDecimal(plain)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Text that is hexadecimal already is taken for what it says. */
    private static Optional<String> hexOf(String text) {
        return Optional.of(
                isHex(text)
                        ? text.toUpperCase(Locale.ROOT)
                        : HEX.formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> textOf(String hex) {
        if (!isHex(hex)) {
            return Optional.empty();
        }
        String text = new String(HEX.parseHex(hex), StandardCharsets.US_ASCII);
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 127);
        return Optional.of(printable && !isHex(text) ? text : hex);
    }

    private static boolean isHex(String text) {
        return text.length() % 2 == 0
                && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    private static Optional<String> base64ToHex(String text) {
        try {
            return Optional.of(HEX.formatHex(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> hexToBase64(String hex) {
        return isHex(hex)
                ? Optional.of(Base64.getEncoder().encodeToString(HEX.parseHex(hex)))
                : Optional.empty();
    }

    /** Two letters, then where the rules hold: outdoors, indoors, both (blank). */
    private static Optional<String> country(String text) {
        return Optional.of(text.length() == 2 ? text + " " : text);
    }

    private static Optional<String> pin(String text) {
        return text.length() > 8
                ? Optional.empty()
                : Optional.of("0".repeat(8 - text.length()) + text);
    }

    private static Optional<String> number(String digits) {
        boolean plain = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain && digits.length() <= 8
                ? Optional.of(Integer.toString(Integer.parseInt(digits)))
                : Optional.empty();
    }

    /** TR-104 version 1 knows a third state between: no new calls. */
    private static Optional<String> enabled(String text) {
        return switch (text) {
            case "Enabled" -> Optional.of("true");
            case "Disabled", "Quiescent" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> enable3(String text) {
        return Optional.of(text.equals("true") ? "Enabled" : "Disabled");
    }

    private static Optional<String> pvc(String text) {
        String plain = text.strip();
        return Optional.of(
                plain.regionMatches(true, 0, "PVC:", 0, 4) ? plain.substring(4).strip() : plain);
    }

    /** Major and minor version in one octet: 16 is 1.0. */
    private static Optional<String> wpsVersion(String text) {
        return number(text)
                .map(Integer::parseInt)
                .map(v -> v >= 16 ? (v >> 4) + "." + (v & 15) : v + ".0");
    }

    /** TR-181 does not know the VDSL2 profile 17b. */
    private static Optional<String> without17b(String text) {
        List<String> profiles = Lexical.items(text);
        return Optional.of(
                profiles.stream().filter(p -> !p.equals("17b")).collect(Collectors.joining(",")));
    }

    /**
     * A bijection as far as it goes: the first native value of each canonical one is written. Some
     * devices report {@code up} for {@code Up}.
     */
    static Conversion enumeration(
            String table, Map<String, String> toCanonical, Map<String, String> toNative) {
        Map<String, String> reading = Map.copyOf(toCanonical);
        Map<String, String> spelled = new HashMap<>();
        toCanonical.forEach((said, meant) -> spelled.putIfAbsent(lower(said), meant));
        Map<String, String> writing = Map.copyOf(toNative);
        return new Conversion(
                        t -> Optional.ofNullable(reading.getOrDefault(t, spelled.get(lower(t)))),
                        t -> Optional.ofNullable(writing.get(t)))
                .as("table `" + table + "`");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
