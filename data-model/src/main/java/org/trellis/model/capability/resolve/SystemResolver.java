package org.trellis.model.capability.resolve;

import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Twin;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.ConfigView;
import org.trellis.model.capability.view.FirmwareView;
import org.trellis.model.capability.view.LogView;
import org.trellis.model.capability.view.Summary;
import org.trellis.model.capability.view.SystemView;

/** What {@code Device.DeviceInfo.} and {@code Device.Time.} hold: system, firmware, files. */
public final class SystemResolver {

    private SystemResolver() {}

    public static SystemView system(Snapshot device, Summary summary) {
        Twin twin = device.twin();
        TwinObject info = info(twin);
        TwinObject time = twin.root().at("Time.");
        return new SystemView(
                summary,
                new SystemView.Identity(
                        info.string("Manufacturer"),
                        info.string("ManufacturerOUI"),
                        info.string("ProductClass"),
                        info.string("SerialNumber"),
                        info.string("ModelName"),
                        info.string("HardwareVersion"),
                        info.string("SoftwareVersion")),
                new SystemView.Health(
                        info.integer("UpTime"),
                        info.integer("MemoryStatus.Total"),
                        info.integer("MemoryStatus.Free"),
                        info.integer("ProcessStatus.CPUUsage"),
                        info.rows("TemperatureStatus.TemperatureSensor.").stream()
                                .map(s ->
                                        new SystemView.Temperature(
                                                s.number(), s.string("Name"), s.integer("Value")))
                                .toList()),
                new SystemView.Time(
                        time.bool("Enable"),
                        time.string("LocalTimeZone"),
                        time.string("Status"),
                        time.rows("Client.").stream()
                                .map(c -> new SystemView.TimeClient(c.number(), c.list("Servers")))
                                .toList()),
                periodicInterval(twin));
    }

    /** Of an agent that has several controllers, nothing tells which of them is this one. */
    private static Optional<Reading<Long>> periodicInterval(Twin twin) {
        List<TwinObject> controllers = twin.root().rows("LocalAgent.Controller.");
        return twin.root()
                .integer("ManagementServer.PeriodicInformInterval")
                .or(() ->
                        controllers.size() == 1
                                ? controllers.getFirst().integer("PeriodicNotifInterval")
                                : Optional.empty());
    }

    public static FirmwareView firmware(Snapshot device, Summary summary) {
        TwinObject info = info(device.twin());
        Optional<String> active = info.referenceTo("ActiveFirmwareImage");
        Optional<String> boot = info.referenceTo("BootFirmwareImage");
        return new FirmwareView(
                summary,
                info.string("SoftwareVersion"),
                info.string("ActiveFirmwareImage"),
                info.string("BootFirmwareImage"),
                info.rows("FirmwareImage.").stream()
                        .map(i ->
                                new FirmwareView.Image(
                                        i.number(),
                                        active.map(i.reference()::equals).orElse(false),
                                        boot.map(i.reference()::equals).orElse(false),
                                        i.string("Name"),
                                        i.string("Version"),
                                        i.string("Status"),
                                        i.bool("Available")))
                        .toList());
    }

    public static ConfigView config(Snapshot device, Summary summary) {
        return new ConfigView(
                summary,
                info(device.twin()).rows("VendorConfigFile.").stream()
                        .map(f ->
                                new ConfigView.ConfigFile(
                                        f.number(),
                                        f.string("Name"),
                                        f.string("Version"),
                                        f.time("Date"),
                                        f.string("Description")))
                        .toList());
    }

    public static LogView log(Snapshot device, Summary summary) {
        return new LogView(
                summary,
                info(device.twin()).rows("VendorLogFile.").stream()
                        .map(f ->
                                new LogView.LogFile(
                                        f.number(),
                                        f.string("Name"),
                                        f.integer("MaximumSize"),
                                        f.bool("Persistent")))
                        .toList());
    }

    private static TwinObject info(Twin twin) {
        return twin.root().at("DeviceInfo.");
    }
}
