package org.trellis.model.translate.command;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;

/**
 * A diagnostic of the canonical model and the object that CWMP has in its place. Arguments of the
 * command are parameters of the object; {@code Status} stands for {@code DiagnosticsState}.
 *
 * @param command {@code Device.IP.Diagnostics.IPPing()}
 * @param object {@code Device.IP.Diagnostics.IPPing.}
 * @param outputs relative templates of what the command gives back: {@code SuccessCount}, {@code
 *     RouteHops.{i}.Host}
 */
public record DiagnosticTest(ParameterPath command, ParameterPath object, Set<String> outputs) {

    public static final String STATE = "DiagnosticsState";
    public static final String STATUS = "Status";

    private static final String ROOT = "Device.";
    private static final String VENDOR = "X_";

    public DiagnosticTest {
        Objects.requireNonNull(command);
        Objects.requireNonNull(object);
        outputs = Set.copyOf(outputs);
    }

    /** One device runs one of a kind at a time: {@code IP.Diagnostics.IPPing}. */
    public String kind() {
        return command.text().substring(ROOT.length(), command.text().length() - 2);
    }

    /** The command of a {@link #kind}. */
    public static String command(String kind) {
        return ROOT + kind + "()";
    }

    /** The canonical path of the parameter that starts it and tells how far it is. */
    public ParameterPath state() {
        return object.child(STATE);
    }

    /** The argument that a canonical parameter of the object is, as errors name it. */
    public String inputPath(ParameterPath parameter) {
        return Arguments.path(command, parameter.text().substring(object.text().length()));
    }

    /** The command's output, of what was read of the object after its end. */
    public Map<String, String> output(String state, Collection<ObservedValue> values) {
        Map<String, String> output = new TreeMap<>();
        for (ObservedValue value : values) {
            if (value.secret() || !value.path().isWithin(object)) {
                continue;
            }
            String name = value.path().text().substring(object.text().length());
            boolean vendor = name.startsWith(VENDOR) || name.contains("." + VENDOR);
            if (vendor || outputs.contains(template(value.path()))) {
                output.put(name, value.text());
            }
        }
        output.put(STATUS, state);
        return output;
    }

    private String template(ParameterPath path) {
        return path.template().substring(object.template().length());
    }
}
