package org.trellis.southbound;

import java.util.Map;
import java.util.Objects;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.ModelTranslator;

/**
 * What translation and the wire need to know of a device.
 *
 * @param translator between the canonical model and the one it speaks
 * @param model what it supports; {@link SupportedModel#UNKNOWN} until discovered
 * @param settings per-device switches by documented key ({@code cwmp.prolog}, {@code
 *     cwmp.boolean-form}, {@code cwmp.next-level-form}, ...); absent means the default
 * @param twin its last known values, read on demand
 */
public record DeviceContext(
        ModelTranslator translator,
        SupportedModel model,
        Map<String, String> settings,
        TwinView twin) {
    public DeviceContext {
        Objects.requireNonNull(translator);
        Objects.requireNonNull(model);
        settings = Map.copyOf(settings);
        Objects.requireNonNull(twin);
    }

    /** The model that it speaks. */
    public DataModelRoot dataModel() {
        return translator.root();
    }
}
