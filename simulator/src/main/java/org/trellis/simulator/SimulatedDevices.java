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
    private static final String IGD = "InternetGatewayDevice.";
    private static final String DEVICE = "Device.";
    private static final Make GATEWAY_098 =
            new Make("Acme", "HG98", "gateway-tr098.tsv", IGD, "1-0");
    private static final Make WIMAX_GATEWAY =
            new Make("Huawei Technologies Co., Ltd.", "BM632w", "wimax-tr098.tsv", IGD, "1-0");
    private static final Make GATEWAY_181 =
            new Make("Acme", "HG181", "gateway-tr181.tsv", DEVICE, "1-2");
    private static final Make PRPL_GATEWAY =
            new Make("Acme", "PRPL", "prpl-tr181.tsv", DEVICE, "1-2");
    private static final Make ROUTER =
            new Make("MikroTik", "RB952Ui-5ac2nD", "router-tr181.tsv", DEVICE, "1-2");
    private static final Make SET_TOP_BOX =
            new Make("Acme", "STB1", "settop-tr181.tsv", DEVICE, "1-2");

    /** A kind of CPE: who makes it, and what it speaks. */
    private record Make(
            String manufacturer, String productClass, String model, String root, String version) {}

    private SimulatedDevices() {}

    /** A TR-098 gateway, CWMP 1.0; off until started. */
    public static Cpe tr098Gateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(GATEWAY_098, serial, acs, login);
    }

    /** An early TR-098 gateway with WiMAX and voice. */
    public static Cpe wimaxGateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(WIMAX_GATEWAY, serial, acs, login);
    }

    /** A TR-181 gateway, CWMP 1.2; off until started. */
    public static Cpe tr181Gateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(GATEWAY_181, serial, acs, login);
    }

    /** A TR-181 gateway that calls its ACS by TLS. */
    public static Cpe tr181Gateway(
            String serial, URI acs, Optional<WireClient.Login> login, SSLContext tls) {
        return cpe(GATEWAY_181, serial, client(acs, login, Optional.of(tls)));
    }

    /** A TR-181 gateway that runs prplOS. */
    public static Cpe prplGateway(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(PRPL_GATEWAY, serial, acs, login);
    }

    /** A router for small offices, TR-181. */
    public static Cpe router(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(ROUTER, serial, acs, login);
    }

    /** A set-top box with an STBService (TR-135). */
    public static Cpe setTopBox(String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(SET_TOP_BOX, serial, acs, login);
    }

    private static Cpe cpe(Make make, String serial, URI acs, Optional<WireClient.Login> login) {
        return cpe(make, serial, client(acs, login, Optional.empty()));
    }

    private static Cpe cpe(Make make, String serial, WireClient client) {
        Map<String, String> variables = variables(make.productClass(), serial, "", "");
        variables.put("manufacturer", make.manufacturer());
        return new Cpe(
                new CpeIdentity(make.manufacturer(), OUI, make.productClass(), serial),
                make.root(),
                DeviceState.load(make.model(), variables),
                make.version(),
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
