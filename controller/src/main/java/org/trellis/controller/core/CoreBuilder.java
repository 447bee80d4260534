package org.trellis.controller.core;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.trellis.controller.store.Stores;
import org.trellis.model.PathExpression;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Operation;

/** Puts the core of one node together: the one place that knows all its parts. */
public final class CoreBuilder {

    private final Stores stores;
    private final Clock clock;
    private final CoreSettings settings;
    private final NodeBus bus;
    private final Supplier<Translators> translators;

    /** By the shipped models. */
    public CoreBuilder(Stores stores, Clock clock, CoreSettings settings, NodeBus bus) {
        this(stores, clock, settings, bus, Translators::shipped);
    }

    /**
     * @param translators the models in use, asked for each time anew
     */
    public CoreBuilder(
            Stores stores,
            Clock clock,
            CoreSettings settings,
            NodeBus bus,
            Supplier<Translators> translators) {
        this.stores = stores;
        this.clock = clock;
        this.settings = settings;
        this.bus = bus;
        this.translators = translators;
    }

    /** A core that does nothing yet of its own accord: see {@link Core#start}. */
    public Core build() {
        Foundation core =
                new Foundation(
                        stores, clock, settings, bus, new CoreMetrics(), new TimeOrderedIds(clock));
        Cluster cluster = new Cluster(core);
        EventLog events = new EventLog(core, cluster);
        Registry registry = new Registry(core);
        KeyRing keys = new KeyRing(core);
        ModelCatalog models = new ModelCatalog(core, registry, translators);
        Waiters waiters = new Waiters();
        Waker waker = new Waker(core, registry);
        PresenceBook presence = new PresenceBook(core, registry, events, cluster);

        TwinCache cache = new TwinCache(core);
        TwinWriter writer = new TwinWriter(core, cache);
        PeriodicIntervals intervals =
                new PeriodicIntervals(presence, cache, settings.uspEndpoint());
        Recount recount = new Recount(translators);
        TwinEvents twinEvents = new TwinEvents(events, registry, intervals, recount);
        WatchBook watches = new WatchBook(core);
        Ending ending =
                new Ending(
                        core,
                        events,
                        writer,
                        twinEvents,
                        new Ending.Lessons(models, watches),
                        waiters);
        Queues queues = new Queues(core, cluster, ending, cache);
        TwinReader twins =
                new TwinReader(
                        cache, key -> queues.ifPresent(key, queues::stillOwned).orElse(false));

        Authority authority = new Authority(twins, presence);
        SecretSettings secrets = new SecretSettings(core, keys);
        Contexts contexts = new Contexts(registry, models, twins, secrets);
        RowNumbers rows = new RowNumbers(twins, () -> translators.get().rows());
        Routing routing = new Routing(authority, presence, rows, contexts);
        waker.connect(queues, routing);
        Leasing leasing =
                new Leasing(
                        core, queues, ending, registry, new Leasing.Given(routing, watches), waker);
        RunningCommands running = new RunningCommands(core, queues, ending, waker);
        CommandDesk desk =
                new CommandDesk(
                        core,
                        registry,
                        new Validator(
                                core,
                                models,
                                () -> translators.get().all(),
                                new SupportCheck(models, contexts, watches)),
                        queues,
                        ending,
                        new CommandDesk.Delivery(routing, waker, waiters));

        Refresh refresh =
                (endpoint, objects) -> {
                    desk.background(
                            DeviceKey.of(endpoint),
                            new Operation.Get(objects.stream().map(PathExpression::of).toList()),
                            Optional.of(endpoint.id()));
                    waker.nudge(DeviceKey.of(endpoint));
                };
        Rewatch rewatch =
                endpoint ->
                        watches.of(endpoint)
                                .forEach(watch ->
                                        desk.restore(DeviceKey.of(endpoint), watch, endpoint.id()));
        ResetWindow resets = new ResetWindow(core);
        Refusals refusals = new Refusals(core, events);
        OwnCredentials own = new OwnCredentials(core, keys);
        ModelDiscovery discovery = new ModelDiscovery(core, models, registry, desk);
        Revocations revocations = new Revocations(core);
        Admissions admissions =
                new Admissions(
                        core,
                        registry,
                        new PrincipalRules(core, keys, resets),
                        keys,
                        contexts,
                        new Admissions.Aftermath(events, presence, discovery, refusals));
        Port port =
                new Port(
                        core,
                        new Port.Doors(
                                new Authenticator(core, keys, resets, refusals, own),
                                new DeviceLogins(core, keys, own),
                                admissions,
                                registry,
                                contexts,
                                discovery,
                                refresh,
                                rewatch,
                                refusals),
                        new Port.Work(leasing, running),
                        new Reports(
                                core,
                                events,
                                new Reports.Twin(writer, twinEvents, recount, watches),
                                running,
                                presence,
                                new Reports.Errands(refresh, rewatch)),
                        presence,
                        waker);
        DeviceRegister devices =
                new DeviceRegister(
                        core,
                        registry,
                        presence,
                        events,
                        new DeviceRegister.Secrets(keys, secrets),
                        key -> {
                            forget(key, queues, ending, cache);
                            own.forget(key);
                        },
                        revocations);
        Northbound northbound =
                new Northbound(
                        devices,
                        desk,
                        new DeviceTwins(core, registry, authority, twins, models),
                        events,
                        new KeyOffice(core, keys, revocations),
                        new CredentialOffice(core, registry, own, events, revocations),
                        () -> translators.get().models().canonical());
        NodeListener listener =
                new NodeListener(
                        core,
                        queues,
                        registry,
                        keys,
                        events,
                        new NodeListener.Desk(desk, waiters, waker, revocations));
        return new Core(
                port,
                northbound,
                core.metrics(),
                waker,
                new Housekeeper(
                        core,
                        cluster,
                        queues,
                        new Deadlines(core, queues, ending),
                        new Housekeeper.Rounds(presence, discovery),
                        waker),
                new Core.Background(bus, listener, events, revocations, waiters));
    }

    private static void forget(DeviceKey key, Queues queues, Ending ending, TwinCache cache) {
        queues.ifPresent(
                key,
                queue -> {
                    for (CommandEntry entry : queue.entries()) {
                        ending.end(
                                queues,
                                queue,
                                entry,
                                org.trellis.controller.store.CommandRecord.Status.CANCELLED,
                                CommandResult.failed(List.of()));
                    }
                    cache.forget(key);
                    return true;
                });
    }
}
