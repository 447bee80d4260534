package org.trellis.model.capability;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;

/** Finds all readings in a view, wherever they are. */
final class Readings {

    private final List<Reading<?>> found = new ArrayList<>();

    private Readings() {}

    static List<Reading<?>> of(Object view) {
        Readings readings = new Readings();
        readings.walk(view);
        return readings.found;
    }

    private void walk(Object value) {
        switch (value) {
            case Reading<?> reading -> found.add(reading);
            case Optional<?> optional -> optional.ifPresent(this::walk);
            case Collection<?> items -> items.forEach(this::walk);
            case Record r -> components(r);
            default -> {}
        }
    }

    private void components(Record holder) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                walk(component.getAccessor().invoke(holder));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** As it would be written. */
    static String text(Reading<?> reading) {
        return switch (reading.value()) {
            case List<?> items -> String.join(",", items.stream().map(Object::toString).toList());
            case BigDecimal number -> number.toPlainString();
            default -> reading.value().toString();
        };
    }
}
