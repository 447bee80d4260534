package org.trellis.controller.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.trellis.controller.core.CoreMetrics;
import org.trellis.cwmp.CwmpMetrics;
import org.trellis.usp.UspCounters;

/** Offers what the core and the adapters count to whoever scrapes. */
record Meters(CoreMetrics core, CwmpMetrics cwmp, UspCounters usp) implements MeterBinder {

    private static final String CWMP_GAUGE = "openSessions";

    @Override
    public void bindTo(MeterRegistry registry) {
        for (CoreMetrics.Counter counter : CoreMetrics.Counter.values()) {
            FunctionCounter.builder(name("core", counter), core, c -> c.value(counter))
                    .register(registry);
        }
        for (UspCounters.Counter counter : UspCounters.Counter.values()) {
            FunctionCounter.builder(name("usp", counter), usp, c -> c.value(counter))
                    .register(registry);
        }
        bind(cwmp, registry);
    }

    /** All of CWMP only grows, except how many sessions are open. */
    static void bind(CwmpMetrics cwmp, MeterRegistry registry) {
        for (RecordComponent component : CwmpMetrics.Snapshot.class.getRecordComponents()) {
            String name = "trellis.cwmp." + dotted(component.getName());
            if (component.getName().equals(CWMP_GAUGE)) {
                registry.gauge(name, cwmp, c -> read(component, c));
            } else {
                FunctionCounter.builder(name, cwmp, c -> read(component, c)).register(registry);
            }
        }
    }

    private static String dotted(String camelCase) {
        return camelCase.replaceAll("([A-Z])", ".$1").toLowerCase(Locale.ROOT);
    }

    private static String name(String part, Enum<?> counter) {
        return "trellis." + part + "." + counter.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static double read(RecordComponent component, CwmpMetrics metrics) {
        try {
            return ((Number) component.getAccessor().invoke(metrics.snapshot())).doubleValue();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
