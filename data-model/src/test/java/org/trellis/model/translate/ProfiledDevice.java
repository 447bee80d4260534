package org.trellis.model.translate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.Glob;
import org.trellis.model.profile.Match;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.profile.WlanHabits.FrequencyBand;

/** A device of which profiles know more, and what is read from it and written to it. */
final class ProfiledDevice {

    static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    static final String WLAN_1 = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.";
    static final String WLAN_5 = "InternetGatewayDevice.LANDevice.1.WLANConfiguration.5.";
    static final WlanHabits BANDS =
            new WlanHabits(
                    null,
                    Map.of(1L, FrequencyBand.GHZ_2_4, 5L, FrequencyBand.GHZ_5),
                    null,
                    null,
                    AccessPointUses.NONE);

    private ProfiledDevice() {}

    static ModelTranslator with(WlanHabits habits, ParameterRule... rules) throws ProfileException {
        return Translators.shipped()
                .with(profiles(habits, rules))
                .of(DataModelRoot.TR_098, new DeviceFacts("Acme", "", "", ""));
    }

    static ProfileSet profiles(WlanHabits habits, ParameterRule... rules) {
        return new ProfileSet(
                List.of(
                        new VendorProfile(
                                "acme",
                                VendorProfile.Origin.SHIPPED,
                                new Match(
                                        List.of(new Glob("acme*")),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                new Adaptation(Arrays.asList(rules), habits),
                                new Place("acme.yaml", 1))));
    }

    static ParameterRule rule(
            String nativePath, String canonical, ParameterType type, ValueRule value) {
        return new ParameterRule(
                nativePath, canonical, type, false, value, "test", new Place("acme.yaml", 7));
    }

    static ValueRule enumeration(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new ValueRule.Enumeration(values);
    }

    static List<NativeValue> report(String... pairs) {
        List<NativeValue> values = new java.util.ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.add(new NativeValue(pairs[i], ParameterType.STRING, pairs[i + 1]));
        }
        return values;
    }

    static Map<String, String> read(ModelTranslator translator, String... pairs) {
        return translator.toCanonical(report(pairs), _ -> true).stream()
                .collect(Collectors.toMap(v -> v.path().text(), ObservedValue::text));
    }

    static List<String> natives(ModelTranslator translator, String canonical) {
        return switch (translator.toNativeReads(PathExpression.of(canonical))) {
            case Translated.Ok<List<PathExpression>>(List<PathExpression> paths) ->
                    paths.stream().map(PathExpression::text).toList();
            case Translated.Refused<List<PathExpression>>(List<PathError> errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    static List<NativeValue> written(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        return switch (writes(translator, canonical, now)) {
            case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) -> writes;
            case Translated.Refused<List<NativeValue>>(List<PathError> errors) ->
                    throw new AssertionError(errors.toString());
        };
    }

    static List<PathError> refused(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        return switch (writes(translator, canonical, now)) {
            case Translated.Ok<List<NativeValue>>(List<NativeValue> writes) ->
                    throw new AssertionError(writes.toString());
            case Translated.Refused<List<NativeValue>>(List<PathError> errors) -> errors;
        };
    }

    static Translated<List<NativeValue>> writes(
            ModelTranslator translator, Map<String, String> canonical, Map<String, String> now) {
        Map<ParameterPath, String> wanted = new LinkedHashMap<>();
        canonical.forEach((path, text) -> wanted.put(ParameterPath.of(path), text));
        Function<String, Optional<String>> current = path -> Optional.ofNullable(at(now, path));
        return translator.toNativeWrites(wanted, current);
    }

    static @Nullable String at(Map<String, String> now, String path) {
        return now.get(path);
    }
}
