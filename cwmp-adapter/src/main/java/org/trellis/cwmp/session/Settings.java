package org.trellis.cwmp.session;

import java.util.Map;
import org.trellis.cwmp.codec.BooleanForm;
import org.trellis.cwmp.codec.EncodingOptions;

/**
 * The per-device switches of {@link org.trellis.southbound.DeviceContext#settings} that concern
 * CWMP. A value that is not understood counts as absent.
 */
public final class Settings {

    /** With which name Trellis calls the device. */
    public static final String USERNAME = "cwmp.connection-request-username";

    /** With which password Trellis calls the device. */
    public static final String PASSWORD = "cwmp.connection-request-password";

    /** Whether the device has them: {@code pending}, {@code set} or {@code refused}. */
    public static final String STATE = "cwmp.connection-request-state";

    /** What became of the login of its own: {@code set}, {@code refused} or {@code used}. */
    public static final String OWN_LOGIN = "cwmp.own-login";

    /** Whether the device answers GetParameterValues for a partial path. */
    public static final String PARTIAL_PATHS = "cwmp.partial-paths";

    /** Begins the name of a setting that holds the test of a kind that the device is at. */
    public static final String DIAGNOSTIC = "cwmp.diagnostic.";

    private Settings() {}

    /** How to write to the device. */
    public static EncodingOptions encoding(Map<String, String> settings) {
        EncodingOptions standard = EncodingOptions.DEFAULT;
        return new EncodingOptions(
                flag(settings, "cwmp.prolog", standard.xmlProlog()),
                form(settings, "cwmp.boolean-form", standard.booleans()),
                form(settings, "cwmp.next-level-form", standard.nextLevel()),
                flag(settings, "cwmp.datetime-fraction", standard.dateTimeFraction()),
                flag(settings, "cwmp.array-type", standard.arrayType()),
                flag(settings, "cwmp.indent", standard.indent()));
    }

    /** Whether an empty response is 200 with length 0, for stacks that do not know 204. */
    public static boolean emptyIs200(Map<String, String> settings) {
        return "200".equals(settings.get("cwmp.empty-response"));
    }

    private static BooleanForm form(
            Map<String, String> settings, String key, BooleanForm standard) {
        return switch (settings.getOrDefault(key, "")) {
            case "0/1", "digit" -> BooleanForm.DIGIT;
            case "true/false", "word" -> BooleanForm.WORD;
            default -> standard;
        };
    }

    static boolean flag(Map<String, String> settings, String key, boolean standard) {
        return switch (settings.getOrDefault(key, "")) {
            case "on", "true", "1", "yes" -> true;
            case "off", "false", "0", "no" -> false;
            default -> standard;
        };
    }

    static int number(Map<String, String> settings, String key, int standard, int min, int max) {
        String text = settings.get(key);
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return standard;
        }
        return Math.clamp(Integer.parseInt(text), min, max);
    }
}
