package org.trellis.cwmp.message;

import java.util.List;

/** Attributes of one parameter: notification 0 to 6, entities besides the ACS that may write. */
public record ParameterAttributeStruct(String name, int notification, List<String> accessList) {
    public ParameterAttributeStruct {
        accessList = List.copyOf(accessList);
    }
}
