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
        for (RecordComponent component : CwmpMetrics.Snapshot.class.getRecordComponents()) {
            registry.gauge("trellis.cwmp." + component.getName(), cwmp, c -> read(component, c));
        }
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
