package org.trellis.southbound;

import java.util.Map;
import java.util.Objects;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;

/**
 * What translation and the wire need to know of a device.
 *
 * @param model what it supports; {@link SupportedModel#UNKNOWN} until discovered
 * @param settings per-device switches by documented key ({@code cwmp.prolog}, {@code
 *     cwmp.boolean-form}, {@code cwmp.next-level-form}, ...); absent means the default
 * @param twin its last known values, read on demand
 */
public record DeviceContext(
        DataModelRoot dataModel,
        SupportedModel model,
        Map<String, String> settings,
        TwinView twin) {
    public DeviceContext {
        Objects.requireNonNull(dataModel);
        Objects.requireNonNull(model);
        settings = Map.copyOf(settings);
        Objects.requireNonNull(twin);
    }
}
