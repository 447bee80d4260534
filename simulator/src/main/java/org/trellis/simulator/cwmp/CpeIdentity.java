package org.trellis.simulator.cwmp;

/** The DeviceIdStruct of an Inform. */
public record CpeIdentity(
        String manufacturer, String oui, String productClass, String serialNumber) {}
