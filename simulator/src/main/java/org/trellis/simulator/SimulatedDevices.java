package org.trellis.simulator;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.trellis.simulator.cwmp.Cpe;
import org.trellis.simulator.cwmp.CpeIdentity;
import org.trellis.simulator.http.WireClient;
import org.trellis.simulator.state.DeviceState;
import org.trellis.simulator.usp.Agent;
import org.trellis.simulator.usp.AgentLink;

/** Makes devices with deterministic identities. */
public final class SimulatedDevices {

    public static final String OUI = "0014A5";

    private static final int TIMEOUT_MILLIS = 30_000;

    private SimulatedDevices() {}

    /** A TR-098 gateway, CWMP 1.0; off until started. */
    public static Cpe tr098Gateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(
                "HG98",
                "gateway-tr098.tsv",
                "InternetGatewayDevice.",
                "1-0",
                serial,
                client(acs, login, Optional.empty()));
    }

    /** A TR-181 gateway, CWMP 1.2; off until started. */
    public static Cpe tr181Gateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return tr181Gateway(serial, client(acs, login, Optional.empty()));
    }

    /** A TR-181 gateway that calls its ACS by TLS. */
    public static Cpe tr181Gateway(
            String serial, URI acs, Optional<WireClient.Login> login, SSLContext tls) {
        return tr181Gateway(serial, client(acs, login, Optional.of(tls)));
    }

    private static Cpe tr181Gateway(String serial, WireClient client) {
        return cpe("HG181", "gateway-tr181.tsv", "Device.", "1-2", serial, client);
    }

    private static Cpe cpe(
            String productClass,
            String model,
            String root,
            String version,
            String serial,
            WireClient client) {
        return new Cpe(
                new CpeIdentity("Acme", OUI, productClass, serial),
                root,
                DeviceState.load(model, variables(productClass, serial, "", "")),
                version,
                client);
    }

    private static WireClient client(
            URI acs, Optional<WireClient.Login> login, Optional<SSLContext> tls) {
        String path = acs.getRawPath().isEmpty() ? "/" : acs.getRawPath();
        return new WireClient(acs.getHost(), acs.getPort(), path, TIMEOUT_MILLIS, login, tls);
    }

    /** A USP gateway; off until started. */
    public static Agent uspGateway(String serial, String controllerId, AgentLink link) {
        return agent("HGU", "gateway-usp.tsv", serial, controllerId, link);
    }

    /** A USP mesh extender; off until started. */
    public static Agent uspExtender(String serial, String controllerId, AgentLink link) {
        return agent("EXT1", "extender-usp.tsv", serial, controllerId, link);
    }

    private static Agent agent(
            String productClass, String model, String serial, String controllerId, AgentLink link) {
        String endpointId = endpointId(serial);
        return new Agent(
                endpointId,
                controllerId,
                DeviceState.load(model, variables(productClass, serial, endpointId, controllerId)),
                link);
    }

    /** The endpoint id of a simulated agent: {@code os::0014A5-SERIAL}. */
    public static String endpointId(String serial) {
        return "os::" + OUI + "-" + serial;
    }

    private static Map<String, String> variables(
            String productClass, String serial, String endpointId, String controllerId) {
        Map<String, String> variables = new HashMap<>();
        variables.put("manufacturer", "Acme");
        variables.put("oui", OUI);
        variables.put("class", productClass);
        variables.put("model", productClass);
        variables.put("serial", serial);
        variables.put("firmware", "1.0.0");
        variables.put("periodic", "60");
        variables.put("eid", endpointId);
        variables.put("controller", controllerId);
        return variables;
    }
}
