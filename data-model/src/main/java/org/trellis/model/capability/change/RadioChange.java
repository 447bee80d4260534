package org.trellis.model.capability.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.TwinObject;

/**
 * {@code {"5GHz" | n: {enabled, channel, autoChannel, bandwidth, standards, transmitPower, band}}}.
 */
final class RadioChange {

    private static final String AUTO = "autoChannel";

    private final Plan plan;
    private final List<TwinObject> rows;

    RadioChange(Plan plan) {
        this.plan = plan;
        this.rows = plan.device().twin().root().rows("WiFi.Radio.");
    }

    void radios(String at, PatchValue value) {
        Map<String, Plan.Handler> known = new LinkedHashMap<>();
        Map<String, List<TwinObject>> byBand = new LinkedHashMap<>();
        for (TwinObject radio : rows) {
            known.put(Long.toString(radio.number()), (m, v) -> settings(m, radio, v));
            radio.text("OperatingFrequencyBand")
                    .filter(b -> !b.isEmpty())
                    .ifPresent(b -> byBand.computeIfAbsent(b, _ -> new ArrayList<>()).add(radio));
        }
        byBand.forEach((band, radios) ->
                known.put(
                        band,
                        (m, v) -> {
                            if (radios.size() == 1) {
                                settings(m, radios.getFirst(), v);
                            } else {
                                plan.ambiguous(
                                        m,
                                        "several radios have this band: name one by its number",
                                        radios.stream().map(TwinObject::path).toList());
                            }
                        }));
        plan.members(at, value, known);
    }

    private void settings(String at, TwinObject radio, PatchValue patch) {
        Map<String, Plan.Handler> known =
                new LinkedHashMap<>(
                        plan.fields(
                                radio,
                                "enabled",
                                "Enable",
                                AUTO,
                                "AutoChannelEnable",
                                "standards",
                                "OperatingStandards",
                                "transmitPower",
                                "TransmitPower"));
        known.put("channel", (m, v) -> channel(m, radio, patch, v));
        known.put(
                "bandwidth",
                (m, v) ->
                        oneOf(
                                m,
                                radio,
                                "SupportedOperatingChannelBandwidths",
                                "OperatingChannelBandwidth",
                                v));
        known.put(
                "band",
                (m, v) -> oneOf(m, radio, "SupportedFrequencyBands", "OperatingFrequencyBand", v));
        plan.members(at, patch, known);
    }

    private void oneOf(
            String at, TwinObject radio, String supported, String relative, PatchValue value) {
        List<String> allowed = radio.list(supported).map(Reading::value).orElse(List.of());
        if (!allowed.isEmpty() && !allowed.contains(Scalars.text(value).orElse(""))) {
            plan.refuse(
                    at,
                    ErrorCode.INVALID_VALUE,
                    "the radio supports " + String.join(", ", allowed));
            return;
        }
        plan.write(at, radio, relative, value);
    }

    /** A radio that chooses by itself would choose again: that is ended first. */
    private void channel(String at, TwinObject radio, PatchValue patch, PatchValue value) {
        boolean auto =
                patch instanceof PatchValue.Tree(Map<String, PatchValue> members)
                        && new PatchValue.Flag(true).equals(members.get(AUTO));
        if (auto) {
            plan.refuse(
                    at, ErrorCode.INVALID_VALUE, "a channel and autoChannel exclude each other");
            return;
        }
        List<String> possible =
                radio.list("PossibleChannels").map(Reading::value).orElse(List.of());
        String wanted = Scalars.text(value).orElse("");
        if (!possible.isEmpty() && possible.stream().noneMatch(p -> holds(p, wanted))) {
            plan.refuse(
                    at,
                    ErrorCode.INVALID_VALUE,
                    "the radio can use the channels " + String.join(", ", possible));
            return;
        }
        if (radio.observation("AutoChannelEnable").isPresent()) {
            plan.write(at, radio, "AutoChannelEnable", new PatchValue.Flag(false));
        }
        plan.write(at, radio, "Channel", value);
    }

    /** {@code 36} or {@code 36-64}; what is neither allows everything. */
    private static boolean holds(String possible, String channel) {
        String[] ends = possible.split("-", -1);
        try {
            int number = Integer.parseInt(channel);
            int first = Integer.parseInt(ends[0].strip());
            int last = Integer.parseInt(ends[ends.length - 1].strip());
            return number >= first && number <= last;
        } catch (NumberFormatException notNumbers) {
            return !possible.equals(channel)
                    && possible.chars().noneMatch(c -> c >= '0' && c <= '9');
        }
    }
}
