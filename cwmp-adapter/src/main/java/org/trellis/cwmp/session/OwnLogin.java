package org.trellis.cwmp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.cwmp.message.EventCode;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Principal;

/**
 * Gives a device that an enrollment key let in a name and password of its own (TR-069 3.4.4), by
 * the last RPC of the session: a device may use them at once. The core accepts them before they are
 * sent, and the key until the device has come with them; if the answer is lost, the next session
 * sends the same again.
 */
final class OwnLogin {

    private OwnLogin() {}

    static boolean due(SessionState state, Admission.Admitted admitted) {
        boolean knocked = state.arrival().principal().kind() == Principal.Kind.ENROLLMENT_KEY;
        return knocked
                && switch (progress(admitted)) {
                    // It has taken them and does not use them, or does not take them.
                    case "set", "refused" -> state.events().contains(EventCode.BOOTSTRAP);
                    default -> true;
                };
    }

    /** What to keep when the device has come with what it was given. */
    static Optional<Map<String, String>> arrived(SessionState state, Admission.Admitted admitted) {
        boolean first =
                state.arrival().principal().kind() == Principal.Kind.DEVICE_CREDENTIAL
                        && !progress(admitted).equals("used");
        return first ? Optional.of(Map.of(Settings.OWN_LOGIN, "used")) : Optional.empty();
    }

    static Script<PlanOutcome> script(DeviceLogin login, DataModelRoot root) {
        String server = root.prefix() + "ManagementServer.";
        SetParameterValues request =
                new SetParameterValues(
                        List.of(
                                text(server + "Username", login.user()),
                                text(server + "Password", login.password())),
                        "");
        return Script.ask(request)
                .map(answer ->
                        new PlanOutcome.Parted(
                                Map.of(
                                        Settings.OWN_LOGIN,
                                        answer
                                                        instanceof
                                                        Answer.Response(
                                                                SetParameterValuesResponse _)
                                                ? "set"
                                                : "refused")));
    }

    private static String progress(Admission.Admitted admitted) {
        return admitted.context().settings().getOrDefault(Settings.OWN_LOGIN, "");
    }

    private static ParameterValueStruct text(String name, String value) {
        return ParameterValueStruct.of(name, ParameterType.STRING, value);
    }
}
