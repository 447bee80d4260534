package org.trellis.usp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ErrorCode;
import org.trellis.model.PathError;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.CommandResult.Status;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.TwinView;
import org.trellis.usp.message.ErrorMessage;
import org.trellis.usp.message.Fault;
import org.trellis.usp.message.Request;
import org.trellis.usp.message.Response;
import org.trellis.usp.message.Response.Created;
import org.trellis.usp.message.Response.Deleted;
import org.trellis.usp.message.Response.ObjectOutcome.Failure;
import org.trellis.usp.message.Response.ObjectOutcome.Success;
import org.trellis.usp.message.Response.ObjectResult;

/** What is watched, as rows of {@code Device.LocalAgent.Subscription.}. */
class WatchPlanTest {

    private static final String TABLE = "Device.LocalAgent.Subscription.";
    private static final String CONTROLLER = "self::trellis";
    private static final String OWN = "Device.LocalAgent.Controller.2";
    private static final String SSIDS = "Device.WiFi.SSID.*.SSID";
    private static final String HOSTS = "Device.Hosts.Host.";

    private static WatchPlan watch(NotificationType what, String... paths) {
        return new WatchPlan(
                new Operation.Watch(List.of(paths).stream().map(PathExpression::of).toList(), what),
                new DeviceContext(
                        Translators.shipped().of(DataModelRoot.TR_181),
                        SupportedModel.UNKNOWN,
                        Map.of(),
                        TwinView.EMPTY),
                CONTROLLER);
    }

    private static Request asked(Step step) {
        assertThat(step).isInstanceOf(Step.Ask.class);
        return ((Step.Ask) step).request();
    }

    private static CommandResult done(Step step) {
        assertThat(step).isInstanceOf(Step.Done.class);
        return ((Step.Done) step).result();
    }

    private static Map<String, String> settings(Request.ObjectSettings row) {
        Map<String, String> settings = new LinkedHashMap<>();
        row.settings().forEach(s -> settings.put(s.parameter(), s.value()));
        return settings;
    }

    /** What the agent has, row 1 and so on. */
    private static Response has(List<Map<String, String>> rows) {
        List<Response.ResolvedPath> resolved = new java.util.ArrayList<>();
        resolved.add(new Response.ResolvedPath(OWN + ".", Map.of("EndpointID", CONTROLLER)));
        for (Map<String, String> row : rows) {
            resolved.add(new Response.ResolvedPath(TABLE + resolved.size() + ".", row));
        }
        return new Response.GetResult(
                List.of(new Response.RequestedPath(TABLE, Optional.empty(), resolved)));
    }

    private static List<Map<String, String>> added(Step step) {
        return ((Request.Add) asked(step)).objects().stream().map(WatchPlanTest::settings).toList();
    }

    private static Response addResult(boolean... successes) {
        List<ObjectResult<Created>> results = new java.util.ArrayList<>();
        for (boolean success : successes) {
            results.add(
                    new ObjectResult<>(
                            TABLE,
                            success
                                    ? new Success<>(new Created(TABLE + "7.", Map.of(), List.of()))
                                    : new Failure<>(new Fault(7012, "no"), List.of())));
        }
        return new Response.AddResult(results);
    }

    @Test
    void each_path_is_a_subscription_that_outlives_a_restart() {
        WatchPlan plan = watch(NotificationType.VALUE_CHANGE, SSIDS, "Device.WiFi.Radio.{i}.");
        assertThat(asked(plan.begin()))
                .isEqualTo(
                        Request.Get.of(
                                "Device.LocalAgent.Controller.[EndpointID==\"self::trellis\"].",
                                TABLE));
        List<Map<String, String>> rows = added(plan.answered(has(List.of())));
        assertThat(rows)
                .extracting(row -> row.get("ReferenceList"))
                .containsExactly(SSIDS, "Device.WiFi.Radio.*.");
        assertThat(rows.getFirst())
                .containsEntry("NotifType", "ValueChange")
                .containsEntry("Persistent", "true")
                .containsEntry("NotifRetry", "true")
                .containsEntry("Enable", "true");
        assertThat(rows.getFirst().get("ID")).startsWith("trellis-watch-").hasSizeLessThan(65);
        assertThat(done(plan.answered(addResult(true, true)))).isEqualTo(CommandResult.done());
    }

    @Test
    void rows_that_come_are_told_of_their_table_and_rows_that_go_of_themselves() {
        WatchPlan creation = watch(NotificationType.OBJECT_CREATION, HOSTS);
        creation.begin();
        Map<String, String> created = added(creation.answered(has(List.of()))).getFirst();
        WatchPlan deletion = watch(NotificationType.OBJECT_DELETION, HOSTS);
        deletion.begin();
        Map<String, String> deleted = added(deletion.answered(has(List.of()))).getFirst();
        assertThat(created)
                .containsEntry("NotifType", "ObjectCreation")
                .containsEntry("ReferenceList", HOSTS);
        assertThat(deleted)
                .containsEntry("NotifType", "ObjectDeletion")
                .containsEntry("ReferenceList", HOSTS + "*.");
        assertThat(created.get("ID")).isNotEqualTo(deleted.get("ID"));
    }

    @Test
    void what_is_there_is_kept_and_what_is_not_as_it_shall_be_is_made_anew() {
        WatchPlan first = watch(NotificationType.VALUE_CHANGE, SSIDS, HOSTS);
        first.begin();
        List<Map<String, String>> rows = added(first.answered(has(List.of())));

        WatchPlan again = watch(NotificationType.VALUE_CHANGE, HOSTS, SSIDS);
        again.begin();
        assertThat(done(again.answered(has(rows)))).isEqualTo(CommandResult.done());

        Map<String, String> disabled = new HashMap<>(rows.getFirst());
        disabled.put("Enable", "false");
        WatchPlan mended = watch(NotificationType.VALUE_CHANGE, SSIDS);
        mended.begin();
        assertThat(asked(mended.answered(has(List.of(rows.getLast(), disabled)))))
                .isEqualTo(new Request.Delete(true, List.of(TABLE + "2.")));
        assertThat(added(mended.answered(gone("2")))).containsExactly(rows.getFirst());
    }

    /** What housekeeping asks every agent for. */
    private static List<Map<String, String>> standing() {
        return Subscriptions.wanted(SessionSettings.of(CONTROLLER), SupportedModel.UNKNOWN).stream()
                .map(Subscriptions.Wanted::settings)
                .map(WatchPlanTest::settings)
                .toList();
    }

    @Test
    void what_the_agent_tells_anyway_is_not_asked_for_twice() {
        String table = "Device.NAT.PortMapping.";
        for (NotificationType type :
                List.of(NotificationType.OBJECT_CREATION, NotificationType.OBJECT_DELETION)) {
            WatchPlan plan = watch(type, table);
            plan.begin();
            assertThat(done(plan.answered(has(standing())))).isEqualTo(CommandResult.done());

            WatchPlan without = watch(type, table);
            without.begin();
            List<Map<String, String>> rows = added(without.answered(has(List.of())));
            List<Map<String, String>> both = new java.util.ArrayList<>(standing());
            both.addAll(rows);
            WatchPlan again = watch(type, table);
            again.begin();
            assertThat(asked(again.answered(has(both))))
                    .isEqualTo(new Request.Delete(true, List.of(TABLE + both.size() + ".")));
            assertThat(done(again.answered(gone(Integer.toString(both.size())))))
                    .isEqualTo(CommandResult.done());

            WatchPlan another = watch(type, table, HOSTS);
            another.begin();
            assertThat(added(another.answered(has(standing()))))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("ReferenceList")).startsWith(HOSTS));
        }
        WatchPlan names = watch(NotificationType.VALUE_CHANGE, SSIDS);
        names.begin();
        assertThat(done(names.answered(has(standing())))).isEqualTo(CommandResult.done());
    }

    @Test
    void a_subscription_of_another_controller_is_left_to_it() {
        WatchPlan first = watch(NotificationType.VALUE_CHANGE, SSIDS);
        first.begin();
        Map<String, String> row = added(first.answered(has(List.of()))).getFirst();
        Map<String, String> theirs = new HashMap<>(row);
        theirs.put("Recipient", "Device.LocalAgent.Controller.1");
        Map<String, String> ours = new HashMap<>(row);
        ours.put("Recipient", OWN);

        WatchPlan second = watch(NotificationType.VALUE_CHANGE, SSIDS);
        second.begin();
        assertThat(added(second.answered(has(List.of(theirs))))).containsExactly(row);
        WatchPlan again = watch(NotificationType.VALUE_CHANGE, SSIDS);
        again.begin();
        assertThat(done(again.answered(has(List.of(theirs, ours)))))
                .isEqualTo(CommandResult.done());
        WatchPlan off = watch(NotificationType.OFF, SSIDS);
        off.begin();
        assertThat(asked(off.answered(has(List.of(theirs, ours)))))
                .isEqualTo(new Request.Delete(true, List.of(TABLE + "2.")));
    }

    private static Response gone(String row) {
        return new Response.DeleteResult(
                List.of(
                        new ObjectResult<>(
                                TABLE + row + ".",
                                new Success<>(
                                        new Deleted(List.of(TABLE + row + "."), List.of())))));
    }

    @Test
    void off_ends_every_type_for_the_path_and_nothing_else() {
        List<Map<String, String>> rows = new java.util.ArrayList<>();
        for (NotificationType type :
                List.of(
                        NotificationType.VALUE_CHANGE,
                        NotificationType.OBJECT_CREATION,
                        NotificationType.OBJECT_DELETION)) {
            WatchPlan plan = watch(type, HOSTS);
            plan.begin();
            rows.addAll(added(plan.answered(has(List.of()))));
        }
        rows.add(Map.of("ID", "trellis-boot"));
        rows.add(Map.of("ID", "watched by somebody else", "ReferenceList", HOSTS));

        WatchPlan other = watch(NotificationType.OFF, SSIDS);
        other.begin();
        assertThat(done(other.answered(has(rows)))).isEqualTo(CommandResult.done());

        WatchPlan off = watch(NotificationType.OFF, HOSTS);
        off.begin();
        assertThat(asked(off.answered(has(rows))))
                .isEqualTo(
                        new Request.Delete(
                                true, List.of(TABLE + "1.", TABLE + "2.", TABLE + "3.")));
        assertThat(done(off.answered(gone("1")))).isEqualTo(CommandResult.done());
    }

    @Test
    void what_the_agent_refuses_is_named_by_its_path() {
        WatchPlan plan = watch(NotificationType.VALUE_CHANGE, SSIDS, HOSTS);
        plan.begin();
        plan.answered(has(List.of()));
        CommandResult result = done(plan.answered(addResult(true, false)));
        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.errors())
                .containsExactly(new PathError(HOSTS, ErrorCode.INVALID_VALUE, "7012", "no"));
        assertThat(result.taken()).containsExactly(PathExpression.of(SSIDS));
    }

    @Test
    void what_the_agent_refuses_as_a_whole_leaves_what_is_there() {
        WatchPlan first = watch(NotificationType.VALUE_CHANGE, SSIDS);
        first.begin();
        List<Map<String, String>> there = added(first.answered(has(List.of())));
        WatchPlan plan = watch(NotificationType.VALUE_CHANGE, SSIDS, HOSTS);
        plan.begin();
        plan.answered(has(there));
        CommandResult result = done(plan.refused(ErrorMessage.of(7005, "full")));
        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.taken()).containsExactly(PathExpression.of(SSIDS));

        WatchPlan unread = watch(NotificationType.VALUE_CHANGE, SSIDS);
        unread.begin();
        assertThat(done(unread.refused(ErrorMessage.of(7006, "no"))).taken()).isEmpty();
    }

    @Test
    void what_the_agent_does_not_delete_is_not_off() {
        List<Map<String, String>> rows = new java.util.ArrayList<>();
        for (String path : List.of(SSIDS, HOSTS)) {
            WatchPlan plan = watch(NotificationType.VALUE_CHANGE, path);
            plan.begin();
            rows.addAll(added(plan.answered(has(List.of()))));
        }
        String neverWatched = "Device.NAT.PortMapping.";
        WatchPlan off = watch(NotificationType.OFF, SSIDS, HOSTS, neverWatched);
        off.begin();
        off.answered(has(rows));
        CommandResult result =
                done(
                        off.answered(
                                new Response.DeleteResult(
                                        List.of(
                                                new ObjectResult<>(
                                                        TABLE + "1.",
                                                        new Success<>(
                                                                new Deleted(
                                                                        List.of(TABLE + "1."),
                                                                        List.of()))),
                                                new ObjectResult<>(
                                                        TABLE + "2.",
                                                        new Failure<>(
                                                                new Fault(7024, "no"),
                                                                List.of()))))));
        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.errors()).extracting(PathError::path).containsExactly(HOSTS);
        assertThat(result.taken())
                .containsExactlyInAnyOrder(
                        PathExpression.of(SSIDS), PathExpression.of(neverWatched));

        WatchPlan refused = watch(NotificationType.OFF, SSIDS, HOSTS);
        refused.begin();
        refused.answered(has(rows));
        assertThat(done(refused.refused(ErrorMessage.of(7006, "no"))).taken()).isEmpty();
    }

    @Test
    void housekeeping_leaves_it_alone() {
        WatchPlan plan = watch(NotificationType.VALUE_CHANGE, SSIDS);
        plan.begin();
        Map<String, String> watched = added(plan.answered(has(List.of()))).getFirst();
        Housekeeping house =
                new Housekeeping(
                        SessionSettings.of("self::trellis"), SupportedModel.UNKNOWN, Instant.EPOCH);
        house.next();
        house.answered(new Response.SupportedProtocol("1.3"));
        house.next();
        house.answered(has(List.of(watched, Map.of("ID", "trellis-of-yore"))));
        house.next();
        house.answered(new Response.GetResult(List.of()));
        assertThat(house.next()).contains(new Request.Delete(true, List.of(TABLE + "2.")));
    }
}
