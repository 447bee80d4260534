package org.trellis.usp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.Report;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Notification;

/** Notifications as reports in canonical terms (TR-369 6.1.5, TR-181 events). */
final class Notifications {

    private static final String LOCAL_AGENT = "Device.LocalAgent.";

    private Notifications() {}

    /** Empty for what says nothing that we understand; it is answered all the same. */
    static List<Report> reports(Notification notification, DeviceContext context) {
        return switch (notification) {
            case Notification.Event event -> event(event, context);
            case Notification.ValueChange(String path, String value) -> {
                var values = CanonicalValues.of(context).add(path, value).list();
                yield values.isEmpty()
                        ? List.of()
                        : List.of(new Report.Values(values, List.of(), true));
            }
            case Notification.ObjectCreation(String object, Map<String, String> keys) ->
                    object(object).stream()
                            .map(o -> (Report) new Report.ObjectCreated(o, keys))
                            .toList();
            case Notification.ObjectDeletion(String object) ->
                    object(object).stream().map(o -> (Report) new Report.ObjectDeleted(o)).toList();
            case Notification.OperationComplete complete -> complete(complete);
            // TR-369 R-NOT.6a: sent by who is new, or has forgotten us
            case Notification.OnBoardRequest _ ->
                    List.of(new Report.Contact(List.of("OnBoardRequest")), new Report.Reset());
            case Notification.Unknown _ -> List.of();
        };
    }

    /** Whether it says that the device has started. */
    static boolean isBoot(Notification notification) {
        return notification instanceof Notification.Event event && event.event().equals("Boot!");
    }

    private static List<Report> event(Notification.Event event, DeviceContext context) {
        Map<String, String> data = event.parameters();
        String name = event.object() + event.event();
        return switch (name) {
            case "Device.Boot!" -> boot(data, context);
            case LOCAL_AGENT + "Periodic!", LOCAL_AGENT + "WakeUp!" ->
                    List.of(new Report.Contact(List.of(event.event())));
            case LOCAL_AGENT + "TransferComplete!" -> List.of(transfer(data));
            default -> List.of(new Report.DeviceEvent(name, data));
        };
    }

    private static List<Report> boot(Map<String, String> data, DeviceContext context) {
        Report boot =
                new Report.Boot(
                        data.getOrDefault("Cause", ""),
                        Optional.ofNullable(data.get("CommandKey")).filter(k -> !k.isEmpty()),
                        isTrue(data.getOrDefault("FirmwareUpdated", "")));
        Map<String, String> parameters = FlatJson.parse(data.getOrDefault("ParameterMap", ""));
        if (parameters.isEmpty()) {
            return List.of(boot);
        }
        var values = CanonicalValues.of(context).add("", parameters).list();
        return List.of(boot, new Report.Values(values, List.of(), false));
    }

    private static Report transfer(Map<String, String> data) {
        String code = data.getOrDefault("FaultCode", "0");
        List<PathError> errors =
                code.isEmpty() || code.equals("0")
                        ? List.of()
                        : List.of(
                                new PathError(
                                        data.getOrDefault("Affected", ""),
                                        ErrorCode.TRANSFER_FAILED,
                                        code,
                                        data.getOrDefault("FaultString", "")));
        return new Report.TransferComplete(data.getOrDefault("CommandKey", ""), data, errors);
    }

    private static List<Report> complete(Notification.OperationComplete complete) {
        String path = complete.object() + complete.command();
        Optional<ParameterPath> command = ParameterPath.parse(path);
        if (command.isEmpty()) {
            return List.of();
        }
        return List.of(
                switch (complete.outcome()) {
                    case CommandOutcome.Output(Map<String, String> output) ->
                            new Report.OperationComplete(
                                    complete.commandKey(), command.get(), output, List.of());
                    case CommandOutcome.Failed(Fault fault) ->
                            new Report.OperationComplete(
                                    complete.commandKey(),
                                    command.get(),
                                    Map.of(),
                                    List.of(ErrorCodes.error(path, fault)));
                    case CommandOutcome.Started _ ->
                            new Report.OperationComplete(
                                    complete.commandKey(), command.get(), Map.of(), List.of());
                });
    }

    private static Optional<ParameterPath> object(String path) {
        return ParameterPath.parse(path.endsWith(".") ? path : path + ".");
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }
}
