package org.trellis.southbound;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/** The last known values of ONE endpoint. May block on the store. */
public interface TwinView {

    /** Nothing known. */
    TwinView EMPTY =
            new TwinView() {
                @Override
                public Optional<String> text(ParameterPath canonical) {
                    return Optional.empty();
                }

                @Override
                public Optional<String> nativeText(String nativePath) {
                    return Optional.empty();
                }

                @Override
                public List<ParameterPath> paths(PathExpression canonical) {
                    return List.of();
                }
            };

    /** Canonical text of a canonical path. */
    Optional<String> text(ParameterPath canonical);

    /** Text by the device's own path, where a value was reported under it. */
    Optional<String> nativeText(String nativePath);

    /** The known canonical parameters that an expression covers, ordered. */
    List<ParameterPath> paths(PathExpression canonical);
}
