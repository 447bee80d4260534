package org.trellis.model.translate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trellis.model.translate.command.TriggersTest.errors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;
import org.trellis.model.translate.Translators;

class ModuleChangesTest {

    private static final String URL = "http://files.example/module";
    private static final String UUID = "00000000-0000-5000-8000-000000000001";
    private static final String INSTALL = "Device.SoftwareModules.InstallDU()";
    private static final ParameterPath UNIT =
            ParameterPath.of("Device.SoftwareModules.DeploymentUnit.2.");

    private static Translated<CommandPlan> plan(
            DataModelRoot root, String command, Map<String, String> input) {
        return Translators.shipped().of(root).toCommand(ParameterPath.of(command), input);
    }

    @ParameterizedTest
    @EnumSource
    void an_installation_names_its_environment_as_the_device_does(DataModelRoot root) {
        FileServer server = new FileServer(URL, "me", "secret");
        for (String environment :
                List.of("Device.SoftwareModules.ExecEnv.1", "Device.SoftwareModules.ExecEnv.1.")) {
            assertThat(
                            plan(
                                    root,
                                    INSTALL,
                                    Map.of(
                                            "URL",
                                            URL,
                                            "Username",
                                            "me",
                                            "Password",
                                            "secret",
                                            "UUID",
                                            UUID,
                                            "ExecutionEnvRef",
                                            environment)))
                    .isEqualTo(
                            new Translated.Ok<>(
                                    new CommandPlan.InstallModule(
                                            server,
                                            UUID,
                                            root.prefix() + "SoftwareModules.ExecEnv.1")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_installed_is_named_by_its_row(DataModelRoot root) {
        assertThat(plan(root, UNIT.text() + "Update()", Map.of("URL", URL)))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.UpdateModule(UNIT, new FileServer(URL, "", ""))));
        assertThat(plan(root, UNIT.text() + "Update()", Map.of()))
                .isEqualTo(
                        new Translated.Ok<>(
                                new CommandPlan.UpdateModule(UNIT, new FileServer("", "", ""))));
        assertThat(plan(root, UNIT.text() + "Uninstall()", Map.of()))
                .isEqualTo(new Translated.Ok<>(new CommandPlan.UninstallModule(UNIT)));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_rpc_has_no_place_for_is_refused_by_name(DataModelRoot root) {
        assertThat(
                        errors(
                                plan(
                                        root,
                                        INSTALL,
                                        Map.of(
                                                "URL",
                                                URL,
                                                "Privileged",
                                                "true",
                                                "Resources.AllocatedMemory",
                                                "64"))))
                .anyMatch(e -> e.contains(INSTALL + ".Input.Privileged"))
                .anyMatch(e -> e.contains(INSTALL + ".Input.Resources.AllocatedMemory"));
        assertThat(
                        errors(
                                plan(
                                        root,
                                        INSTALL,
                                        Map.of(
                                                "URL",
                                                URL,
                                                "ExecutionEnvRef",
                                                "Device.IP.Interface.1"))))
                .singleElement()
                .satisfies(e -> assertThat(e).contains("ExecutionEnvRef"));
        assertThat(errors(plan(root, INSTALL, Map.of("URL", "file:///etc/passwd"))))
                .singleElement()
                .satisfies(e -> assertThat(e).contains("URL"));
    }

    @ParameterizedTest
    @EnumSource
    void a_device_needs_the_rpc_and_the_table(DataModelRoot root) {
        ModelTranslator translator = Translators.shipped().of(root);
        ParameterPath install = ParameterPath.of(INSTALL);
        ParameterPath remove = ParameterPath.of(UNIT.text() + "Uninstall()");

        assertThat(translator.commands().rpc(install)).isEqualTo(Optional.of("ChangeDUState"));
        assertThat(translator.commands().parameters(install))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        ParameterPath.of(
                                                root.prefix()
                                                        + "SoftwareModules"
                                                        + ".DeploymentUnitNumberOfEntries"))));
        assertThat(translator.commands().parameters(remove))
                .isEqualTo(
                        new Translated.Ok<>(
                                List.of(
                                        ParameterPath.of(
                                                root.prefix()
                                                        + "SoftwareModules.DeploymentUnit.2.UUID"))));
    }

    @Test
    void the_password_is_not_shown() {
        assertThat(
                        new CommandPlan.InstallModule(new FileServer(URL, "me", "secret"), UUID, "")
                                .toString())
                .doesNotContain("secret");
    }
}
