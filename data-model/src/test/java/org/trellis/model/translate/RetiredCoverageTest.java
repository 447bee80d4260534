package org.trellis.model.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trellis.model.SupportedNode;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.catalogue.CatalogueNode;
import org.trellis.model.retired.RetiredNames;

/** What TR-181 gave up has a successor here, or a reason why it has none. */
class RetiredCoverageTest {

    private static final String COAP = "CoAP is no transport of USP any more";
    private static final String MESH_RADIO =
            "the radio of Data Elements tells operating classes in the place of these";

    private static final String MESH_STATION =
            "Data Elements lists the stations that are there, and not their standard";

    /** By what the names begin with. */
    private static final Map<String, String> WITHOUT =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(
                                    "Device.Hosts.Host.{i}.",
                                    "of the client that DHCPClient points to, whose row the host"
                                            + " does not tell in itself"),
                            Map.entry("Device.IP.Diagnostics.IPLayerCapacity", "no successor"),
                            Map.entry(
                                    "Device.LocalAgent.Controller.{i}.E2ESession.",
                                    "of a session that USP ends by records now"),
                            Map.entry("Device.LocalAgent.Controller.{i}.MTP.{i}.CoAP.", COAP),
                            Map.entry("Device.LocalAgent.MTP.{i}.CoAP.", COAP),
                            Map.entry("Device.USPAgent.Controller.{i}.MTP.{i}.CoAP.", COAP),
                            Map.entry("Device.USPAgent.MTP.{i}.CoAP.", COAP),
                            Map.entry(
                                    "Device.LocalAgent.Controller.{i}.MTP.{i}.MQTT.Reference",
                                    "the agent's own MTP names the client now"),
                            Map.entry(
                                    "Device.USPAgent.Controller.{i}.MTP.{i}.MQTT.Reference",
                                    "the agent's own MTP names the client now"),
                            Map.entry(
                                    "Device.LocalAgent.Controller.{i}.ScheduleTimer()",
                                    "the argument of a command: commands have no old form"),
                            Map.entry(
                                    "Device.LocalAgent.Controller.{i}.Timer!",
                                    "the argument of an event: events have no old form"),
                            Map.entry(
                                    "Device.MAP.Domain.{i}.",
                                    "of the domain, and of each of its rules now"),
                            Map.entry(
                                    "Device.ManagementServer.ManageableDevice.{i}.Alias",
                                    "no successor"),
                            Map.entry(
                                    "Device.Optical.Interface.{i}.",
                                    "thresholds of another unit and meaning have taken the place"),
                            Map.entry(
                                    "Device.Users.User.{i}.RemoteAccessCapable",
                                    "roles decide now, which a flag does not name"),
                            Map.entry(
                                    "Device.WiFi.AccessPoint.{i}.AC.{i}.",
                                    "settings of the radio's queues without a successor"),
                            Map.entry("Device.WiFi.AccessPoint.{i}.RetryLimit", "no successor"),
                            Map.entry(
                                    "Device.WiFi.EndPoint.{i}.AC.{i}.",
                                    "settings of the radio's queues without a successor"),
                            Map.entry(
                                    "Device.WiFi.DataElements.",
                                    "capabilities in octets, which are parameters one by one now"),
                            Map.entry(
                                    "Device.WiFi.MultiAP.APDevice.{i}.ProductClass",
                                    "no successor"),
                            Map.entry(
                                    "Device.WiFi.MultiAP.APDevice.{i}.RadarDetections",
                                    "no successor"),
                            Map.entry(
                                    "Device.WiFi.MultiAP.APDevice.{i}.Radio.{i}.AP.", MESH_STATION),
                            Map.entry("Device.WiFi.MultiAP.APDevice.{i}.Radio.{i}.", MESH_RADIO)));

    @Test
    void every_retired_parameter_has_a_successor_or_a_reason() {
        Set<String> unused = new HashSet<>(WITHOUT.keySet());
        List<String> silent = new ArrayList<>();
        int parameters = 0;
        for (CatalogueNode node : Catalogue.canonical().retired()) {
            String template = node.template();
            if (node.kind() == SupportedNode.Kind.PARAMETER
                    && !template.startsWith("Device.Services.")) {
                parameters++;
                boolean mapped = RetiredNames.all().old(template).isPresent();
                boolean explained = !mapped && isExplained(template, unused);
                if (!mapped && !explained) {
                    silent.add(template);
                }
            }
        }
        assertThat(parameters).isEqualTo(150);
        assertThat(silent).isEmpty();
        assertThat(unused).as("reasons for nothing").isEmpty();
    }

    private static boolean isExplained(String template, Set<String> unused) {
        List<String> reasons = WITHOUT.keySet().stream().filter(template::startsWith).toList();
        reasons.forEach(unused::remove);
        return !reasons.isEmpty();
    }
}
