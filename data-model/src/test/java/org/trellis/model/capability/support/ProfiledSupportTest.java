package org.trellis.model.capability.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterType;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.profile.Adaptation;
import org.trellis.model.profile.DeviceFacts;
import org.trellis.model.profile.Glob;
import org.trellis.model.profile.Match;
import org.trellis.model.profile.ParameterRule;
import org.trellis.model.profile.Place;
import org.trellis.model.profile.ProfileException;
import org.trellis.model.profile.ProfileSet;
import org.trellis.model.profile.ValueRule;
import org.trellis.model.profile.VendorProfile;
import org.trellis.model.profile.WlanHabits;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translators;

/** What a device has of the parameters that only its vendor has a name for. */
class ProfiledSupportTest {

    private static final String WLAN = "InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.";
    private static final String OWN = WLAN + "X_ACME_Width";
    private static final String BANDWIDTH = "Device.WiFi.Radio.{i}.OperatingChannelBandwidth";

    @Test
    void a_device_has_what_its_vendors_parameter_holds_if_it_has_that() throws ProfileException {
        ModelTranslator acme = translator();

        EndpointSupport with = EndpointSupport.cwmp(model("SSID", "Channel", "X_ACME_Width"), acme);
        EndpointSupport without = EndpointSupport.cwmp(model("SSID", "Channel"), acme);

        assertThat(with.has(BANDWIDTH)).isEqualTo(DeviceSupport.Answer.YES);
        assertThat(with.node(BANDWIDTH)).map(SupportedNode::template).contains(OWN);
        assertThat(without.has(BANDWIDTH)).isEqualTo(DeviceSupport.Answer.NO);
        assertThat(without.node(BANDWIDTH)).isEmpty();
    }

    private static SupportedModel model(String... names) {
        Map<String, SupportedNode> nodes = new HashMap<>();
        for (String name : names) {
            nodes.put(
                    WLAN + name,
                    new SupportedNode(
                            WLAN + name, SupportedNode.Kind.PARAMETER, true, ParameterType.STRING));
        }
        return new SupportedModel("acme", DataModelRoot.TR_098, nodes);
    }

    private static ModelTranslator translator() throws ProfileException {
        Place place = new Place("acme.yaml", 1);
        ParameterRule rule =
                new ParameterRule(
                        OWN,
                        BANDWIDTH,
                        ParameterType.STRING,
                        false,
                        new ValueRule.Copy(),
                        "test",
                        place);
        VendorProfile profile =
                new VendorProfile(
                        "acme",
                        VendorProfile.Origin.SHIPPED,
                        new Match(List.of(new Glob("Acme")), List.of(), List.of(), List.of()),
                        new Adaptation(List.of(rule), WlanHabits.STANDARD),
                        place);
        return Translators.shipped()
                .with(new ProfileSet(List.of(profile)))
                .of(DataModelRoot.TR_098, new DeviceFacts("Acme", "", "", ""));
    }
}
