package org.trellis.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trellis.model.DataModelRoot;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceIdentity;
import org.trellis.southbound.DeviceKind;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.TenantId;

/** What every {@link DeviceStore} promises. */
public interface DeviceStoreContract {

    DeviceStore devices();

    @Test
    default void finds_what_was_saved() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device =
                Samples.with(
                        Samples.device(tenant, "SN1"),
                        Set.of("vip", "lab"),
                        Map.of("site", "North", "subscriber", "C-77"));
        devices().save(device);

        assertThat(devices().find(tenant, device.id())).contains(device);
        assertThat(devices().find(Samples.tenant(), device.id())).isEmpty();
        assertThat(devices().find(tenant, new DeviceId("x"))).isEmpty();
        assertThat(devices().estimate(tenant)).isEqualTo(1);
    }

    @Test
    default void replaces_every_member() {
        TenantId tenant = Samples.tenant();
        DeviceRecord bare = Samples.device(tenant, "SN1");
        devices().save(Samples.with(bare, Set.of("vip"), Map.of("site", "North")));
        DeviceRecord child =
                new DeviceRecord(
                        tenant,
                        bare.id(),
                        DeviceRecord.State.QUARANTINED,
                        "wrong principal",
                        bare.identity(),
                        DeviceKind.IOT,
                        DataModelRoot.TR_098,
                        Optional.of(new DeviceId("bridge-1")),
                        Set.of(),
                        Map.of(),
                        Map.of(),
                        "",
                        bare.createdAt());
        devices().save(child);

        assertThat(devices().find(tenant, bare.id())).contains(child);
        assertThat(devices().children(tenant, new DeviceId("bridge-1"))).containsExactly(bare.id());
        assertThat(found(tenant, Map.of(), Set.of("vip"), null)).isEmpty();
    }

    @Test
    default void pages_visit_every_device_once() {
        TenantId tenant = Samples.tenant();
        List<String> saved = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            DeviceRecord device = Samples.device(tenant, "SN" + i);
            devices().save(device);
            saved.add(device.id().value());
        }
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<DeviceRecord> page =
                    devices()
                            .list(
                                    new DeviceQuery(
                                            tenant,
                                            Map.of(),
                                            Set.of(),
                                            Optional.empty(),
                                            cursor,
                                            5));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(5);
            page.items().forEach(d -> seen.add(d.id().value()));
            cursor = page.next();
            cursor.ifPresent(c -> assertThat(c).matches("[A-Za-z0-9_.~-]+"));
            pages++;
        } while (cursor.isPresent() && pages < 20);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(saved);
    }

    @Test
    default void refuses_a_cursor_that_is_not_its_own() {
        TenantId tenant = Samples.tenant();
        devices().save(Samples.device(tenant, "SN1"));
        for (Optional<String> prefix : List.of(Optional.<String>empty(), Optional.of("sn"))) {
            assertThatThrownBy(() ->
                            devices()
                                    .list(
                                            new DeviceQuery(
                                                    tenant,
                                                    Map.of(),
                                                    Set.of(),
                                                    prefix,
                                                    Optional.of("%%%"),
                                                    5)))
                    .isInstanceOf(BadCursorException.class);
        }
    }

    @Test
    default void filters_by_fields_and_tags() {
        TenantId tenant = Samples.tenant();
        DeviceRecord one = Samples.with(Samples.device(tenant, "SN1"), Set.of("a", "b"), Map.of());
        DeviceRecord two = Samples.with(Samples.device(tenant, "SN2"), Set.of("a"), Map.of());
        devices().save(one);
        devices().save(two);
        devices()
                .saveEndpoint(
                        Samples.endpoint(tenant, one.id(), "usp:os::1", Protocol.USP, "topic"));

        assertThat(found(tenant, Map.of("manufacturer", "Acme"), Set.of(), null))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found(tenant, Map.of("manufacturer", "acme"), Set.of(), null)).isEmpty();
        assertThat(found(tenant, Map.of("serialNumber", "SN2"), Set.of("a"), null))
                .containsExactly(two.id());
        assertThat(found(tenant, Map.of(), Set.of("a", "b"), null)).containsExactly(one.id());
        assertThat(found(tenant, Map.of("protocol", "usp"), Set.of(), null))
                .containsExactly(one.id());
        assertThat(
                        found(
                                tenant,
                                Map.of(
                                        "state", "active",
                                        "kind", "gateway",
                                        "oui", "0014A5",
                                        "productClass", "HG100",
                                        "modelName", "Home",
                                        "softwareVersion", "1.0.2"),
                                Set.of(),
                                null))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThatThrownBy(() -> found(tenant, Map.of("colour", "red"), Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void finds_by_prefix_of_all_names() {
        TenantId tenant = Samples.tenant();
        DeviceRecord one =
                Samples.with(
                        Samples.device(tenant, "XQ1"), Set.of("vip"), Map.of("subscriber", "C-77"));
        DeviceRecord two = Samples.device(tenant, "XQ2");
        devices().save(one);
        devices().save(two);
        devices()
                .saveEndpoint(
                        Samples.endpoint(
                                tenant,
                                one.id(),
                                "cwmp:" + one.id().value(),
                                Protocol.CWMP,
                                "http://192.0.2.17:7547/cr"));
        devices().addAliases(tenant, one.id(), Set.of("mac:00:11:22:AA:BB:CC", "usp:os::Z-9"));

        assertThat(found(tenant, Map.of(), Set.of(), "xq"))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found(tenant, Map.of(), Set.of(), "x"))
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found(tenant, Map.of(), Set.of("vip"), "xq")).containsExactly(one.id());
        for (String prefix :
                List.of(
                        "c-7",
                        "192.0.2.1",
                        "00:11:22:AA",
                        "001122aab",
                        "os::z",
                        "xq1",
                        "usp:os",
                        "0014a5-hg100-xq1")) {
            assertThat(found(tenant, Map.of(), Set.of(), prefix))
                    .as(prefix)
                    .containsExactly(one.id());
        }
        assertThat(found(tenant, Map.of(), Set.of(), "q1")).isEmpty();
        assertThat(found(Samples.tenant(), Map.of(), Set.of(), "xq")).isEmpty();
    }

    @Test
    default void prefix_pages_do_not_repeat_a_device() {
        TenantId tenant = Samples.tenant();
        List<DeviceId> saved = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            DeviceRecord device =
                    Samples.with(
                            Samples.device(tenant, "PQ" + i),
                            Set.of(),
                            Map.of("subscriber", "PQ-S" + i));
            devices().save(device);
            saved.add(device.id());
        }
        List<DeviceId> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page<DeviceRecord> page =
                    devices()
                            .list(
                                    new DeviceQuery(
                                            tenant,
                                            Map.of(),
                                            Set.of(),
                                            Optional.of("pq"),
                                            cursor,
                                            3));
            page.items().forEach(d -> seen.add(d.id()));
            cursor = page.next();
            pages++;
        } while (cursor.isPresent() && pages < 20);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(saved);
    }

    @Test
    default void search_follows_a_change() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "SN1");
        devices().save(Samples.with(device, Set.of(), Map.of("subscriber", "old-1")));
        devices().save(Samples.with(device, Set.of(), Map.of("subscriber", "new-1")));
        String id = "cwmp:" + device.id().value();
        devices()
                .saveEndpoint(
                        Samples.endpoint(
                                tenant, device.id(), id, Protocol.CWMP, "http://192.0.2.1:1/"));
        devices()
                .saveEndpoint(
                        Samples.endpoint(
                                tenant, device.id(), id, Protocol.CWMP, "http://198.51.100.9:1/"));

        assertThat(found(tenant, Map.of(), Set.of(), "old-")).isEmpty();
        assertThat(found(tenant, Map.of(), Set.of(), "new-")).containsExactly(device.id());
        assertThat(found(tenant, Map.of(), Set.of(), "192.0.2.1")).isEmpty();
        assertThat(found(tenant, Map.of(), Set.of(), "198.51")).containsExactly(device.id());
    }

    @Test
    default void endpoints_and_aliases_look_up_their_device() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "SN1");
        devices().save(device);
        EndpointRecord cwmp =
                Samples.endpoint(tenant, device.id(), "cwmp:1", Protocol.CWMP, "http://h:1/");
        EndpointRecord usp =
                Samples.endpoint(tenant, device.id(), "usp:os::1", Protocol.USP, "topic");
        devices().saveEndpoint(cwmp);
        devices().saveEndpoint(usp);
        devices().addAliases(tenant, device.id(), Set.of("mac:1", "usp:os::1"));
        devices().addAliases(tenant, new DeviceId("thief"), Set.of("mac:1", "mac:2"));

        assertThat(devices().endpoints(tenant, device.id())).containsExactlyInAnyOrder(cwmp, usp);
        assertThat(devices().findEndpoint(tenant, new EndpointId("usp:os::1"))).contains(usp);
        assertThat(devices().findEndpoint(tenant, new EndpointId("usp:os::2"))).isEmpty();
        assertThat(devices().findByAlias(tenant, "mac:1")).contains(device.id());
        assertThat(devices().findByAlias(tenant, "mac:2")).contains(new DeviceId("thief"));
        assertThat(devices().findByAlias(Samples.tenant(), "mac:1")).isEmpty();
    }

    @Test
    default void a_deleted_device_leaves_nothing() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "GONE1");
        devices().save(device);
        devices()
                .saveEndpoint(
                        Samples.endpoint(
                                tenant, device.id(), "cwmp:1", Protocol.CWMP, "http://h/"));
        devices().addAliases(tenant, device.id(), Set.of("mac:1"));
        devices().delete(tenant, device.id());

        assertThat(devices().find(tenant, device.id())).isEmpty();
        assertThat(devices().endpoints(tenant, device.id())).isEmpty();
        assertThat(devices().findEndpoint(tenant, new EndpointId("cwmp:1"))).isEmpty();
        assertThat(devices().findByAlias(tenant, "mac:1")).isEmpty();
        assertThat(found(tenant, Map.of(), Set.of(), "gone")).isEmpty();
        assertThat(found(tenant, Map.of(), Set.of(), null)).isEmpty();
        devices().addAliases(tenant, new DeviceId("next"), Set.of("mac:1"));
        assertThat(devices().findByAlias(tenant, "mac:1")).contains(new DeviceId("next"));
    }

    @Test
    default void changes_of_different_things_do_not_undo_each_other() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "SN1");
        devices().save(device);
        DeviceIdentity newer =
                new DeviceIdentity("Acme", "0014A5", "HG100", "SN1", "Home", "2.0", "B");

        devices().saveIdentity(tenant, device.id(), newer, DataModelRoot.TR_098);
        devices().saveKind(tenant, device.id(), DeviceKind.EXTENDER);
        devices().saveModelKey(tenant, device.id(), "Acme|HG100|2.0");
        devices().addSettings(tenant, device.id(), Map.of("a", "1", "b", "2"));
        devices().addSettings(tenant, device.id(), Map.of("b", "3"));
        Visitor visitor =
                new Visitor(
                        Samples.endpoint(tenant, device.id(), "usp:os::1", Protocol.USP, "t")
                                .endpoint(),
                        new Principal(Principal.Kind.ENROLLMENT_KEY, "k", tenant));
        DeviceRecord edited =
                devices()
                        .edit(
                                tenant,
                                device.id(),
                                OptionalLong.of(0),
                                d ->
                                        d.withState(
                                                        DeviceRecord.State.QUARANTINED,
                                                        "why",
                                                        Optional.of(visitor))
                                                .withLabels(
                                                        Set.of("vip"),
                                                        Map.of("subscriber", "C-1"),
                                                        Map.of("b", "3", "c", "4")))
                        .orElseThrow();

        DeviceRecord now = devices().find(tenant, device.id()).orElseThrow();
        assertThat(now).isEqualTo(edited);
        assertThat(now.identity()).isEqualTo(newer);
        assertThat(now.dataModel()).isEqualTo(DataModelRoot.TR_098);
        assertThat(now.kind()).isEqualTo(DeviceKind.EXTENDER);
        assertThat(now.modelKey()).isEqualTo("Acme|HG100|2.0");
        assertThat(now.settings()).isEqualTo(Map.of("b", "3", "c", "4"));
        assertThat(now.visitor()).contains(visitor);
        assertThat(now.version()).isEqualTo(1);
        assertThat(found(tenant, Map.of("state", "quarantined"), Set.of("vip"), null))
                .containsExactly(device.id());
        assertThat(found(tenant, Map.of(), Set.of(), "c-1")).containsExactly(device.id());
    }

    @Test
    default void edits_only_what_has_not_been_edited_since_it_was_seen() throws Exception {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "SN1");
        devices().save(device);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<DeviceRecord>>> edits = new ArrayList<>();
            for (String tag : List.of("a", "b", "c")) {
                edits.add(() -> tagged(device, OptionalLong.empty(), tag));
            }
            for (Future<Optional<DeviceRecord>> edit : executor.invokeAll(edits)) {
                assertThat(edit.get()).isPresent();
            }
        }
        DeviceRecord now = devices().find(tenant, device.id()).orElseThrow();
        assertThat(now.tags()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(now.version()).isEqualTo(3);
        assertThat(tagged(device, OptionalLong.of(2), "late")).isEmpty();
        assertThat(tagged(device, OptionalLong.of(3), "a")).contains(now);
        assertThat(
                        devices()
                                .edit(
                                        tenant,
                                        new DeviceId("nobody"),
                                        OptionalLong.empty(),
                                        d -> d.withLabels(Set.of("x"), Map.of(), Map.of())))
                .isEmpty();
    }

    private Optional<DeviceRecord> tagged(DeviceRecord device, OptionalLong seen, String tag) {
        return devices()
                .edit(
                        device.tenant(),
                        device.id(),
                        seen,
                        d -> {
                            Set<String> tags = new HashSet<>(d.tags());
                            tags.add(tag);
                            return d.withLabels(tags, d.attributes(), d.settings());
                        });
    }

    @Test
    default void presence_changes_nothing_else_of_an_endpoint_and_makes_none() {
        TenantId tenant = Samples.tenant();
        DeviceRecord device = Samples.device(tenant, "SN1");
        devices().save(device);
        EndpointRecord stored =
                Samples.endpoint(tenant, device.id(), "cwmp:1", Protocol.CWMP, "http://h:1/");
        devices().saveEndpoint(stored);
        EndpointRecord heard =
                new EndpointRecord(
                        stored.endpoint(),
                        new Principal(Principal.Kind.NONE, "", tenant),
                        !stored.connected(),
                        Samples.now(),
                        Duration.ofSeconds(77));
        devices().savePresence(heard);
        EndpointRecord now = devices().findEndpoint(tenant, stored.endpoint().id()).orElseThrow();
        assertThat(now.principal()).isEqualTo(stored.principal());
        assertThat(now.connected()).isEqualTo(heard.connected());
        assertThat(now.lastSeen()).isEqualTo(heard.lastSeen());
        assertThat(now.periodic()).isEqualTo(heard.periodic());

        devices().delete(tenant, device.id());
        devices().savePresence(heard);
        assertThat(devices().findEndpoint(tenant, stored.endpoint().id())).isEmpty();
        assertThat(devices().endpoints(tenant, device.id())).isEmpty();
    }

    private List<DeviceId> found(
            TenantId tenant,
            Map<String, String> equal,
            Set<String> tags,
            @org.jspecify.annotations.Nullable String prefix) {
        return devices()
                .list(
                        new DeviceQuery(
                                tenant,
                                equal,
                                tags,
                                Optional.ofNullable(prefix),
                                Optional.empty(),
                                100))
                .items()
                .stream()
                .map(DeviceRecord::id)
                .toList();
    }
}
