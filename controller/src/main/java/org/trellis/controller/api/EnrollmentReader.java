package org.trellis.controller.api;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trellis.controller.api.EnrollmentController.KeyBody;
import org.trellis.controller.api.EnrollmentController.PreregistrationBody;
import org.trellis.controller.core.Caller;
import org.trellis.controller.store.EnrollmentKey;
import org.trellis.controller.store.Preregistration;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Protocol;

/** From the bodies of {@link EnrollmentController} to the core's words. */
final class EnrollmentReader {

    private static final int MAX_NAME = 100;
    private static final int MAX_LIST = 50;
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{16,128}");
    private static final Pattern OUI = Pattern.compile("[0-9A-Fa-f]{6}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final Clock clock;

    EnrollmentReader(Clock clock) {
        this.clock = clock;
    }

    static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > MAX_NAME) {
            throw ApiException.badField(field, "has to have 1 to " + MAX_NAME + " characters");
        }
        return text;
    }

    EnrollmentKey key(Caller caller, KeyBody body) {
        Instant now = clock.instant();
        Optional<Instant> expires = Optional.empty();
        if (body.expiresAt() != null) {
            Instant at = Times.parse("expiresAt", body.expiresAt());
            if (!at.isAfter(now)) {
                throw ApiException.badField("expiresAt", "is over already");
            }
            expires = Optional.of(at);
        }
        String secret = body.secret() == null ? "" : body.secret();
        if (!secret.isEmpty() && !SECRET.matcher(secret).matches()) {
            throw ApiException.badField(
                    "secret", "has to be 16 to 128 printable ASCII characters without blanks");
        }
        return new EnrollmentKey(
                caller.tenant(),
                "",
                required("name", body.name()),
                secret,
                policy(body.policy()),
                protocols(body.protocols()),
                networks(body.networks()),
                expires,
                false,
                now);
    }

    private static EnrollmentKey.Policy policy(@Nullable String text) {
        return switch (text) {
            case null -> EnrollmentKey.Policy.AUTO;
            case "auto" -> EnrollmentKey.Policy.AUTO;
            case "preregistered" -> EnrollmentKey.Policy.PREREGISTERED;
            case "manual" -> EnrollmentKey.Policy.MANUAL;
            default ->
                    throw ApiException.badField(
                            "policy", "has to be auto, preregistered or manual");
        };
    }

    private static Set<Protocol> protocols(@Nullable List<@Nullable String> texts) {
        if (texts == null) {
            return EnumSet.allOf(Protocol.class);
        }
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        for (String text : texts) {
            protocols.add(protocol(text));
        }
        if (protocols.isEmpty()) {
            throw ApiException.badField("protocols", "has to name at least one");
        }
        return protocols;
    }

    private static Protocol protocol(@Nullable String text) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.label().equals(text)) {
                return protocol;
            }
        }
        throw ApiException.badField("protocols", "can hold cwmp, usp and iot");
    }

    private static List<String> networks(@Nullable List<@Nullable String> texts) {
        if (texts == null) {
            return List.of();
        }
        if (texts.size() > MAX_LIST) {
            throw ApiException.badField("networks", "has more than " + MAX_LIST + " entries");
        }
        return texts.stream().map(EnrollmentReader::network).toList();
    }

    private static String network(@Nullable String text) {
        if (text != null) {
            String[] parts = text.split("/", 3);
            boolean v6 = parts[0].indexOf(':') >= 0;
            if (ADDRESS.matcher(parts[0]).matches()
                    && (v6 || octets(parts[0]))
                    && (parts.length == 1
                            || (parts.length == 2 && prefix(parts[1], v6 ? 128 : 32)))) {
                return text;
            }
        }
        throw ApiException.badField("networks", "holds what is not a range such as 10.0.0.0/8");
    }

    private static boolean octets(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (!prefix(part, 255)) {
                return false;
            }
        }
        return true;
    }

    private static boolean prefix(String text, int max) {
        try {
            int number = Integer.parseInt(text);
            return text.length() <= 3 && number >= 0 && number <= max;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    Preregistration preregistration(Caller caller, PreregistrationBody body) {
        return new Preregistration(
                caller.tenant(), device(body), attributes(body.attributes()), clock.instant());
    }

    private static DeviceId device(PreregistrationBody body) {
        if (body.deviceId() != null) {
            return DeviceId.parse(body.deviceId())
                    .orElseThrow(
                            () -> ApiException.badField("deviceId", "is not the id of a device"));
        }
        String oui = required("oui", body.oui());
        if (!OUI.matcher(oui).matches()) {
            throw ApiException.badField("oui", "has to be six hexadecimal digits");
        }
        String productClass = body.productClass() == null ? "" : body.productClass();
        if (productClass.length() > MAX_NAME) {
            throw ApiException.badField("productClass", "is too long");
        }
        return DeviceId.of(
                oui.toUpperCase(Locale.ROOT),
                productClass,
                required("serialNumber", body.serialNumber()));
    }

    private static Map<String, String> attributes(@Nullable Map<String, @Nullable String> given) {
        if (given == null) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            DevicePatch.requireName("attributes", name);
            if (value == null || value.length() > DevicePatch.MAX_VALUE) {
                throw ApiException.badField(
                        "attributes." + name,
                        "has to be a string of at most " + DevicePatch.MAX_VALUE + " characters");
            }
            attributes.put(name, value);
        });
        if (attributes.size() > DevicePatch.MAX_MEMBERS) {
            throw ApiException.badField(
                    "attributes", "has more than " + DevicePatch.MAX_MEMBERS + " members");
        }
        return attributes;
    }
}
