package org.trellis.cwmp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trellis.cwmp.message.EventCode;
import org.trellis.cwmp.message.ParameterValueStruct;
import org.trellis.cwmp.message.SetParameterValues;
import org.trellis.cwmp.message.SetParameterValuesResponse;
import org.trellis.model.ParameterType;
import org.trellis.southbound.Admission;

/**
 * Gives a device the name and password with which Trellis calls it (TR-069 3.2.2): once, and again
 * after a factory reset. They are stored before they are sent, so that a lost answer costs nothing:
 * the next session sends the same again.
 */
final class Credentials {

    private static final String LETTERS =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 24;

    private Credentials() {}

    static Optional<Script<PlanOutcome.Learnt>> due(
            SessionState state, Admission.Admitted admitted, RandomGenerator random) {
        Map<String, String> settings = admitted.context().settings();
        String password = settings.getOrDefault(Settings.PASSWORD, "");
        String progress = settings.getOrDefault(Settings.STATE, "");
        boolean reset = state.events().contains(EventCode.BOOTSTRAP);
        boolean done =
                progress.equals("refused") || (!password.isEmpty() && !progress.equals("pending"));
        if (done && !reset) {
            return Optional.empty();
        }
        String user = settings.getOrDefault(Settings.USERNAME, "");
        String name = user.isEmpty() ? "trellis" : user;
        String secret = password.isEmpty() ? secret(random) : password;
        String server = admitted.context().dataModel().prefix() + "ManagementServer.";
        SetParameterValues request =
                new SetParameterValues(
                        List.of(
                                text(server + "ConnectionRequestUsername", name),
                                text(server + "ConnectionRequestPassword", secret)),
                        "");
        return Optional.of(
                new Script.Keep<>(
                        Map.of(
                                Settings.USERNAME, name,
                                Settings.PASSWORD, secret,
                                Settings.STATE, "pending"),
                        Script.ask(request)
                                .map(answer ->
                                        new PlanOutcome.Learnt(
                                                List.of(), learnt(answer, password.isEmpty())))));
    }

    /** A password that the device refused is worth nothing, unless somebody else gave it. */
    private static Map<String, String> learnt(Answer answer, boolean ours) {
        if (answer instanceof Answer.Response(SetParameterValuesResponse _)) {
            return Map.of(Settings.STATE, "set");
        }
        return ours
                ? Map.of(Settings.STATE, "refused", Settings.USERNAME, "", Settings.PASSWORD, "")
                : Map.of(Settings.STATE, "refused");
    }

    private static ParameterValueStruct text(String name, String value) {
        return ParameterValueStruct.of(name, ParameterType.STRING, value);
    }

    private static String secret(RandomGenerator random) {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return secret.toString();
    }
}
