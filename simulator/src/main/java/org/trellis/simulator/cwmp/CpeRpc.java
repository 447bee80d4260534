package org.trellis.simulator.cwmp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.trellis.simulator.state.DeviceState;

/**
 * Carries out the RPCs of TR-069 Annex A on the state of a device. Not thread-safe: one session at
 * a time, as CWMP has it.
 */
final class CpeRpc {

    private static final List<String> METHODS =
            List.of(
                    "GetRPCMethods",
                    "SetParameterValues",
                    "GetParameterValues",
                    "GetParameterNames",
                    "SetParameterAttributes",
                    "GetParameterAttributes",
                    "AddObject",
                    "DeleteObject",
                    "Reboot",
                    "FactoryReset",
                    "Download",
                    "Upload");

    private final DeviceState state;
    private final CpeText text;
    private final String parameterKey;
    private final Attributes attributes;
    private final Diagnostics diagnostics;
    private final Transfers transfers;
    private final Modules modules;
    private Optional<AfterSession> after = Optional.empty();

    /** What the device does when the session is over. */
    record AfterSession(boolean factoryReset, String commandKey) {}

    CpeRpc(
            DeviceState state,
            CpeText text,
            String root,
            Diagnostics diagnostics,
            Transfers transfers,
            Modules modules) {
        this.state = state;
        this.text = text;
        this.diagnostics = diagnostics;
        this.transfers = transfers;
        this.modules = modules;
        this.parameterKey = root + "ManagementServer.ParameterKey";
        this.attributes = new Attributes(state);
    }

    Attributes attributes() {
        return attributes;
    }

    /** What the last session asked for; asking clears it. */
    Optional<AfterSession> takeAfterSession() {
        Optional<AfterSession> asked = after;
        after = Optional.empty();
        return asked;
    }

    byte[] answer(String id, AcsMessage.Node method) {
        return switch (method.name()) {
            case "GetRPCMethods" -> text.methods(id, methods());
            case "GetParameterValues" -> getValues(id, method);
            case "GetParameterNames" -> getNames(id, method);
            case "SetParameterValues" -> setValues(id, method);
            case "SetParameterAttributes" -> setAttributes(id, method);
            case "GetParameterAttributes" -> getAttributes(id, method);
            case "AddObject" -> addObject(id, method);
            case "DeleteObject" -> deleteObject(id, method);
            case "Reboot" -> {
                after = Optional.of(new AfterSession(false, method.childText("CommandKey")));
                yield text.simple(id, "RebootResponse", false);
            }
            case "FactoryReset" -> {
                after = Optional.of(new AfterSession(true, ""));
                attributes.factoryReset();
                yield text.simple(id, "FactoryResetResponse", false);
            }
            case "Download", "Upload" -> {
                transfers.add(method);
                yield text.accepted(id, method.name() + "Response");
            }
            case "ChangeDUState" -> changeModules(id, method);
            default -> text.fault(id, 9000, "Method not supported", Map.of());
        };
    }

    private List<String> methods() {
        List<String> methods = new ArrayList<>(METHODS);
        if (modules.present()) {
            methods.add("ChangeDUState");
        }
        return methods;
    }

    private byte[] changeModules(String id, AcsMessage.Node method) {
        if (!modules.present()) {
            return text.fault(id, 9000, "Method not supported", Map.of());
        }
        modules.add(method);
        return text.simple(id, "ChangeDUStateResponse", false);
    }

    private byte[] getValues(String id, AcsMessage.Node method) {
        NavigableMap<String, DeviceState.Parameter> found = new TreeMap<>();
        for (AcsMessage.Node name :
                method.child("ParameterNames").map(AcsMessage.Node::children).orElse(List.of())) {
            String path = name.text().trim();
            if (path.isEmpty() || path.endsWith(".")) {
                if (!state.hasObject(path)) {
                    return text.fault(id, 9005, "Invalid parameter name", Map.of());
                }
                found.putAll(state.below(path));
            } else {
                Optional<DeviceState.Parameter> parameter = state.get(path);
                if (parameter.isEmpty()) {
                    return text.fault(id, 9005, "Invalid parameter name", Map.of());
                }
                found.put(path, parameter.get());
            }
        }
        found.replaceAll((path, p) -> shown(path, p));
        return text.values(id, found);
    }

    /** Passwords and keys read empty, as the model says of hidden parameters. */
    private static DeviceState.Parameter shown(String path, DeviceState.Parameter parameter) {
        boolean hidden =
                path.endsWith("Password")
                        || path.endsWith("KeyPassphrase")
                        || path.endsWith("PreSharedKey");
        return hidden
                ? new DeviceState.Parameter(parameter.type(), parameter.writable(), "")
                : parameter;
    }

    private byte[] getNames(String id, AcsMessage.Node method) {
        String path = method.childText("ParameterPath").trim();
        boolean next = Set.of("1", "true").contains(method.childText("NextLevel").trim());
        Map<String, Boolean> names = new TreeMap<>();
        if (!path.isEmpty() && !path.endsWith(".")) {
            Optional<DeviceState.Parameter> parameter = state.get(path);
            if (parameter.isEmpty() || next) {
                return text.fault(id, 9005, "Invalid parameter name", Map.of());
            }
            names.put(path, parameter.get().writable());
            return text.names(id, names);
        }
        if (!state.hasObject(path)) {
            return text.fault(id, 9005, "Invalid parameter name", Map.of());
        }
        for (String object : state.objectsBelow(path)) {
            boolean self = object.equals(path);
            boolean direct = !self && object.indexOf('.', path.length()) == object.length() - 1;
            if (next ? direct : true) {
                names.put(object, state.creatable(object) || state.deletable(object));
            }
        }
        state.below(path)
                .forEach((name, parameter) -> {
                    if (!next || name.indexOf('.', path.length()) < 0) {
                        names.put(name, parameter.writable());
                    }
                });
        return text.names(id, names);
    }

    private byte[] setValues(String id, AcsMessage.Node method) {
        Map<String, String> wanted = new LinkedHashMap<>();
        Map<String, Integer> faults = new LinkedHashMap<>();
        for (AcsMessage.Node entry :
                method.child("ParameterList").map(AcsMessage.Node::children).orElse(List.of())) {
            String path = entry.childText("Name").trim();
            String value = entry.childText("Value");
            wanted.put(path, value);
            state.check(path, value).ifPresent(why -> faults.put(path, code(why)));
        }
        if (!faults.isEmpty()) {
            return text.fault(id, 9003, "Invalid arguments", faults);
        }
        wanted.forEach(state::set);
        diagnostics.written(wanted);
        remember(method.childText("ParameterKey"));
        return text.simple(id, "SetParameterValuesResponse", true);
    }

    private static int code(DeviceState.Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN -> 9005;
            case WRONG_TYPE -> 9006;
            case WRONG_VALUE -> 9007;
            case NOT_WRITABLE -> 9008;
        };
    }

    private byte[] setAttributes(String id, AcsMessage.Node method) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        for (AcsMessage.Node entry :
                method.child("ParameterList").map(AcsMessage.Node::children).orElse(List.of())) {
            if (Set.of("1", "true").contains(entry.childText("NotificationChange").trim())) {
                wanted.put(
                        entry.childText("Name").trim(),
                        Integer.parseInt(entry.childText("Notification").trim()));
            }
        }
        return attributes.set(wanted)
                ? text.simple(id, "SetParameterAttributesResponse", false)
                : text.fault(id, 9005, "Invalid parameter name", Map.of());
    }

    private byte[] getAttributes(String id, AcsMessage.Node method) {
        List<String> names =
                method
                        .child("ParameterNames")
                        .map(AcsMessage.Node::children)
                        .orElse(List.of())
                        .stream()
                        .map(name -> name.text().trim())
                        .toList();
        return attributes
                .get(names)
                .map(found -> text.attributes(id, found))
                .orElseGet(() -> text.fault(id, 9005, "Invalid parameter name", Map.of()));
    }

    private byte[] addObject(String id, AcsMessage.Node method) {
        String table = method.childText("ObjectName").trim();
        if (!state.creatable(table)) {
            return text.fault(id, 9005, "Invalid parameter name", Map.of());
        }
        Optional<Integer> instance = state.add(table);
        if (instance.isEmpty()) {
            return text.fault(id, 9004, "Resources exceeded", Map.of());
        }
        remember(method.childText("ParameterKey"));
        return text.added(id, instance.get());
    }

    private byte[] deleteObject(String id, AcsMessage.Node method) {
        if (!state.delete(method.childText("ObjectName").trim())) {
            return text.fault(id, 9005, "Invalid parameter name", Map.of());
        }
        remember(method.childText("ParameterKey"));
        return text.simple(id, "DeleteObjectResponse", true);
    }

    private void remember(String key) {
        if (state.get(parameterKey).isPresent()) {
            state.set(parameterKey, key);
        }
    }
}
