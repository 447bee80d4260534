package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ErrorCode;
import org.trellis.model.catalogue.Lexical;

/** Writes for which the device's own keys have to be known. */
final class LateWrites {

    /** Where profiles, lines and interfaces are looked for; devices number them densely from 1. */
    private static final int PROFILES = 4;

    private static final int LINES = 8;
    private static final int INTERFACES = 64;

    private final WritePlan plan;
    private final References references;
    private final Function<String, Optional<String>> current;

    LateWrites(WritePlan plan, References references, Function<String, Optional<String>> current) {
        this.plan = plan;
        this.references = references;
        this.current = current;
    }

    /**
     * @return whether the row is the one for this instance: written, or refused with its reason
     */
    boolean write(Row row, Late how, String path, long[] numbers, String text) {
        return switch (how) {
            case Late.Joined(Formula formula, Join join) -> {
                long[] source = formula.inverse(numbers);
                if (source == null || !row.writable()) {
                    yield false;
                }
                joined(path, row, join, source, text);
                yield true;
            }
            case Late.Available(Formula formula) -> {
                long[] source = formula.inverse(numbers);
                if (source != null) {
                    available(path, row.source().fill(source), text);
                }
                yield source != null;
            }
            case Late.OnPorts _ -> {
                if (row.writable()) {
                    onPorts(path, row, numbers, text);
                }
                yield row.writable();
            }
            case Late.Fallback _,
                    Late.TimeZone _,
                    Late.WpsStatus _,
                    Late.Lease _,
                    Late.HostLayer1 _,
                    Late.StationAddress _,
                    Late.Referred _,
                    Late.NameServerType _,
                    Late.CodecOrder _,
                    Late.OnDsl _,
                    Late.Guard _,
                    Late.BridgePort _,
                    Late.Fact _ ->
                    false;
        };
    }

    private void joined(String path, Row row, Join join, long[] source, String text) {
        List<String> keys = new ArrayList<>();
        for (String item : Lexical.items(text)) {
            String reference = item.endsWith(".") ? item.substring(0, item.length() - 1) : item;
            String key = join.keyOf(reference, source);
            Optional<String> known = key == null ? Optional.empty() : current.apply(key);
            if (known.isEmpty()) {
                plan.refuse(
                        path,
                        ErrorCode.INVALID_VALUE,
                        key == null
                                ? item + " is no row that " + row.source().text() + " can name"
                                : "the key of " + item + " is not known; read " + key + " first");
                return;
            }
            keys.add(known.get().strip());
        }
        plan.put(
                path,
                row.source().fill(source),
                keys.isEmpty() ? join.none() : String.join(",", keys));
    }

    private void available(String path, String nativePath, String text) {
        if (text.isEmpty()) {
            plan.put(path, nativePath, "");
            return;
        }
        String wanted = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (int i = 1; i <= INTERFACES; i++) {
            String object = Evidence.IGD + "Layer2Bridging.AvailableInterface." + i + ".";
            Optional<String> reference = current.apply(object + "InterfaceReference");
            Optional<String> key = current.apply(object + "AvailableInterfaceKey");
            boolean same =
                    reference.flatMap(references::toCanonical).filter(wanted::equals).isPresent();
            if (same && key.isPresent()) {
                plan.put(path, nativePath, key.get().strip());
                return;
            }
        }
        plan.refuse(
                path,
                ErrorCode.INVALID_VALUE,
                "no available interface is known to be "
                        + wanted
                        + "; read InternetGatewayDevice.Layer2Bridging.AvailableInterface. first");
    }

    /** What a port has is what its line has, or the profile of its line. */
    private void onPorts(String path, Row row, long[] numbers, String text) {
        String key = current.apply(Join.PORT.key().fill(numbers)).orElse("").strip();
        long[] line = key.isEmpty() ? null : lineOf(numbers[0], key);
        if (line == null) {
            plan.refuse(
                    path,
                    ErrorCode.NOT_SUPPORTED,
                    "no line is known to use this port; read Device.Services. first");
            return;
        }
        plan.put(
                path,
                row.source().fill(java.util.Arrays.copyOf(line, row.source().instances())),
                text);
    }

    private long @Nullable [] lineOf(long service, String key) {
        PathTemplate ports = PathTemplate.of(Evidence.LINE_PORTS);
        for (long profile = 1; profile <= PROFILES; profile++) {
            for (long number = 1; number <= LINES; number++) {
                long[] line = {service, profile, number};
                String used = current.apply(ports.fill(line)).orElse("");
                if (Lexical.items(used).contains(key)) {
                    return line;
                }
            }
        }
        return null;
    }
}
