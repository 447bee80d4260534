package org.trellis.usp.codec;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records as text that is the same on every run: one component a line, maps sorted. */
final class Rendering {

    private Rendering() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        render(value, "", out);
        return out.toString();
    }

    private static void render(Object value, String indent, StringBuilder out) {
        String deeper = indent + "  ";
        switch (value) {
            case Record record -> {
                out.append(record.getClass().getSimpleName()).append('\n');
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    out.append(deeper).append(component.getName()).append(": ");
                    render(read(record, component), deeper, out);
                }
            }
            case List<?> list -> {
                out.append(list.size()).append('\n');
                for (Object element : list) {
                    out.append(deeper).append("- ");
                    render(element, deeper, out);
                }
            }
            case Map<?, ?> map -> {
                out.append(map.size()).append('\n');
                new TreeMap<>(map)
                        .forEach((k, v) ->
                                out.append(deeper).append(k).append(" = ").append(v).append('\n'));
            }
            case Optional<?> optional when optional.isPresent() ->
                    render(optional.get(), indent, out);
            case Optional<?> _ -> out.append("none\n");
            default -> out.append(value).append('\n');
        }
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
