package org.trellis.controller.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.support.Support;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Secret;
import org.trellis.model.capability.view.CapabilityView;
import org.trellis.model.capability.view.IotView;
import org.trellis.model.capability.view.LanView;
import org.trellis.model.capability.view.Summary;

/**
 * The views as JSON: a record is an object, what is absent is left out, a reading is an object with
 * its value, a decimal number a string with all its digits.
 */
final class CapabilityJson {

    private CapabilityJson() {}

    static Map<String, Object> of(CapabilityView view) {
        Map<String, Object> body = summary(view.summary());
        components(view, body);
        body.remove("summary");
        return body;
    }

    private static Map<String, Object> summary(Summary summary) {
        Map<String, Object> body = new LinkedHashMap<>();
        components(org.trellis.controller.api.CapabilityView.of(summary.support()), body);
        body.computeIfPresent(
                "missing", (_, m) -> m instanceof Collection<?> c && c.isEmpty() ? null : m);
        put(body, "actions", summary.actions());
        return body;
    }

    private static void put(Map<String, Object> body, String name, Object value) {
        Object form = form(value);
        if (form != null) {
            body.put(name, form);
        }
    }

    private static @Nullable Object form(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? form(optional.get()) : null;
            case Collection<?> items -> items.stream().map(CapabilityJson::form).toList();
            case Reading<?> reading -> reading(reading);
            case Support support -> support.label();
            case ParameterPath path -> path.text();
            case BigDecimal number -> number.toPlainString();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Record members -> object(members);
            default -> value;
        };
    }

    /** Of several forms the name tells which one it is. */
    private static Map<String, Object> object(Record members) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (members instanceof LanView.Attachment || members instanceof IotView.Value) {
            object.put("kind", members.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        components(members, object);
        return object;
    }

    private static void components(Object members, Map<String, Object> into) {
        for (RecordComponent component : members.getClass().getRecordComponents()) {
            try {
                put(into, component.getName(), component.getAccessor().invoke(members));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component.toString(), e);
            }
        }
    }

    private static Map<String, Object> reading(Reading<?> reading) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (reading.value() instanceof Secret) {
            body.put("secret", true);
        } else {
            put(body, "value", reading.value());
        }
        body.put("path", reading.path().text());
        body.put("writable", reading.writable());
        body.put("observedAt", reading.observedAt());
        body.put("quality", reading.quality().label());
        return body;
    }
}
