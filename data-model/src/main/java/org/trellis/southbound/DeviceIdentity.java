package org.trellis.southbound;

import java.util.Objects;
import org.trellis.model.DataModelRoot;

/**
 * Who a device says it is (Inform DeviceIdStruct, {@code Device.DeviceInfo.}, a bridge's list).
 * Unknown members are empty.
 */
public record DeviceIdentity(
        String manufacturer,
        String oui,
        String productClass,
        String serialNumber,
        String modelName,
        String softwareVersion,
        String hardwareVersion) {
    public DeviceIdentity {
        Objects.requireNonNull(manufacturer);
        Objects.requireNonNull(oui);
        Objects.requireNonNull(productClass);
        Objects.requireNonNull(serialNumber);
        Objects.requireNonNull(modelName);
        Objects.requireNonNull(softwareVersion);
        Objects.requireNonNull(hardwareVersion);
    }

    /**
     * The key of the {@link org.trellis.model.SupportedModel} that devices of the same model and
     * firmware share.
     */
    public String modelKey(DataModelRoot root) {
        return String.join("|", manufacturer, productClass, softwareVersion, root.label());
    }

    public DeviceId deviceId() {
        return DeviceId.of(oui, productClass, serialNumber);
    }
}
