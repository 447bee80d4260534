package org.trellis.usp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.ParameterType;
import org.trellis.model.PathExpression;
import org.trellis.model.Quality;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.CommandResult.Status;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;
import org.trellis.usp.message.CommandOutcome;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.PathFault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;
import org.trellis.usp.message.SupportedObject;

/** Each operation as the requests that it becomes, and the answers as its result. */
class PlansTest {

    private static final SupportedModel MODEL =
            new SupportedModel(
                    "known",
                    DataModelRoot.TR_181,
                    Map.of(
                            "Device.NAT.PortMapping.{i}.Alias",
                            new SupportedNode(
                                    "Device.NAT.PortMapping.{i}.Alias",
                                    SupportedNode.Kind.PARAMETER,
                                    true,
                                    ParameterType.STRING),
                            "Device.X_T.Count",
                            new SupportedNode(
                                    "Device.X_T.Count",
                                    SupportedNode.Kind.PARAMETER,
                                    true,
                                    ParameterType.UNSIGNED_INT)));

    private static Lease lease(Operation operation, int attempt, SupportedModel model) {
        DeviceId device = DeviceId.of("00256D", "Box", "1");
        return new Lease(
                new Command(
                        new CommandId(new UUID(1, 2)),
                        device,
                        operation,
                        Command.Priority.INTERACTIVE,
                        Instant.MAX,
                        attempt,
                        "tag"),
                new Endpoint(
                        new EndpointId("usp:x"),
                        TenantId.DEFAULT,
                        device,
                        Protocol.USP,
                        "mqtt",
                        ""),
                new DeviceContext(
                        Translators.shipped().of(DataModelRoot.TR_181),
                        model,
                        Map.of(),
                        TwinView.EMPTY),
                new Fence(1, 1));
    }

    private static CommandPlan planned(Lease lease) {
        return CommandPlan.of(lease, "self::trellis");
    }

    private static CommandPlan plan(Operation operation) {
        return planned(lease(operation, 1, MODEL));
    }

    private static Request asked(Step step) {
        assertThat(step).isInstanceOf(Step.Ask.class);
        return ((Step.Ask) step).request();
    }

    private static CommandResult done(Step step) {
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done) step).result();
    }

    private static Operation.Get get(String... paths) {
        return new Operation.Get(List.of(paths).stream().map(PathExpression::of).toList());
    }

    @Test
    void get_passes_wildcards_and_searches_to_the_agent() {
        CommandPlan plan =
                plan(
                        get(
                                "Device.WiFi.SSID.{i}.SSID",
                                "Device.WiFi.SSID.[SSID==\"a.b\"].",
                                "Device.WiFi.SSID.*.Enable"));
        assertThat(asked(plan.begin()))
                .isEqualTo(
                        Request.Get.of(
                                "Device.WiFi.SSID.*.SSID",
                                "Device.WiFi.SSID.[SSID==\"a.b\"].",
                                "Device.WiFi.SSID.*.Enable"));
    }

    @Test
    void get_covers_the_objects_that_it_read_whole() {
        CommandPlan plan = plan(get("Device.WiFi.SSID.*.", "Device.X_T.Count"));
        plan.begin();
        CommandResult result =
                done(
                        plan.answered(
                                new Response.GetResult(
                                        List.of(
                                                new Response.RequestedPath(
                                                        "Device.WiFi.SSID.*.",
                                                        Optional.empty(),
                                                        List.of(
                                                                resolved(
                                                                        "Device.WiFi.SSID.2.",
                                                                        "SSID",
                                                                        "b"),
                                                                resolved(
                                                                        "Device.WiFi.SSID.2.Stats.",
                                                                        "BytesSent",
                                                                        "7"))),
                                                new Response.RequestedPath(
                                                        "Device.X_T.Count",
                                                        Optional.empty(),
                                                        List.of(
                                                                resolved(
                                                                        "Device.X_T.",
                                                                        "Count",
                                                                        "007")))))));
        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.covered()).containsExactly(ParameterPath.of("Device.WiFi.SSID.2."));
        assertThat(result.values())
                .extracting(v -> v.path().text() + "=" + v.text() + " " + v.type().label())
                .containsExactly(
                        "Device.WiFi.SSID.2.SSID=b string",
                        "Device.WiFi.SSID.2.Stats.BytesSent=7 unsignedLong",
                        "Device.X_T.Count=7 unsignedInt");
    }

    private static Response.ResolvedPath resolved(String object, String name, String value) {
        return new Response.ResolvedPath(object, Map.of(name, value));
    }

    @Test
    void get_takes_sub_objects_as_relative_paths_from_old_agents() {
        CommandPlan plan = plan(get("Device.WiFi.SSID.1."));
        plan.begin();
        CommandResult result =
                done(
                        plan.answered(
                                new Response.GetResult(
                                        List.of(
                                                new Response.RequestedPath(
                                                        "Device.WiFi.SSID.1.",
                                                        Optional.empty(),
                                                        List.of(
                                                                resolved(
                                                                        "Device.WiFi.SSID.1.",
                                                                        "Stats.BytesSent",
                                                                        "7")))))));
        assertThat(result.values().get(0).path())
                .isEqualTo(ParameterPath.of("Device.WiFi.SSID.1.Stats.BytesSent"));
    }

    @Test
    void set_groups_by_object_and_requires_everything_unless_a_part_will_do() {
        Map<PathExpression, String> values = new LinkedHashMap<>();
        values.put(PathExpression.of("Device.WiFi.SSID.1.SSID"), "a");
        values.put(PathExpression.of("Device.WiFi.Radio.[Alias==\"x.y\"].Enable"), "true");
        values.put(PathExpression.of("Device.WiFi.SSID.1.Enable"), "true");
        assertThat(asked(plan(new Operation.Set(values, false)).begin()))
                .isEqualTo(
                        new Request.Set(
                                false,
                                List.of(
                                        new Request.ObjectSettings(
                                                "Device.WiFi.SSID.1.",
                                                List.of(
                                                        new Request.Setting("SSID", "a", true),
                                                        new Request.Setting(
                                                                "Enable", "true", true))),
                                        new Request.ObjectSettings(
                                                "Device.WiFi.Radio.[Alias==\"x.y\"].",
                                                List.of(
                                                        new Request.Setting(
                                                                "Enable", "true", true))))));
        Request.Set partial = (Request.Set) asked(plan(new Operation.Set(values, true)).begin());
        assertThat(partial.objects().get(0).settings()).noneMatch(Request.Setting::required);
    }

    @Test
    void set_tells_what_was_taken_and_what_was_not() {
        CommandPlan plan =
                plan(new Operation.Set(Map.of(PathExpression.of("Device.X_T.Count"), "7"), true));
        plan.begin();
        CommandResult result =
                done(
                        plan.answered(
                                new Response.SetResult(
                                        List.of(
                                                new ObjectResult<>(
                                                        "Device.X_T.",
                                                        new Success<>(
                                                                new Response.Updated(
                                                                        List.of(
                                                                                new Response
                                                                                        .UpdatedInstance(
                                                                                        "Device.X_T.",
                                                                                        Map.of(
                                                                                                "Count",
                                                                                                "7"),
                                                                                        List.of(
                                                                                                new PathFault(
                                                                                                        "Other",
                                                                                                        new Fault(
                                                                                                                7012,
                                                                                                                "no")))))))),
                                                new ObjectResult<>(
                                                        "Device.Y.",
                                                        new Failure<>(
                                                                new Fault(7021, "required"),
                                                                List.of(
                                                                        new PathFault(
                                                                                "Device.Y.Z",
                                                                                new Fault(
                                                                                        7013,
                                                                                        "no")))))))));
        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.values())
                .extracting(ObservedValue::quality)
                .containsExactly(Quality.UNCONFIRMED);
        assertThat(result.errors())
                .extracting(e -> e.path() + " " + e.code().label() + " " + e.sourceCode())
                .containsExactly(
                        "Device.X_T.Other invalid-value 7012", "Device.Y.Z not-writable 7013");
    }

    @Test
    void an_error_is_classified_by_its_innermost_code() {
        CommandPlan plan =
                plan(new Operation.Set(Map.of(PathExpression.of("Device.X_T.Count"), "7"), false));
        plan.begin();
        CommandResult result =
                done(
                        plan.refused(
                                new ErrorMessage(
                                        new Fault(7004, "outer"),
                                        List.of(
                                                new PathFault(
                                                        "Device.X_T.Count",
                                                        new Fault(7026, "inner"))))));
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.errors())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PATH);
                    assertThat(e.sourceCode()).isEqualTo("7026");
                });
    }

    private static final Operation.Add ADD =
            new Operation.Add(
                    List.of(
                            new Operation.NewObject(
                                    ParameterPath.of("Device.NAT.PortMapping."),
                                    Map.of("ExternalPort", "80"))),
                    false);

    @Test
    void add_tags_the_row_by_its_alias_where_the_agent_has_one() {
        assertThat(asked(planned(lease(ADD, 1, MODEL)).begin()))
                .isEqualTo(
                        new Request.Add(
                                false,
                                List.of(
                                        new Request.ObjectSettings(
                                                "Device.NAT.PortMapping.",
                                                List.of(
                                                        new Request.Setting(
                                                                "ExternalPort", "80", true),
                                                        new Request.Setting(
                                                                "Alias", "tag", false))))));
        Request.Add tried =
                (Request.Add) asked(planned(lease(ADD, 1, SupportedModel.UNKNOWN)).begin());
        assertThat(tried.objects().get(0).settings())
                .contains(new Request.Setting("Alias", "tag", false));
        SupportedModel without =
                new SupportedModel("m", org.trellis.model.DataModelRoot.TR_181, Map.of());
        Request.Add untagged = (Request.Add) asked(planned(lease(ADD, 1, without)).begin());
        assertThat(untagged.objects().get(0).settings()).hasSize(1);
    }

    @Test
    void add_is_not_sent_again_if_it_cannot_be_told_whether_its_row_is_there() {
        CommandPlan nothingKnown = planned(lease(ADD, 2, SupportedModel.UNKNOWN));
        nothingKnown.begin();
        assertThat(done(nothingKnown.answered(rows(Map.of()))).status())
                .isEqualTo(Status.OUTCOME_UNKNOWN);

        CommandPlan partlyAsGiven = planned(lease(ADD, 2, MODEL));
        partlyAsGiven.begin();
        CommandResult foreign =
                done(partlyAsGiven.answered(rows(Map.of("ExternalPort", "80", "Protocol", "UDP"))));
        assertThat(foreign.status()).isEqualTo(Status.OUTCOME_UNKNOWN);
        assertThat(foreign.instances()).isEmpty();

        CommandPlan anothers = planned(lease(ADD, 2, MODEL));
        anothers.begin();
        assertThat(asked(anothers.answered(rows(Map.of("ExternalPort", "81", "Protocol", "UDP")))))
                .isInstanceOf(Request.Add.class);
    }

    @Test
    void add_looks_for_its_row_before_it_is_sent_again() {
        CommandPlan found = planned(lease(ADD, 2, MODEL));
        assertThat(asked(found.begin()))
                .isEqualTo(new Request.GetInstances(List.of("Device.NAT.PortMapping."), true));
        CommandResult result =
                done(found.answered(rows(Map.of("Alias", "tag", "ExternalPort", "80"))));
        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.instances())
                .containsExactly(ParameterPath.of("Device.NAT.PortMapping.5."));

        CommandPlan missing = planned(lease(ADD, 2, MODEL));
        missing.begin();
        assertThat(asked(missing.answered(rows(Map.of("Alias", "cpe-1", "ExternalPort", "81")))))
                .isInstanceOf(Request.Add.class);

        CommandPlan byKey = planned(lease(ADD, 2, MODEL));
        byKey.begin();
        assertThat(
                        done(byKey.answered(rows(Map.of("Alias", "cpe-1", "ExternalPort", "80"))))
                                .instances())
                .hasSize(1);
    }

    private static Response rows(Map<String, String> keys) {
        return new Response.Instances(
                List.of(
                        new Response.InstancesResult(
                                "Device.NAT.PortMapping.",
                                Optional.empty(),
                                List.of(
                                        new Response.Instance(
                                                "Device.NAT.PortMapping.5.", keys)))));
    }

    @Test
    void add_hides_that_the_tag_was_not_taken() {
        CommandPlan plan = planned(lease(ADD, 1, MODEL));
        plan.begin();
        CommandResult result =
                done(
                        plan.answered(
                                new Response.AddResult(
                                        List.of(
                                                new ObjectResult<>(
                                                        "Device.NAT.PortMapping.",
                                                        new Success<>(
                                                                new Response.Created(
                                                                        "Device.NAT.PortMapping.9.",
                                                                        Map.of(),
                                                                        List.of(
                                                                                new PathFault(
                                                                                        "Alias",
                                                                                        new Fault(
                                                                                                7013,
                                                                                                "no"))))))))));
        assertThat(result.status()).isEqualTo(Status.DONE);
        assertThat(result.instances())
                .containsExactly(ParameterPath.of("Device.NAT.PortMapping.9."));
    }

    @Test
    void delete_that_is_sent_again_is_content_with_what_is_gone() {
        Operation.Delete delete =
                new Operation.Delete(List.of(PathExpression.of("Device.X_T.1.")), false);
        ErrorMessage gone =
                new ErrorMessage(
                        new Fault(7004, ""),
                        List.of(new PathFault("Device.X_T.1.", new Fault(7016, "none"))));
        assertThat(done(planned(lease(delete, 1, MODEL)).refused(gone)).status())
                .isEqualTo(Status.FAILED);
        assertThat(done(planned(lease(delete, 2, MODEL)).refused(gone)).status())
                .isEqualTo(Status.DONE);
    }

    @Test
    void operate_ends_runs_or_fails() {
        Operation.Operate reboot =
                new Operation.Operate(PathExpression.of("Device.Reboot()"), Map.of());
        CommandPlan plan = plan(reboot);
        assertThat(asked(plan.begin()))
                .isEqualTo(new Request.Operate("Device.Reboot()", "tag", true, Map.of()));
        assertThat(plan.answered(executed("Device.Reboot()", new CommandOutcome.Output(Map.of()))))
                .isInstanceOf(Step.Running.class);
        assertThat(plan.answered(executed("Device.X()", new CommandOutcome.Started("Device."))))
                .isInstanceOf(Step.Running.class);
        assertThat(
                        done(plan.answered(
                                        executed(
                                                "Device.X()",
                                                new CommandOutcome.Output(Map.of("a", "b")))))
                                .output())
                .containsEntry("a", "b");
        CommandResult failed =
                done(
                        plan.answered(
                                executed(
                                        "Device.X()",
                                        new CommandOutcome.Failed(new Fault(7027, "what")))));
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.errors().get(0).code()).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void operate_at_many_objects_runs_until_the_last_has_ended_and_forgets_no_failure() {
        Operation.Operate scan =
                new Operation.Operate(PathExpression.of("Device.WiFi.Radio.*.Scan()"), Map.of());
        CommandPlan plan = plan(scan);
        plan.begin();
        Step step =
                plan.answered(
                        new Response.OperateResult(
                                List.of(
                                        new Response.Executed(
                                                "Device.WiFi.Radio.1.Scan()",
                                                new CommandOutcome.Started("")),
                                        new Response.Executed(
                                                "Device.WiFi.Radio.2.Scan()",
                                                new CommandOutcome.Started("")),
                                        new Response.Executed(
                                                "Device.WiFi.Radio.3.Scan()",
                                                new CommandOutcome.Failed(
                                                        new Fault(7022, "no"))))));
        Outstanding outstanding = new Outstanding();
        outstanding.started("tag", (Step.Running) step);
        Report.OperationComplete first = counted(outstanding, 1);
        assertThat(first.commandTag()).as("ends no command").isEqualTo("tag/1");
        assertThat(counted(outstanding, 1).commandTag()).as("said twice").isEqualTo("tag/1");
        Report.OperationComplete last = counted(outstanding, 2);
        assertThat(last.commandTag()).isEqualTo("tag");
        assertThat(last.errors()).hasSize(1);
        assertThat(last.output())
                .containsEntry("Device.WiFi.Radio.1.Scan().Status", "Complete")
                .containsEntry("Device.WiFi.Radio.2.Scan().Status", "Complete");
        assertThat(counted(outstanding, 2)).as("said twice").isEqualTo(last);
    }

    private static Report.OperationComplete counted(Outstanding outstanding, int radio) {
        Report said =
                new Report.OperationComplete(
                        "tag",
                        ParameterPath.of("Device.WiFi.Radio." + radio + ".Scan()"),
                        Map.of("Status", "Complete"),
                        List.of());
        return (Report.OperationComplete)
                outstanding.counted(Delivery.of(said)).reports().getFirst();
    }

    private static Response executed(String command, CommandOutcome outcome) {
        return new Response.OperateResult(List.of(new Response.Executed(command, outcome)));
    }

    @Test
    void discover_learns_the_model_and_reads_its_objects_page_by_page() {
        CommandPlan plan =
                planned(
                        lease(
                                new Operation.Discover(ParameterPath.of("Device.")),
                                1,
                                SupportedModel.UNKNOWN));
        assertThat(asked(plan.begin()))
                .isEqualTo(
                        new Request.GetSupportedDm(
                                List.of("Device."), false, true, true, true, true));
        Step read =
                plan.answered(
                        new Response.SupportedDm(
                                List.of(
                                        new Response.SupportedDmResult(
                                                "Device.",
                                                Optional.empty(),
                                                "urn",
                                                List.of(
                                                        object("Device.DeviceInfo.", false),
                                                        object("Device.WiFi.SSID.{i}.", true))))));
        assertThat(asked(read)).isEqualTo(Request.Get.of("Device.DeviceInfo.", "Device.WiFi."));
        CommandResult result =
                done(
                        plan.answered(
                                new Response.GetResult(
                                        List.of(
                                                new Response.RequestedPath(
                                                        "Device.DeviceInfo.",
                                                        Optional.empty(),
                                                        List.of(
                                                                new Response.ResolvedPath(
                                                                        "Device.DeviceInfo.",
                                                                        Map.of(
                                                                                "Manufacturer",
                                                                                "Acme",
                                                                                "ProductClass",
                                                                                "Box",
                                                                                "SoftwareVersion",
                                                                                "1"))))))));
        SupportedModel model = result.model().orElseThrow();
        assertThat(model.key()).isEqualTo("Acme|Box|1|TR-181");
        assertThat(model.node("Device.WiFi.SSID.").orElseThrow().writable()).isTrue();
        assertThat(model.node("Device.WiFi.SSID.{i}.P").orElseThrow().type())
                .isEqualTo(ParameterType.BOOLEAN);
        assertThat(model.node("Device.WiFi.SSID.{i}.Do()").orElseThrow().kind())
                .isEqualTo(SupportedNode.Kind.COMMAND);
        assertThat(result.covered()).containsExactly(ParameterPath.of("Device.DeviceInfo."));
    }

    private static SupportedObject object(String path, boolean table) {
        return new SupportedObject(
                path,
                table,
                table,
                table,
                List.of(
                        new SupportedObject.Parameter(
                                "P", true, true, Optional.of(ParameterType.BOOLEAN))),
                List.of(
                        new SupportedObject.Command(
                                "Do()", SupportedObject.CommandType.SYNC, List.of(), List.of())),
                List.of(new SupportedObject.Event("Done!", List.of())),
                List.of(),
                List.of());
    }

    @Test
    void an_answer_of_another_kind_fails_the_command() {
        CommandPlan plan = plan(get("Device.X_T.Count"));
        plan.begin();
        assertThat(done(plan.answered(new Response.Unknown())).errors().get(0).code())
                .isEqualTo(ErrorCode.PROTOCOL_ERROR);
    }
}
