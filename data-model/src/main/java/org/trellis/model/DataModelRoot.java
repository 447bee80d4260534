package org.trellis.model;

import java.util.Optional;

/** Which data model a device speaks on the wire. */
public enum DataModelRoot {
    TR_098("InternetGatewayDevice.", "TR-098"),
    TR_181("Device.", "TR-181");

    private final String prefix;
    private final String label;

    DataModelRoot(String prefix, String label) {
        this.prefix = prefix;
        this.label = label;
    }

    public String prefix() {
        return prefix;
    }

    public String label() {
        return label;
    }

    public static Optional<DataModelRoot> of(String nativePath) {
        for (DataModelRoot root : values()) {
            if (nativePath.startsWith(root.prefix)) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }
}
