package org.trellis.controller.core;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.Hello;
import org.trellis.southbound.Protocol;

/** Whether the name in a client certificate is that of the device that shows it. */
final class CertificateNames {

    private CertificateNames() {}

    /**
     * For a CPE the name is OUI and serial number, or OUI, product class and serial number, with
     * hyphens between and percent escapes or none (TR-069 3.3 and 3.4.4); for a USP agent its
     * endpoint id (TR-369 R-SEC.0a).
     */
    static boolean holds(String name, Hello hello) {
        if (hello.protocol() != Protocol.CWMP) {
            return hello.endpointId().value().equals("usp:" + name);
        }
        return hello.identity()
                .map(is -> names(name, is) || names(unescaped(name), is))
                .orElse(false);
    }

    private static boolean names(String name, DeviceIdentity is) {
        String oui = is.oui() + "-";
        return name.equals(oui + is.serialNumber())
                || name.equals(oui + is.productClass() + "-" + is.serialNumber());
    }

    private static String unescaped(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscapes) {
            return name;
        }
    }
}
