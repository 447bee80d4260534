package org.trellis.model.profile;

import java.util.Objects;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;

/**
 * A vendor's parameter that holds what a canonical parameter is. It replaces what the standard
 * translation says of both.
 *
 * @param nativePath template, {@code {i}} for instances; a number stands for that instance only
 * @param canonical template below {@code Device.}, in the same form
 * @param type of the native parameter
 * @param readOnly whether it is never written, whatever the canonical model says
 * @param source where the fact can be read
 * @param place where the rule is written
 */
public record ParameterRule(
        String nativePath,
        String canonical,
        ParameterType type,
        boolean readOnly,
        ValueRule value,
        String source,
        Place place) {
    public ParameterRule {
        Objects.requireNonNull(nativePath);
        Objects.requireNonNull(canonical);
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        Objects.requireNonNull(source);
        Objects.requireNonNull(place);
    }

    /** The model that the device has to speak. */
    public DataModelRoot root() {
        return nativePath.startsWith(DataModelRoot.TR_098.prefix())
                ? DataModelRoot.TR_098
                : DataModelRoot.TR_181;
    }

    /** Whether only one of both can hold for a device, since they speak of the same parameter. */
    public boolean contradicts(ParameterRule other) {
        return nativePath.equals(other.nativePath)
                || canonical.equals(other.canonical) && root() == other.root();
    }
}
