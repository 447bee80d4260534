package org.trellis.model.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.trellis.model.Quality;
import org.trellis.model.catalogue.Lexical;
import org.trellis.model.translate.Evidence.Entry;
import org.trellis.model.translate.PathTemplate.Indexed;

/** What lines, ports and codecs of a voice service say together. */
final class LateVoice {

    private static final Formula CODEC = Objects.requireNonNull(Formula.parse("idem,codec"));
    private static final String PROFILE = "Device.Services.VoiceService.{i}.CodecProfile.{i}";

    private final CanonicalValues report;
    private final Evidence evidence;
    private final Map<String, Long> ordered = new HashMap<>();

    LateVoice(CanonicalValues report, Evidence evidence) {
        this.report = report;
        this.evidence = evidence;
    }

    /**
     * Of a line, or of every line of a profile; where two lines use one port, the first one speaks
     * for it.
     */
    boolean onPorts(Row row, long[] source, NativeValue value) {
        boolean any = false;
        for (Entry line : evidence.below(Evidence.LINE_PORTS, source)) {
            for (String key : Lexical.items(line.text())) {
                String port = LateTranslation.joinedRow(evidence, Join.PORT, source, key);
                Indexed indexed = port == null ? null : Indexed.of(port);
                if (indexed != null) {
                    any |=
                            report.emit(
                                    row,
                                    row.target().fill(indexed.numbers()),
                                    value,
                                    Optional::of,
                                    Quality.DERIVED);
                }
            }
        }
        return any;
    }

    /**
     * TR-181 orders the codecs of a network, TR-098 those of each line: the first line speaks for
     * its profile.
     */
    boolean codecOrder(Row row, Formula profile, long[] source, NativeValue value) {
        long line =
                ordered.computeIfAbsent(
                        source[0] + "." + source[1], _ -> order(row, profile, source, value));
        return line == source[2];
    }

    private long order(Row row, Formula profile, long[] source, NativeValue value) {
        Map<Long, List<Entry>> lines = new TreeMap<>();
        for (Entry entry : evidence.below(Evidence.CODEC_PRIORITY, source[0], source[1])) {
            String object = LateTranslation.objectOf(entry.value().path());
            // an order is told only by a report that holds the codecs themselves
            boolean known =
                    evidence.text(object + "Codec") != null && !evidence.isFalse(object + "Enable");
            long[] numbers = entry.numbers();
            if (known) {
                lines.computeIfAbsent(numbers[2], _ -> new ArrayList<>()).add(entry);
            }
        }
        long[] numbers = profile.forward(source);
        if (lines.isEmpty() || numbers == null) {
            return 0;
        }
        long first = lines.keySet().iterator().next();
        List<String> codecs = new ArrayList<>();
        lines.getOrDefault(first, List.of()).stream()
                .sorted(Comparator.comparingLong(LateVoice::priority))
                .forEach(entry -> {
                    long[] codec = CODEC.forward(entry.numbers());
                    if (codec != null) {
                        codecs.add(PathTemplate.of(PROFILE).fill(codec));
                    }
                });
        report.derive(
                row,
                row.target().fill(numbers),
                String.join(",", codecs),
                value.path(),
                Quality.DERIVED);
        return first;
    }

    private static long priority(Entry entry) {
        long priority = Indexed.number(entry.text(), 0, entry.text().length());
        return priority < 0 ? Long.MAX_VALUE : priority;
    }
}
