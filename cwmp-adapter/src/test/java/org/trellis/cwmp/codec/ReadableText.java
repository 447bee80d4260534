package org.trellis.cwmp.codec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Inform;

/** What a decoder made of its input, as lines that people read and that vectors hold. */
final class ReadableText {

    private final StringBuilder out = new StringBuilder();

    static String of(byte[] input, CwmpDecoder decoder) {
        ReadableText text = new ReadableText();
        try {
            text.decoded(decoder.decode(input));
        } catch (CwmpDecodeException e) {
            text.line(0, "refused: " + e.kind());
            text.line(0, "code: " + e.code().value());
            text.line(0, "where: " + e.where());
            e.id().ifPresent(id -> text.line(0, "id: " + quoted(id)));
            text.line(0, "namespace: " + e.namespace().uri());
        }
        return text.out.toString();
    }

    private void decoded(Decoded decoded) {
        Envelope envelope = decoded.envelope();
        line(0, "namespace: " + envelope.namespace().uri());
        envelope.id().ifPresent(id -> line(0, "id: " + quoted(id)));
        if (envelope.header().holdRequests()) {
            line(0, "holdRequests");
        }
        envelope.header()
                .sessionTimeoutSeconds()
                .ifPresent(seconds -> line(0, "sessionTimeout: " + seconds));
        if (!envelope.header().supportedVersions().isEmpty()) {
            line(0, "supportedVersions: " + envelope.header().supportedVersions());
        }
        envelope.header().useVersion().ifPresent(version -> line(0, "useVersion: " + version));
        decoded.quirks().stream().sorted().forEach(quirk -> line(0, "quirk: " + quirk));
        value(0, "body", envelope.body());
        if (envelope.body() instanceof Inform inform) {
            line(0, "standard events: " + inform.eventCodes());
            line(0, "time: " + inform.currentTime().kind());
        }
    }

    private void value(int depth, String name, Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(v -> value(depth, name, v));
            case OptionalLong optional -> optional.ifPresent(v -> value(depth, name, v));
            case List<?> list -> {
                line(depth, name + ": " + list.size());
                list.forEach(item -> value(depth + 1, "-", item));
            }
            case Record record -> record(depth, name, record);
            case String text -> line(depth, name + ": " + quoted(text));
            default -> line(depth, name + ": " + value);
        }
    }

    private void record(int depth, String name, Record record) {
        List<Object> values = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (RecordComponent component : components) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        if (values.size() == 1 && !(values.getFirst() instanceof List<?>)) {
            value(depth, name + " " + record.getClass().getSimpleName(), values.getFirst());
            return;
        }
        line(depth, name + " " + record.getClass().getSimpleName());
        for (int i = 0; i < components.length; i++) {
            value(depth + 1, components[i].getName(), values.get(i));
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"';
    }
}
