package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.capability.twin.Reading;

/**
 * Who the device is, how it is, and its clock.
 *
 * @param periodicInterval how often it reports by itself, in seconds
 */
public record SystemView(
        Summary summary,
        Identity identity,
        Health health,
        Time time,
        Optional<Reading<Long>> periodicInterval)
        implements CapabilityView {

    /** {@code Device.DeviceInfo.}. */
    public record Identity(
            Optional<Reading<String>> manufacturer,
            Optional<Reading<String>> manufacturerOui,
            Optional<Reading<String>> productClass,
            Optional<Reading<String>> serialNumber,
            Optional<Reading<String>> modelName,
            Optional<Reading<String>> hardwareVersion,
            Optional<Reading<String>> softwareVersion) {}

    /** Memory in KiB, CPU in percent. */
    public record Health(
            Optional<Reading<Long>> upTime,
            Optional<Reading<Long>> memoryTotal,
            Optional<Reading<Long>> memoryFree,
            Optional<Reading<Long>> cpuUsage,
            List<Temperature> temperatures) {
        public Health {
            temperatures = List.copyOf(temperatures);
        }
    }

    /** One sensor, in degrees Celsius. */
    public record Temperature(
            long number, Optional<Reading<String>> name, Optional<Reading<Long>> value) {}

    /** {@code Device.Time.}. */
    public record Time(
            Optional<Reading<Boolean>> enable,
            Optional<Reading<String>> localTimeZone,
            Optional<Reading<String>> status,
            List<TimeClient> clients) {
        public Time {
            clients = List.copyOf(clients);
        }
    }

    /** One NTP client. */
    public record TimeClient(long number, Optional<Reading<List<String>>> servers) {}
}
