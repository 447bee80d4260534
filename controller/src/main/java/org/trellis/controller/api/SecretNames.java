package org.trellis.controller.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Outputs of operations carry no mark of secrecy as parameters do: what is named like a secret in
 * the TR-181 catalogue is masked.
 */
final class SecretNames {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|presharedkey|secret|privatekey|\\bpin)$");

    private SecretNames() {}

    static Map<String, @Nullable String> masked(Map<String, String> output) {
        Map<String, @Nullable String> masked = new TreeMap<>();
        output.forEach(
                (name, value) -> masked.put(name, SECRET.matcher(name).matches() ? null : value));
        return masked;
    }
}
