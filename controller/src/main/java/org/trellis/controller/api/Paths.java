package org.trellis.controller.api;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;

/**
 * Path texts from outside, parsed once. Paths below {@code InternetGatewayDevice.} are let through:
 * a TR-098 device's own parameters that have no canonical path are kept under them.
 */
final class Paths {

    static final int MAX_PATHS = 500;

    private Paths() {}

    static PathExpression expression(String field, String text) {
        return PathExpression.parse(text)
                .filter(p -> DataModelRoot.of(p.text()).isPresent())
                .orElseThrow(() -> bad(field, text, "Device.WiFi.SSID.1.SSID or Device.WiFi."));
    }

    static ParameterPath object(String field, String text) {
        return ParameterPath.parse(text)
                .filter(p -> p.isObject() && DataModelRoot.of(p.text()).isPresent())
                .orElseThrow(() -> bad(field, text, "Device.NAT.PortMapping."));
    }

    static List<PathExpression> expressions(String field, List<String> texts) {
        if (texts.size() > MAX_PATHS) {
            throw ApiException.badField(field, "has more than " + MAX_PATHS + " paths");
        }
        List<PathExpression> paths = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            paths.add(expression(field + "[" + i + "]", texts.get(i)));
        }
        return paths;
    }

    private static ApiException bad(String field, String text, String example) {
        return ApiException.badField(
                field, Problems.quoted(text) + " is not a canonical path such as " + example);
    }
}
