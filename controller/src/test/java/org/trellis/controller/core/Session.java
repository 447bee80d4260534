package org.trellis.controller.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Report;
import org.trellis.southbound.SouthboundPort;

/** A device that is connected: pulls and answers as an adapter would for it. */
final class Session {

    final SouthboundPort port;
    final Endpoint endpoint;
    final Fence fence;

    Session(SouthboundPort port, Endpoint endpoint) {
        this.port = port;
        this.endpoint = endpoint;
        this.fence = port.opened(endpoint);
    }

    DeviceId device() {
        return endpoint.device();
    }

    Optional<Lease> next() {
        return port.next(endpoint, fence);
    }

    /** The next command, which must be there. */
    Lease pull() {
        return next().orElseThrow(() -> new AssertionError("nothing to pull"));
    }

    void close() {
        port.closed(endpoint, fence);
    }

    /** Answers everything that waits now, the discovery of the first contact included. */
    Session drained() {
        Optional<Lease> lease = next();
        while (lease.isPresent()) {
            boolean discovery = lease.get().command().operation() instanceof Operation.Discover;
            port.complete(lease.get(), discovery ? discovered() : CommandResult.done());
            lease = next();
        }
        return this;
    }

    /** What a device of these tests has, unless a test says otherwise. */
    static CommandResult discovered() {
        return discovered(
                CommandResult.Status.DONE,
                List.of(ParameterPath.of("Device.DeviceInfo.")),
                parameter("Device.DeviceInfo.SoftwareVersion", false),
                parameter("Device.IP.X", true),
                parameter("Device.ManagementServer.PeriodicInformInterval", true),
                parameter("Device.ManagementServer.URL", true),
                parameter("Device.NAT.PortMapping.{i}.Description", true),
                parameter("Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase", true),
                parameter("Device.WiFi.Radio.{i}.Name", false),
                parameter("Device.WiFi.Radio.{i}.Channel", true),
                parameter("Device.WiFi.SSID.{i}.Enable", true),
                parameter("Device.WiFi.SSID.{i}.SSID", true),
                parameter("Device.WiFi.SSID.{i}.BSSID", false),
                command("Device.Reboot()"),
                command("Device.FactoryReset()"),
                command("Device.IP.Diagnostics.IPPing()"),
                command("Device.DeviceInfo.FirmwareImage.{i}.Download()"));
    }

    static CommandResult discovered(
            CommandResult.Status status, List<ParameterPath> covered, SupportedNode... nodes) {
        Map<String, SupportedNode> map = new HashMap<>();
        for (SupportedNode node : nodes) {
            map.put(node.template(), node);
        }
        return new CommandResult(
                status,
                List.of(),
                covered,
                List.of(),
                Map.of(),
                List.of(),
                Optional.of(new SupportedModel("found", DataModelRoot.TR_181, map)));
    }

    static SupportedNode parameter(String template, boolean writable) {
        return new SupportedNode(
                template, SupportedNode.Kind.PARAMETER, writable, ParameterType.STRING);
    }

    private static SupportedNode command(String template) {
        return new SupportedNode(template, SupportedNode.Kind.COMMAND, false, null);
    }

    void report(Report... reports) {
        port.report(endpoint, Delivery.of(reports));
    }

    static ObservedValue value(String path, String text) {
        return value(path, text, Quality.REPORTED);
    }

    static ObservedValue value(String path, String text, Quality quality) {
        return new ObservedValue(
                ParameterPath.of(path), ParameterType.STRING, text, true, false, path, quality);
    }

    static CommandResult read(ObservedValue... values) {
        return CommandResult.read(List.of(values), List.of());
    }

    static Operation get(String... paths) {
        return new Operation.Get(List.of(paths).stream().map(PathExpression::of).toList());
    }

    static Operation set(String path, String value) {
        return new Operation.Set(Map.of(PathExpression.of(path), value), false);
    }

    static Operation add(String table) {
        return new Operation.Add(
                List.of(new Operation.NewObject(ParameterPath.of(table), Map.of())), false);
    }

    static Operation delete(String row) {
        return new Operation.Delete(List.of(PathExpression.of(row)), false);
    }

    static Operation operate(String command) {
        return new Operation.Operate(PathExpression.of(command), Map.of());
    }

    static Operation discover() {
        return new Operation.Discover(ParameterPath.of("Device."));
    }
}
