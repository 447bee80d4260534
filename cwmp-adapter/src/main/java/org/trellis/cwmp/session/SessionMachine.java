package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.CpeResponse;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Fault;
import org.trellis.cwmp.message.FaultCode;
import org.trellis.cwmp.message.Inform;
import org.trellis.cwmp.message.InformResponse;
import org.trellis.cwmp.message.NegotiatedVersion;
import org.trellis.cwmp.message.SoapHeader;
import org.trellis.southbound.Admission;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Lease;
import org.trellis.southbound.ReleaseReason;

/**
 * The ACS side of a CWMP session (TR-069 3.7.1): what an input makes of a state, what the core is
 * told and what the device is answered. Pure and thread-safe; randomness is the only thing it is
 * given, for the passwords that it makes.
 *
 * <p>A step whose effects could not all be done is taken again from the old state.
 */
public final class SessionMachine {

    private final CallbackPolicy callbacks;
    private final boolean provision;
    private final RandomGenerator random;

    /**
     * @param provision whether devices get credentials of their own
     */
    public SessionMachine(CallbackPolicy callbacks, boolean provision, RandomGenerator random) {
        this.callbacks = callbacks;
        this.provision = provision;
        this.random = random;
    }

    /** What an Inform opens, or why it opens nothing. */
    public sealed interface Opening {

        /** Go on with the step. */
        record Begun(Step step) implements Opening {}

        /** Answered with a fault; there is no session. */
        record Refused(Envelope fault) implements Opening {}
    }

    /** A session begins with an Inform and nothing else (rule R1). */
    public Opening open(Envelope envelope, Inform inform, Arrival arrival) {
        Optional<NegotiatedVersion> version = NegotiatedVersion.negotiate(envelope);
        if (version.isEmpty()) {
            return refused(envelope, FaultCode.ACS_VERSION_INCOMPATIBLE);
        }
        return Hellos.of(inform, arrival, callbacks)
                .<Opening>map(hello ->
                        new Opening.Begun(
                                Step.ask(
                                        new SessionState(
                                                SessionState.Phase.INFORMED,
                                                version.get(),
                                                arrival,
                                                inform,
                                                envelope.id(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                0),
                                        List.of(),
                                        new Question.Admit(hello))))
                .orElseGet(() -> refused(envelope, FaultCode.ACS_INVALID_ARGUMENTS));
    }

    private static Opening refused(Envelope envelope, FaultCode code) {
        return new Opening.Refused(
                Envelope.of(envelope.namespace(), envelope.id(), Fault.of(code)));
    }

    /** The next step of a session. */
    public Step step(SessionState state, Input input) {
        return switch (input) {
            case Input.Admitted(Admission admission) -> admitted(state, admission);
            case Input.Pulled(Optional<Lease> lease) ->
                    lease.map(l -> begin(state, l, List.of())).orElseGet(() -> parting(state));
            case Input.LoginMade(DeviceLogin login) ->
                    go(
                            state,
                            Optional.empty(),
                            OwnLogin.script(
                                    login, state.admitted().orElseThrow().context().dataModel()),
                            List.of());
            case Input.Posted posted -> posted(state, posted);
        };
    }

    /** The session is over without a good end: what the core has to be told. */
    public List<Effect> abort(SessionState state) {
        return state.work()
                .flatMap(Work::lease)
                .<List<Effect>>map(
                        lease -> List.of(new Effect.Release(lease, ReleaseReason.MAYBE_SENT)))
                .orElse(List.of());
    }

    /** Equal for Informs of which one repeats what the other told. */
    public static String told(Inform inform) {
        return InformReports.told(inform);
    }

    /** The endpoint of the device that sent an Inform; empty if it is not usable. */
    public static Optional<EndpointId> endpointId(Inform inform) {
        return Hellos.endpointId(inform);
    }

    private Step admitted(SessionState state, Admission admission) {
        SessionState next = state.in(SessionState.Phase.CPE_TURN);
        SoapHeader header = state.version().informResponseHeader(state.requestId());
        Reply response =
                new Reply.Soap(
                        new Envelope(state.version().namespace(), header, new InformResponse()));
        return switch (admission) {
            case Admission.Admitted in -> {
                SessionState let = next.let(Optional.of(in));
                List<Effect> effects = new ArrayList<>();
                // The owner first: what a device tells is written by it alone.
                effects.add(new Effect.Open());
                effects.add(new Effect.Report(InformReports.delivery(let, context(let, in))));
                OwnLogin.arrived(let, in).map(Effect.Remember::new).ifPresent(effects::add);
                yield Step.answer(let, effects, response);
            }
            case Admission.Pending _, Admission.Quarantined _ ->
                    Step.answer(next, List.of(), response);
            case Admission.Refused _, Admission.IdentityNeeded _ ->
                    Step.answer(
                            state.in(SessionState.Phase.CLOSED),
                            List.of(),
                            new Reply.Error(403, "not admitted"));
        };
    }

    private PlanContext context(SessionState state, Admission.Admitted in) {
        return new PlanContext(
                in.context(), Hellos.modelKey(state.inform()), state.arrival().at(), false);
    }

    private Step posted(SessionState state, Input.Posted posted) {
        if (state.phase() == SessionState.Phase.CLOSED) {
            // SpeedTouch ends empty-empty-empty; a late POST is no new session.
            return Step.answer(state, List.of(), new Reply.Empty());
        }
        if (posted.message().isEmpty()) {
            return empty(state, posted);
        }
        Envelope envelope = posted.message().get();
        CwmpMessage body = envelope.body();
        if (state.work().isPresent() && body instanceof CpeResponse response) {
            return answered(state, state.work().get(), envelope, response, posted);
        }
        if (posted.sameBody() && posted.newConnection() && state.work().isEmpty()) {
            return Step.answer(state, List.of(), new Reply.Again());
        }
        return switch (body) {
            case CpeRequest request -> request(state, envelope, request);
            case Fault _ ->
                    // Faults answer requests, and nothing was asked (TR-069 3.5).
                    Step.answer(
                            state.in(SessionState.Phase.CLOSED),
                            List.of(),
                            new Reply.Error(400, "a fault without a request"));
            case CpeResponse _ -> turn(state, List.of());
            case org.trellis.cwmp.message.AcsRequest _, org.trellis.cwmp.message.AcsResponse _ ->
                    Step.answer(
                            state.in(SessionState.Phase.CLOSED),
                            List.of(),
                            new Reply.Error(400, "a message that only an ACS sends"));
        };
    }

    private Step empty(SessionState state, Input.Posted posted) {
        if (state.work().isEmpty()) {
            return turn(state, List.of());
        }
        Work work = state.work().get();
        boolean lost = posted.newConnection() && posted.sameBody() && !work.repeated();
        return lost
                ? Step.answer(state.repeating(work.again()), List.of(), new Reply.Again())
                : resume(state, work, new Answer.Skipped());
    }

    /** A request of the CPE is answered whenever it comes; an outstanding RPC stays so (R5). */
    private Step request(SessionState state, Envelope envelope, CpeRequest request) {
        CpeRequests.Handled handled =
                CpeRequests.handle(request, state.admitted().map(Admission.Admitted::context));
        return Step.answer(
                state,
                handled.report()
                        .<List<Effect>>map(d -> List.of(new Effect.Report(d)))
                        .orElse(List.of()),
                new Reply.Soap(
                        Envelope.of(
                                state.version().namespace(), envelope.id(), handled.response())));
    }

    private Step answered(
            SessionState state,
            Work work,
            Envelope envelope,
            CpeResponse response,
            Input.Posted posted) {
        boolean belongs = envelope.id().map(work.id()::equals).orElse(!posted.newConnection());
        if (posted.sameBody() && !belongs && !work.repeated()) {
            // R13: the answer before came again because our reply to it was lost.
            return Step.answer(state.repeating(work.again()), List.of(), new Reply.Again());
        }
        Answer answer =
                response instanceof Fault fault
                        ? new Answer.Failed(fault)
                        : response.method().equals(work.waiting().request().method())
                                ? new Answer.Response(response)
                                : new Answer.Wrong(response.method());
        return resume(state, work, answer);
    }

    private Step resume(SessionState state, Work work, Answer answer) {
        return go(state.idle(), work.lease(), work.waiting().then().apply(answer), List.of());
    }

    private Step begin(SessionState state, Lease lease, List<Effect> effects) {
        PlanContext context =
                new PlanContext(
                        lease.context(),
                        Hellos.modelKey(state.inform()),
                        state.arrival().at(),
                        lease.command().attempt() > 1 && lease.command().operation().readOnly());
        return go(state, Optional.of(lease), Plans.plan(lease.command(), context), effects);
    }

    private Step go(
            SessionState state,
            Optional<Lease> lease,
            Script<PlanOutcome> script,
            List<Effect> before) {
        List<Effect> effects = new ArrayList<>(before);
        return switch (script) {
            case Script.Keep<PlanOutcome>(var settings, var next) -> {
                effects.add(new Effect.Remember(settings));
                yield go(state, lease, next, effects);
            }
            case Script.Ask<PlanOutcome> ask -> {
                String id = state.arrival().idPrefix() + (state.asked() + 1);
                yield Step.answer(
                        state.with(new Work(lease, ask, id, false)),
                        effects,
                        new Reply.Soap(
                                Envelope.of(
                                        state.version().namespace(),
                                        Optional.of(id),
                                        ask.request())));
            }
            case Script.Done<PlanOutcome>(PlanOutcome outcome) ->
                    switch (outcome) {
                        case PlanOutcome.Ended(var result, var learnt) -> {
                            if (!learnt.isEmpty()) {
                                effects.add(new Effect.Remember(learnt));
                            }
                            lease.ifPresent(l -> effects.add(new Effect.Complete(l, result)));
                            yield turn(state, effects);
                        }
                        case PlanOutcome.Running(var learnt) -> {
                            if (!learnt.isEmpty()) {
                                effects.add(new Effect.Remember(learnt));
                            }
                            lease.ifPresent(l -> effects.add(new Effect.Accept(l)));
                            // The device does it when the session is over (rule R12).
                            yield end(state, effects);
                        }
                        case PlanOutcome.Parted(var settings) -> {
                            effects.add(new Effect.Remember(settings));
                            yield end(state, effects);
                        }
                        case PlanOutcome.Learnt(var told, var settings) -> {
                            told.forEach(delivery -> effects.add(new Effect.Report(delivery)));
                            if (!settings.isEmpty()) {
                                effects.add(new Effect.Remember(settings));
                            }
                            yield turn(state, effects);
                        }
                    };
        };
    }

    /** The CPE has no more requests: what the ACS wants, else the end (R8, R9). */
    private Step turn(SessionState state, List<Effect> effects) {
        if (state.admitted().isEmpty()) {
            return end(state, effects);
        }
        if (state.phase() == SessionState.Phase.CPE_TURN) {
            Admission.Admitted in = state.admitted().get();
            Optional<Script<PlanOutcome>> chores =
                    Chores.due(state, in, context(state, in), provision, random);
            if (chores.isPresent()) {
                return go(
                        state.in(SessionState.Phase.ACS_TURN),
                        Optional.empty(),
                        chores.get(),
                        effects);
            }
        }
        return Step.ask(state.in(SessionState.Phase.ACS_TURN), effects, new Question.Pull());
    }

    /** Nothing waits: the session ends, unless the device has to get a login of its own first. */
    private Step parting(SessionState state) {
        boolean due =
                provision && state.admitted().filter(in -> OwnLogin.due(state, in)).isPresent();
        return due ? Step.ask(state, List.of(), new Question.Login()) : end(state, List.of());
    }

    private static Step end(SessionState state, List<Effect> effects) {
        return Step.answer(state.in(SessionState.Phase.CLOSED), effects, new Reply.Empty());
    }
}
