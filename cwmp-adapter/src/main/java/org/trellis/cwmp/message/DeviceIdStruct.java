package org.trellis.cwmp.message;

import java.util.Locale;

/**
 * Who a CPE says it is. Normalised: white space trimmed and runs of it (line feeds included, seen
 * in {@code Manufacturer}) made one blank, OUI in upper case. Case of the serial number is kept.
 */
public record DeviceIdStruct(
        String manufacturer, String oui, String productClass, String serialNumber) {
    public DeviceIdStruct {
        manufacturer = WireText.collapse(manufacturer);
        oui = WireText.collapse(oui).toUpperCase(Locale.ROOT);
        productClass = WireText.collapse(productClass);
        serialNumber = WireText.collapse(serialNumber);
    }
}
