package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trellis.controller.store.CommandRecord.Status;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** What every {@link CommandStore} promises. */
public interface CommandStoreContract {

    DeviceId DEVICE = new DeviceId("0014A5-HG100-SN1");

    CommandStore commands();

    static List<Operation> operations() {
        Map<PathExpression, String> input = new LinkedHashMap<>();
        input.put(PathExpression.of("Device.WiFi.SSID.[SSID==\"home\"].SSID"), "café");
        input.put(PathExpression.of("Device.WiFi.AccessPoint.*.Security.KeyPassphrase"), "s3cret");
        Map<String, String> row = new LinkedHashMap<>();
        row.put("ExternalPort", "8080");
        row.put("Description", "");
        return List.of(
                Samples.get("Device.DeviceInfo."),
                new Operation.Set(input, true),
                new Operation.Add(
                        List.of(
                                new Operation.NewObject(
                                        ParameterPath.of("Device.NAT.PortMapping."), row)),
                        true),
                new Operation.Delete(
                        List.of(PathExpression.of("Device.NAT.PortMapping.3.")), false),
                new Operation.Operate(PathExpression.of("Device.Reboot()"), Map.of("Cause", "x")),
                new Operation.Discover(ParameterPath.of("Device.")),
                watch(NotificationType.VALUE_CHANGE),
                watch(NotificationType.OBJECT_CREATION),
                watch(NotificationType.OBJECT_DELETION),
                watch(NotificationType.OFF));
    }

    private static Operation watch(NotificationType what) {
        return new Operation.Watch(List.of(PathExpression.of("Device.NAT.PortMapping.")), what);
    }

    @ParameterizedTest
    @MethodSource("operations")
    default void keeps_every_operation(Operation operation) {
        TenantId tenant = Samples.tenant();
        CommandRecord command = Samples.command(tenant, DEVICE, operation);
        commands().save(command);
        assertThat(commands().find(tenant, command.id())).contains(command);
        assertThat(commands().find(Samples.tenant(), command.id())).isEmpty();
    }

    @Test
    default void keeps_every_member() {
        TenantId tenant = Samples.tenant();
        SupportedModel model =
                new SupportedModel(
                        "k",
                        DataModelRoot.TR_181,
                        Map.of(
                                "Device.WiFi.",
                                new SupportedNode(
                                        "Device.WiFi.", SupportedNode.Kind.OBJECT, false, null),
                                "Device.WiFi.SSID.{i}.SSID",
                                new SupportedNode(
                                        "Device.WiFi.SSID.{i}.SSID",
                                        SupportedNode.Kind.PARAMETER,
                                        true,
                                        ParameterType.STRING)));
        CommandRecord plain =
                Samples.routed(
                        Samples.command(tenant, DEVICE, Samples.get("Device.")),
                        Command.Priority.BACKGROUND,
                        new EndpointId("usp:os::1"));
        CommandRecord full =
                new CommandRecord(
                        tenant,
                        plain.id(),
                        DEVICE,
                        plain.operation(),
                        plain.priority(),
                        Status.PARTIAL,
                        plain.createdBy(),
                        plain.createdAt(),
                        plain.expiresAt(),
                        Optional.of(Samples.now()),
                        Optional.of(Samples.now()),
                        plain.forcedEndpoint(),
                        3,
                        42,
                        Optional.of(
                                new CommandRecord.Route(
                                        new EndpointId("cwmp:1"), Protocol.CWMP, "http")),
                        Map.of("State", "Downloading"),
                        Optional.of(
                                new CommandResult(
                                        CommandResult.Status.PARTIAL,
                                        List.of(
                                                Samples.value("Device.A.B", "1").value(),
                                                Samples.value("Device.A.C", "sec", true).value()),
                                        List.of(ParameterPath.of("Device.A.")),
                                        List.of(ParameterPath.of("Device.A.1.")),
                                        Map.of("Out", "put"),
                                        List.of(
                                                new PathError(
                                                        "Device.X",
                                                        ErrorCode.INVALID_PATH,
                                                        "9005",
                                                        "no such thing")),
                                        Optional.of(model))),
                        "connection refused");
        commands().save(plain);
        commands().save(full);
        assertThat(commands().find(tenant, plain.id())).contains(full);
        assertThat(commands().list(tenant, DEVICE, Optional.empty(), 10).items())
                .containsExactly(full);
    }

    @Test
    default void open_commands_are_in_order_of_acceptance() {
        TenantId tenant = Samples.tenant();
        List<CommandRecord> saved = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            CommandRecord command =
                    Samples.command(tenant, DEVICE, Samples.set("Device.A.B", "" + i));
            saved.add(command);
            commands().save(command);
        }
        CommandRecord sent = Samples.with(saved.get(0), Status.SENT);
        CommandRecord running = Samples.with(saved.get(1), Status.RUNNING);
        commands().save(sent);
        commands().save(running);
        commands().save(Samples.with(saved.get(2), Status.DONE));
        commands().save(Samples.with(saved.get(3), Status.OUTCOME_UNKNOWN));

        assertThat(commands().open(tenant, DEVICE))
                .containsExactly(sent, running, saved.get(4), saved.get(5));
        assertThat(commands().open(tenant, new DeviceId("other"))).isEmpty();
        assertThat(commands().open(Samples.tenant(), DEVICE)).isEmpty();
    }

    @Test
    default void lists_newest_first_in_pages() {
        TenantId tenant = Samples.tenant();
        List<CommandId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            CommandRecord command = Samples.command(tenant, DEVICE, Samples.get("Device."));
            commands().save(command);
            newestFirst.addFirst(command.id());
        }
        List<CommandId> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<CommandRecord> page = commands().list(tenant, DEVICE, cursor, 4);
            page.items().forEach(c -> seen.add(c.id()));
            cursor = page.next();
            pages++;
        } while (cursor.isPresent() && pages < 10);
        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @Test
    default void refuses_a_cursor_that_is_not_its_own() {
        TenantId tenant = Samples.tenant();
        for (String cursor : List.of("%%%", "abc", "1-1-1-1-1")) {
            assertThatThrownBy(() -> commands().list(tenant, DEVICE, Optional.of(cursor), 5))
                    .isInstanceOf(BadCursorException.class);
        }
    }

    @Test
    default void names_devices_with_open_commands() {
        TenantId tenant = Samples.tenant();
        CommandRecord open = Samples.command(tenant, DEVICE, Samples.get("Device."));
        CommandRecord ended = Samples.command(tenant, new DeviceId("idle"), Samples.get("Device."));
        commands().save(open);
        commands().save(ended);
        commands().save(Samples.with(ended, Status.DONE));

        assertThat(commands().devicesWithOpenCommands())
                .contains(new CommandStore.DeviceRef(tenant, DEVICE));
    }

    @Test
    default void the_first_to_claim_a_key_has_it() {
        TenantId tenant = Samples.tenant();
        CommandId first = Samples.command(tenant, DEVICE, Samples.get("Device.")).id();
        CommandId second = Samples.command(tenant, DEVICE, Samples.get("Device.")).id();
        Duration day = Duration.ofHours(24);
        assertThat(commands().claimed(tenant, "ann /c", "k")).isEmpty();
        assertThat(commands().claim(tenant, "ann /c", "k", "f1", first, day)).isEmpty();
        assertThat(commands().claimed(tenant, "ann /c", "k"))
                .contains(new CommandStore.Claimed("f1", first));
        assertThat(commands().claimed(tenant, "bob /c", "k")).isEmpty();
        assertThat(commands().claim(tenant, "ann /c", "k", "f2", second, day))
                .contains(new CommandStore.Claimed("f1", first));
        assertThat(commands().claim(tenant, "bob /c", "k", "f2", second, day)).isEmpty();
        assertThat(commands().claim(Samples.tenant(), "ann /c", "k", "f2", second, day)).isEmpty();
    }

    @Test
    default void one_of_many_claims_at_once_wins() throws InterruptedException, ExecutionException {
        TenantId tenant = Samples.tenant();
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CommandId id = Samples.command(tenant, DEVICE, Samples.get("Device.")).id();
            racers.add(() ->
                    commands().claim(tenant, "s", "k", "f", id, Duration.ofHours(1)).isEmpty());
        }
        int winners = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> won : executor.invokeAll(racers)) {
                winners += won.get() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
    }
}
