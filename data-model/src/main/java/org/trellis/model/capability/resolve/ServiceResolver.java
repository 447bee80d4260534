package org.trellis.model.capability.resolve;

import java.util.ArrayList;
import java.util.List;
import org.trellis.model.ParameterPath;
import org.trellis.model.capability.support.CapabilitySupport;
import org.trellis.model.capability.support.Member;
import org.trellis.model.capability.support.Members;
import org.trellis.model.capability.support.Support;
import org.trellis.model.capability.twin.TwinObject;
import org.trellis.model.capability.view.DiagnosticsView;
import org.trellis.model.capability.view.SoftwareView;
import org.trellis.model.capability.view.Summary;
import org.trellis.model.capability.view.VoiceView;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;

/** Voice, software and diagnostics, which only read rows. */
public final class ServiceResolver {

    private ServiceResolver() {}

    public static VoiceView voice(Snapshot device, Summary summary) {
        return new VoiceView(
                summary,
                device.twin().root().rows("Services.VoiceService.").stream()
                        .map(s ->
                                new VoiceView.Service(
                                        s.number(), lines(s), accounts(s), networks(s)))
                        .toList());
    }

    private static List<VoiceView.Line> lines(TwinObject service) {
        return service.rows("CallControl.Line.").stream()
                .map(l ->
                        new VoiceView.Line(
                                l.asPath(),
                                l.number(),
                                l.bool("Enable"),
                                l.string("Status"),
                                l.string("CallStatus"),
                                l.string("DirectoryNumber")))
                .toList();
    }

    private static List<VoiceView.Account> accounts(TwinObject service) {
        return service.rows("SIP.Client.").stream()
                .map(c ->
                        new VoiceView.Account(
                                c.asPath(),
                                c.number(),
                                c.string("Status"),
                                c.string("AuthUserName"),
                                c.secret("AuthPassword")))
                .toList();
    }

    private static List<VoiceView.Network> networks(TwinObject service) {
        return service.rows("SIP.Network.").stream()
                .map(n ->
                        new VoiceView.Network(
                                n.asPath(),
                                n.number(),
                                n.string("ProxyServer"),
                                n.string("RegistrarServer")))
                .toList();
    }

    public static SoftwareView software(Snapshot device, Summary summary) {
        TwinObject modules = device.twin().root().at("SoftwareModules.");
        return new SoftwareView(
                summary,
                modules.rows("DeploymentUnit.").stream()
                        .map(u ->
                                new SoftwareView.DeploymentUnit(
                                        u.asPath(),
                                        u.number(),
                                        u.string("UUID"),
                                        u.string("Name"),
                                        u.string("Version"),
                                        u.string("Status")))
                        .toList(),
                modules.rows("ExecutionUnit.").stream()
                        .map(u ->
                                new SoftwareView.ExecutionUnit(
                                        u.asPath(),
                                        u.number(),
                                        u.string("Name"),
                                        u.string("Status")))
                        .toList());
    }

    public static DiagnosticsView diagnostics(Snapshot device, Summary summary) {
        CapabilitySupport support = summary.support();
        List<DiagnosticsView.Test> tests = new ArrayList<>();
        for (Member member : Members.of(support.capability())) {
            Support ofMember =
                    support.members().stream()
                            .filter(m -> m.name().equals(member.name()))
                            .map(CapabilitySupport.MemberSupport::support)
                            .findFirst()
                            .orElseThrow();
            String command = member.templates().getFirst();
            tests.add(
                    new DiagnosticsView.Test(
                            member.name(),
                            ParameterPath.of(command),
                            ofMember,
                            inputs(device.support().canonical(), command)));
        }
        return new DiagnosticsView(summary, tests);
    }

    private static List<String> inputs(Catalogue canonical, String command) {
        String prefix = command + ".Input.";
        return canonical.children(prefix).stream()
                .map(CatalogueNode::template)
                .filter(t -> !t.endsWith("."))
                .map(t -> t.substring(prefix.length()))
                .toList();
    }
}
