package org.trellis.model.capability.view;

import java.util.List;
import java.util.Optional;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.twin.Reading;
import org.trellis.model.capability.twin.Secret;

/** The telephone lines, their accounts, and the provider's servers. */
public record VoiceView(Summary summary, List<Service> services) implements CapabilityView {

    /** {@code Device.Services.VoiceService.{i}.}. */
    public record Service(
            long number, List<Line> lines, List<Account> accounts, List<Network> networks) {
        public Service {
            lines = List.copyOf(lines);
            accounts = List.copyOf(accounts);
            networks = List.copyOf(networks);
        }
    }

    /** {@code CallControl.Line.{i}.}. */
    public record Line(
            ParameterPath path,
            long number,
            Optional<Reading<Boolean>> enable,
            Optional<Reading<String>> status,
            Optional<Reading<String>> callStatus,
            Optional<Reading<String>> directoryNumber) {}

    /** {@code SIP.Client.{i}.}. */
    public record Account(
            ParameterPath path,
            long number,
            Optional<Reading<String>> status,
            Optional<Reading<String>> authUserName,
            Optional<Reading<Secret>> authPassword) {}

    /** {@code SIP.Network.{i}.}. */
    public record Network(
            ParameterPath path,
            long number,
            Optional<Reading<String>> proxyServer,
            Optional<Reading<String>> registrarServer) {}

    public VoiceView {
        services = List.copyOf(services);
    }
}
