package org.trellis.model.translate;

import java.util.Set;

/**
 * The canonical commands that a CWMP device does by an RPC of its own (TR-069 A.3.2.9 Reboot,
 * A.4.1.6 FactoryReset). All others it knows as parameters at most.
 */
public final class RpcCommands {

    public static final String REBOOT = "Device.Reboot()";
    public static final String FACTORY_RESET = "Device.FactoryReset()";

    private static final Set<String> ALL = Set.of(REBOOT, FACTORY_RESET);

    private RpcCommands() {}

    public static boolean isOne(String command) {
        return ALL.contains(command);
    }
}
