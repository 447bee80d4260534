package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.trellis.cwmp.message.EventCode;
import org.trellis.cwmp.message.EventStruct;
import org.trellis.cwmp.message.Inform;
import org.trellis.model.ParameterPath;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Report;

/** What an Inform tells in canonical terms (TR-069 3.7.1.5). */
final class InformReports {

    /** Events that every contact has; they happen again, so nothing has to be told apart. */
    private static final Set<EventCode> ROUTINE =
            EnumSet.of(
                    EventCode.PERIODIC,
                    EventCode.SCHEDULED,
                    EventCode.CONNECTION_REQUEST,
                    EventCode.M_SCHEDULE_INFORM,
                    EventCode.HEARTBEAT);

    /** Events that have a report of their own, or come with an RPC that has one. */
    private static final Set<EventCode> TOLD_ELSEWHERE =
            EnumSet.of(
                    EventCode.BOOTSTRAP,
                    EventCode.BOOT,
                    EventCode.M_REBOOT,
                    EventCode.VALUE_CHANGE,
                    EventCode.TRANSFER_COMPLETE,
                    EventCode.M_DOWNLOAD,
                    EventCode.M_UPLOAD,
                    EventCode.M_SCHEDULE_DOWNLOAD,
                    EventCode.REQUEST_DOWNLOAD,
                    EventCode.AUTONOMOUS_TRANSFER_COMPLETE,
                    EventCode.DU_STATE_CHANGE_COMPLETE,
                    EventCode.M_CHANGE_DU_STATE,
                    EventCode.AUTONOMOUS_DU_STATE_CHANGE_COMPLETE);

    private static final ParameterPath SOFTWARE_VERSION =
            ParameterPath.of("Device.DeviceInfo.SoftwareVersion");

    private InformReports() {}

    static Delivery delivery(SessionState state, PlanContext context) {
        Inform inform = state.inform();
        Set<EventCode> codes = state.events();
        List<Report> reports = new ArrayList<>(4);
        boolean boot = codes.contains(EventCode.BOOT) || codes.contains(EventCode.BOOTSTRAP);
        if (boot || codes.contains(EventCode.M_REBOOT)) {
            reports.add(boot(inform, codes, context));
        }
        var values = context.canonical(PlanContext.values(inform.parameterList()));
        if (!values.isEmpty()) {
            reports.add(
                    new Report.Values(values, List.of(), codes.contains(EventCode.VALUE_CHANGE)));
        }
        for (EventStruct event : inform.events()) {
            Optional<EventCode> code = event.code();
            if (code.isEmpty()
                    || !(ROUTINE.contains(code.get()) || TOLD_ELSEWHERE.contains(code.get()))) {
                reports.add(
                        new Report.DeviceEvent(
                                event.eventCode(),
                                event.commandKey().isEmpty()
                                        ? Map.of()
                                        : Map.of("CommandKey", event.commandKey())));
            }
        }
        if (!boot) {
            reports.add(
                    new Report.Contact(
                            inform.events().stream().map(EventStruct::eventCode).toList()));
        }
        return new Delivery(reports, dedupKey(state));
    }

    private static Report.Boot boot(Inform inform, Set<EventCode> codes, PlanContext context) {
        Optional<String> tag =
                inform.events().stream()
                        .filter(e -> e.code().filter(EventCode.M_REBOOT::equals).isPresent())
                        .map(EventStruct::commandKey)
                        .filter(key -> !key.isEmpty())
                        .findFirst();
        EventCode cause =
                codes.contains(EventCode.BOOTSTRAP) ? EventCode.BOOTSTRAP : EventCode.BOOT;
        return new Report.Boot(cause.text(), tag, firmwareUpdated(inform, context));
    }

    private static boolean firmwareUpdated(Inform inform, PlanContext context) {
        Optional<String> now =
                inform.value(context.translator().root().prefix() + "DeviceInfo.SoftwareVersion");
        Optional<String> before = context.device().twin().text(SOFTWARE_VERSION);
        return now.isPresent() && before.isPresent() && !now.equals(before);
    }

    /**
     * A device lists its events again until it got an answer (TR-069 3.7.1.4). Routine contacts
     * need no key: storing them twice changes nothing.
     */
    private static Optional<String> dedupKey(SessionState state) {
        Inform inform = state.inform();
        return ROUTINE.containsAll(state.events())
                        && state.events().size() == inform.events().size()
                ? Optional.empty()
                : Optional.of("inform:" + state.arrival().deliveryKey());
    }

    /**
     * The same for an Inform that tells the same again. Changed values belong to it: the device may
     * have seen another change since.
     */
    static String told(Inform inform) {
        int hash = inform.events().hashCode();
        if (inform.eventCodes().contains(EventCode.VALUE_CHANGE)) {
            hash = hash * 31 + inform.parameterList().hashCode();
        }
        return Integer.toHexString(hash);
    }
}
