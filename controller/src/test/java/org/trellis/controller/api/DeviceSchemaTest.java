package org.trellis.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.controller.core.Twins;
import org.trellis.model.DataModelRoot;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.capability.support.EndpointSupport;
import org.trellis.model.catalogue.Catalogue;
import org.trellis.model.profile.AccessPointUses;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

class DeviceSchemaTest {

    private static DeviceSchema cwmp(DataModelRoot root, Set<String> rpcs) {
        String info = root.prefix() + "DeviceInfo.SoftwareVersion";
        SupportedNode node = new SupportedNode(info, SupportedNode.Kind.PARAMETER, false, null);
        SupportedModel model = new SupportedModel("acme", root, Map.of(info, node), rpcs);
        return new DeviceSchema(
                List.of(
                        new Twins.Support(
                                new Endpoint(
                                        new EndpointId("cwmp:one"),
                                        TenantId.DEFAULT,
                                        DeviceId.of("0014A5", "HG100", "ONE"),
                                        Protocol.CWMP,
                                        "http",
                                        ""),
                                model,
                                EndpointSupport.cwmp(model, Translators.shipped().of(root)),
                                AccessPointUses.NONE)));
    }

    private static @Nullable Boolean supported(DeviceSchema schema, String template) {
        return schema.view(Catalogue.canonical().node(template).orElseThrow()).supported();
    }

    @ParameterizedTest
    @EnumSource
    void commands_over_cwmp_are_those_whose_rpc_the_device_has(DataModelRoot root) {
        DeviceSchema schema = cwmp(root, Set.of("Reboot", "Download"));
        assertThat(supported(schema, "Device.Reboot()")).isTrue();
        assertThat(supported(schema, "Device.FactoryReset()")).isFalse();
        assertThat(supported(schema, "Device.DeviceInfo.FirmwareImage.{i}.Download()")).isTrue();
        assertThat(supported(schema, "Device.DeviceInfo.VendorConfigFile.{i}.Backup()")).isFalse();
        assertThat(supported(schema, "Device.DeviceInfo.VendorLogFile.{i}.Upload()")).isFalse();
        assertThat(supported(schema, "Device.IP.Diagnostics.IPPing()")).isFalse();
        assertThat(supported(schema, "Device.Boot!")).isTrue();
        assertThat(supported(schema, "Device.DeviceInfo.SoftwareVersion")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_device_that_does_not_tell_its_rpcs_may_have_them_all(DataModelRoot root) {
        DeviceSchema schema = cwmp(root, Set.of());
        assertThat(supported(schema, "Device.FactoryReset()")).isTrue();
        assertThat(supported(schema, "Device.DeviceInfo.VendorLogFile.{i}.Upload()")).isTrue();
    }
}
