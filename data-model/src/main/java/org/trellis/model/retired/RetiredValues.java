package org.trellis.model.retired;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.trellis.model.ParameterType;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.retired.RetiredName.Change;
import org.trellis.model.translate.value.DslStandards;

/** Converts values between an old name and its new one. Pure functions. */
public final class RetiredValues {

    private static final int OCTETS = 6;
    private static final String TRANSITION_NOW = "WPA3-Personal-Transition";
    private static final String TRANSITION_OLD = "WPA2-WPA3-Personal";

    private RetiredValues() {}

    /** The new text of an old one; what cannot be converted stays as it is. */
    public static String toNow(Change change, String text) {
        return switch (change) {
            case Change.Same _, Change.Item _ -> text;
            case Change.MacAsBase64 _ -> base64Of(text);
            case Change.DslMask _ -> DslStandards.mask(text).orElse(text);
            case Change.TransitionMode _ -> replaced(text, TRANSITION_OLD, TRANSITION_NOW);
            case Change.TlsAsTransport _ ->
                    Lexical.canonical(ParameterType.BOOLEAN, text)
                            .map(tls -> tls.equals("true") ? "TLS" : "TCP/IP")
                            .orElse(text);
        };
    }

    /**
     * The old text of a new one, which is in canonical form.
     *
     * @return empty if the old name cannot say it
     */
    public static Optional<String> toOld(Change change, String text) {
        return switch (change) {
            case Change.Same _ -> Optional.of(text);
            case Change.Item(int position) -> {
                List<String> items = Lexical.items(text);
                yield Optional.of(position <= items.size() ? items.get(position - 1) : "");
            }
            case Change.MacAsBase64 _ -> macOf(text);
            case Change.DslMask _ -> Optional.empty();
            case Change.TransitionMode _ ->
                    Optional.of(replaced(text, TRANSITION_NOW, TRANSITION_OLD));
            case Change.TlsAsTransport _ ->
                    switch (text) {
                        case "TLS" -> Optional.of("true");
                        case "TCP/IP" -> Optional.of("false");
                        default -> Optional.empty();
                    };
        };
    }

    /** One item of a list, or all of a value that is none. */
    private static String replaced(String text, String item, String by) {
        return Lexical.items(text).contains(item)
                ? Lexical.items(text).stream()
                        .map(each -> each.equals(item) ? by : each)
                        .collect(Collectors.joining(","))
                : text;
    }

    private static String base64Of(String mac) {
        String digits = mac.strip().replace(":", "").replace("-", "");
        return digits.matches("[0-9A-Fa-f]{12}")
                ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits))
                : mac;
    }

    private static Optional<String> macOf(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            return octets.length == OCTETS
                    ? Optional.of(HexFormat.ofDelimiter(":").formatHex(octets))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
