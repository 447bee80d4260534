package org.trellis.model.capability.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trellis.model.ErrorCode;
import org.trellis.model.capability.twin.TwinObject;

/**
 * {@code time: {enable, localTimeZone, servers, clients: {n: {servers}}}}, {@code
 * periodicInterval}; of the firmware {@code boot: n} and {@code images: {n: {available}}}.
 */
final class SystemChange {

    private SystemChange() {}

    static Map<String, Plan.Handler> system(Plan plan) {
        TwinObject root = plan.device().twin().root();
        Map<String, Plan.Handler> time =
                new LinkedHashMap<>(
                        plan.fields(
                                root.at("Time."),
                                "enable",
                                "Enable",
                                "localTimeZone",
                                "LocalTimeZone"));
        List<TwinObject> clients = root.rows("Time.Client.");
        time.put(
                "clients",
                (at, value) ->
                        plan.rows(
                                at,
                                value,
                                clients,
                                (member, row, v) ->
                                        plan.members(
                                                member,
                                                v,
                                                plan.fields(row, "servers", "Servers"))));
        time.put(
                "servers",
                (at, value) -> {
                    if (clients.size() == 1) {
                        plan.write(at, clients.getFirst(), "Servers", value);
                    } else if (clients.isEmpty()) {
                        plan.refuse(at, ErrorCode.NOT_SUPPORTED, "the device has no time client");
                    } else {
                        plan.ambiguous(
                                at,
                                "there are several time clients: use clients",
                                clients.stream().map(TwinObject::path).toList());
                    }
                });
        return Map.of(
                "time",
                (at, value) -> plan.members(at, value, time),
                "periodicInterval",
                (at, value) -> periodicInterval(plan, at, value));
    }

    private static void periodicInterval(Plan plan, String at, PatchValue value) {
        TwinObject root = plan.device().twin().root();
        TwinObject server = root.at("ManagementServer.");
        List<TwinObject> controllers = root.rows("LocalAgent.Controller.");
        if (server.observation("PeriodicInformInterval").isPresent()) {
            plan.write(at, server, "PeriodicInformInterval", value);
        } else if (controllers.size() == 1) {
            plan.write(at, controllers.getFirst(), "PeriodicNotifInterval", value);
        } else if (controllers.isEmpty()) {
            plan.refuse(at, ErrorCode.NOT_SUPPORTED, "the device did not tell its interval");
        } else {
            plan.ambiguous(
                    at,
                    "the agent has several controllers",
                    controllers.stream().map(TwinObject::path).toList());
        }
    }

    static Map<String, Plan.Handler> firmware(Plan plan) {
        TwinObject info = plan.device().twin().root().at("DeviceInfo.");
        List<TwinObject> images = info.rows("FirmwareImage.");
        return Map.of(
                "boot",
                (at, value) -> {
                    String number = Scalars.text(value).orElse("");
                    images.stream()
                            .filter(i -> Long.toString(i.number()).equals(number))
                            .findFirst()
                            .ifPresentOrElse(
                                    i ->
                                            plan.write(
                                                    at,
                                                    info,
                                                    "BootFirmwareImage",
                                                    new PatchValue.Text(i.reference())),
                                    () ->
                                            plan.refuse(
                                                    at,
                                                    ErrorCode.INVALID_VALUE,
                                                    "has to be the number of an image"));
                },
                "images",
                (at, value) ->
                        plan.rows(
                                at,
                                value,
                                images,
                                (member, row, v) ->
                                        plan.members(
                                                member,
                                                v,
                                                plan.fields(row, "available", "Available"))));
    }
}
