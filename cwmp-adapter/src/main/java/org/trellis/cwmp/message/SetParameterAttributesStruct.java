package org.trellis.cwmp.message;

import java.util.List;

/**
 * Attributes to set on a full or partial path. A value whose change flag is false is ignored by the
 * CPE, yet must be legal.
 */
public record SetParameterAttributesStruct(
        String name,
        boolean notificationChange,
        int notification,
        boolean accessListChange,
        List<String> accessList) {
    public SetParameterAttributesStruct {
        accessList = List.copyOf(accessList);
    }
}
