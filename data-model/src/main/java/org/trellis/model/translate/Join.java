package org.trellis.model.translate;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a parameter names the row of another table by that row's key, which need not be the row's
 * number.
 *
 * @param key the parameter that holds the key of a row
 * @param shared how many numbers, from the left, the key's path and the naming parameter share
 * @param row the canonical row, without the trailing dot
 * @param rows how it is numbered, from the numbers of the key's path
 * @param none what stands for no row
 * @param list whether several rows are named
 */
record Join(
        PathTemplate key, int shared, PathTemplate row, Formula rows, String none, boolean list) {

    private static final String NATIVE = "InternetGatewayDevice.Services.VoiceService.{i}.";
    private static final String VOICE = "Device.Services.VoiceService.{i}.";

    /** TR-104 version 1 names tones by EntryID; zero is no tone. */
    static final Join TONE =
            of(
                    NATIVE + "VoiceProfile.{i}.Tone.Description.{i}.EntryID",
                    2,
                    VOICE + "Tone.Description.{i}",
                    "idem,tone",
                    "0",
                    false);

    static final Join TONE_PATTERN =
            of(
                    NATIVE + "VoiceProfile.{i}.Tone.Pattern.{i}.EntryID",
                    2,
                    VOICE + "Tone.Pattern.{i}",
                    "idem,tone",
                    "0",
                    false);

    static final Join CODEC =
            of(
                    NATIVE + "Capabilities.Codecs.{i}.Codec",
                    1,
                    VOICE + "Capabilities.Codec.{i}",
                    "idem,idem",
                    "",
                    false);

    /** The ports of a line. */
    static final Join PORT =
            of(
                    NATIVE + "PhyInterface.{i}.InterfaceID",
                    1,
                    VOICE + "POTS.FXS.{i}",
                    "idem,phy",
                    "",
                    true);

    /** The keys that a report must be searched for. */
    static final Set<String> KEYS =
            Set.of(TONE.key.text(), TONE_PATTERN.key.text(), CODEC.key.text(), PORT.key.text());

    private static Join of(
            String key, int shared, String row, String rows, String none, boolean list) {
        return new Join(
                PathTemplate.of(key),
                shared,
                PathTemplate.of(row),
                Objects.requireNonNull(Formula.parse(rows)),
                none,
                list);
    }

    /**
     * The key's path for the rows that a parameter with these numbers can name; the row itself is
     * left open.
     */
    String keys(long[] source) {
        return key.fill(open(source));
    }

    private long[] open(long[] source) {
        long[] numbers = Arrays.copyOf(source, key.instances());
        Arrays.fill(numbers, Math.min(shared, source.length), numbers.length, Formula.ANY);
        return numbers;
    }

    /** Whether a row with these numbers is among those that the parameter can name. */
    boolean reaches(long[] source, long[] keyNumbers) {
        for (int i = 0; i < shared; i++) {
            if (source[i] != keyNumbers[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The canonical row of a key's path.
     *
     * @return null if it has no number
     */
    @Nullable String reference(long[] keyNumbers) {
        long[] numbers = rows.forward(keyNumbers);
        return numbers == null ? null : row.fill(numbers);
    }

    /**
     * The key's path of a canonical row.
     *
     * @return null if it is no row of this table, or none that the parameter can name
     */
    @Nullable String keyOf(String reference, long[] source) {
        PathTemplate.Indexed indexed = PathTemplate.Indexed.of(reference);
        if (indexed == null || !indexed.template().equals(row.text())) {
            return null;
        }
        long[] numbers = rows.inverse(indexed.numbers());
        return numbers == null || !reaches(source, numbers) ? null : key.fill(numbers);
    }
}
