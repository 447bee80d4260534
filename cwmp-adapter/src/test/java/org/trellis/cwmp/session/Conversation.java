package org.trellis.cwmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trellis.cwmp.message.CpeRequest;
import org.trellis.cwmp.message.CwmpMessage;
import org.trellis.cwmp.message.CwmpNamespace;
import org.trellis.cwmp.message.Envelope;
import org.trellis.cwmp.message.Inform;
import org.trellis.model.DataModelRoot;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.translate.Translators;
import org.trellis.southbound.Admission;
import org.trellis.southbound.Command;
import org.trellis.southbound.CommandId;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.DeviceContext;
import org.trellis.southbound.DeviceId;
import org.trellis.southbound.DeviceLogin;
import org.trellis.southbound.Endpoint;
import org.trellis.southbound.EndpointId;
import org.trellis.southbound.Fence;
import org.trellis.southbound.Lease;
import org.trellis.southbound.NotificationType;
import org.trellis.southbound.Operation;
import org.trellis.southbound.Principal;
import org.trellis.southbound.Protocol;
import org.trellis.southbound.Report;
import org.trellis.southbound.TenantId;
import org.trellis.southbound.TwinView;

/**
 * Plays a script against the session machine. A line begins with what it is:
 *
 * <pre>
 * setting key=value          before the session: a setting of the device
 * pending | quarantined      before the session: what admission says
 * principal KIND             before the session: what the device has shown
 * twin PATH ...              before the session: parameters that the twin knows
 * queue [retry] get ...      a command that waits
 * key TEXT                   the ParameterKey that the device tells from now on
 * later MINUTES              the time goes on
 * &gt; ...                      the device posts ({@code -} is an empty POST)
 * &gt;&gt; ...                     the same over a new connection
 * &gt;= ...                     the same with the body of the POST before, over a new connection
 * &lt; ...                      what it is answered
 * = ...                      what the core was told since
 * </pre>
 */
final class Conversation {

    private final SessionMachine machine = new SessionMachine((_, _) -> true, true, new Random(7));
    private final Map<String, String> settings = new HashMap<>();
    private final Deque<Command> queue = new ArrayDeque<>();
    private final List<ParameterPath> known = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Principal.Kind kind = Principal.Kind.NONE;
    private Optional<Admission> verdict = Optional.empty();
    private DataModelRoot root = DataModelRoot.TR_181;
    private SupportedModel model = SupportedModel.UNKNOWN;
    private @Nullable SessionState state;
    private Optional<Reply> reply = Optional.empty();
    private Optional<String> parameterKey = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private String lastId = "";
    private int posts;

    void play(String script) {
        int number = 0;
        for (String line : script.split("\n")) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            try {
                line(text);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("line " + number + ": " + text + "\n" + e.getMessage(), e);
            }
        }
        assertThat(told).as("told the core and not in the script").isEmpty();
    }

    private void line(String text) {
        String[] words = text.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "setting" ->
                    settings.put(
                            rest.substring(0, rest.indexOf('=')),
                            rest.substring(rest.indexOf('=') + 1));
            case "twin" -> List.of(rest.split("\\s+")).forEach(p -> known.add(ParameterPath.of(p)));
            case "root" -> root = DataModelRoot.valueOf(rest);
            case "principal" -> kind = Principal.Kind.valueOf(rest);
            case "pending" -> verdict = Optional.of(new Admission.Pending(device()));
            case "quarantined" -> verdict = Optional.of(new Admission.Quarantined(device(), "x"));
            case "key" -> parameterKey = Optional.of(rest);
            case "later" -> now = now.plus(Duration.ofMinutes(Long.parseLong(rest)));
            case "queue" -> queue.add(command(rest));
            case ">" -> posted(rest, false, false);
            case ">>" -> posted(rest, false, true);
            case ">=" -> posted(rest, true, true);
            case "<" ->
                    assertThat(reply.map(this::text).orElse("nothing").replaceAll("\\s+", " "))
                            .isEqualTo(rest.replaceAll("\\s+", " "));
            case "=" -> {
                assertThat(told).as("told the core").isNotEmpty();
                assertThat(told.removeFirst().strip()).isEqualTo(rest);
            }
            case "abort" -> machine.abort(state()).forEach(this::perform);
            default -> throw new IllegalArgumentException("not a line of a conversation");
        }
    }

    private SessionState state() {
        return Optional.ofNullable(state).orElseThrow();
    }

    private static DeviceId device() {
        return DeviceId.of("0014A5", "HG100", "ONE");
    }

    private Endpoint endpoint() {
        return new Endpoint(
                new EndpointId("cwmp:" + device()),
                TenantId.DEFAULT,
                device(),
                Protocol.CWMP,
                "http",
                "");
    }

    private DeviceContext context() {
        return new DeviceContext(Translators.shipped().of(root), model, settings, new Known());
    }

    /** A twin that knows names and no values. */
    private final class Known implements TwinView {

        @Override
        public Optional<String> text(ParameterPath canonical) {
            return Optional.empty();
        }

        @Override
        public Optional<String> nativeText(String nativePath) {
            return Optional.empty();
        }

        @Override
        public List<ParameterPath> paths(PathExpression canonical) {
            return known.stream().filter(canonical::covers).toList();
        }
    }

    private void posted(String text, boolean sameBody, boolean newConnection) {
        assertThat(told).as("told the core and not in the script").isEmpty();
        posts++;
        if (text.equals("-")) {
            run(machine.step(state(), new Input.Posted(Optional.empty(), sameBody, newConnection)));
            return;
        }
        CwmpMessage message = Messages.of(text, root, parameterKey);
        String id = message instanceof CpeRequest ? "cpe-" + posts : lastId;
        Envelope envelope = Envelope.of(CwmpNamespace.CWMP_1_0, Optional.of(id), message);
        if (message instanceof Inform inform) {
            Arrival arrival =
                    new Arrival(
                            new Principal(kind, "it", TenantId.DEFAULT),
                            "192.0.2.1",
                            now,
                            "s-",
                            "delivery-" + posts);
            switch (machine.open(envelope, inform, arrival)) {
                case SessionMachine.Opening.Begun(Step step) -> run(step);
                case SessionMachine.Opening.Refused(Envelope fault) ->
                        reply = Optional.of(new Reply.Soap(fault));
            }
            return;
        }
        run(
                machine.step(
                        state(), new Input.Posted(Optional.of(envelope), sameBody, newConnection)));
    }

    private void run(Step first) {
        Step step = first;
        while (true) {
            step.effects().forEach(this::perform);
            switch (step.next()) {
                case Step.Ask(Question.Admit _) ->
                        step =
                                machine.step(
                                        step.state(),
                                        new Input.Admitted(
                                                verdict.orElseGet(() ->
                                                        new Admission.Admitted(
                                                                endpoint(), context()))));
                case Step.Ask(Question.Pull _) ->
                        step =
                                machine.step(
                                        step.state(),
                                        new Input.Pulled(
                                                Optional.ofNullable(queue.poll())
                                                        .map(c ->
                                                                new Lease(
                                                                        c,
                                                                        endpoint(),
                                                                        context(),
                                                                        new Fence(1, 1)))));
                case Step.Ask(Question.Login _) ->
                        step =
                                machine.step(
                                        step.state(),
                                        new Input.LoginMade(
                                                new DeviceLogin(device().value(), "own")));
                case Step.Answer(Reply answer) -> {
                    state = step.state();
                    reply = Optional.of(answer);
                    if (answer instanceof Reply.Soap(Envelope envelope)
                            && envelope.body() instanceof org.trellis.cwmp.message.AcsRequest) {
                        lastId = envelope.id().orElseThrow();
                    }
                    return;
                }
            }
        }
    }

    private String text(Reply answer) {
        return switch (answer) {
            case Reply.Soap(Envelope envelope) -> Messages.text(envelope.body());
            case Reply.Empty _ -> "204";
            case Reply.Again _ -> "again";
            case Reply.Error(int status, _) -> Integer.toString(status);
        };
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Report(var delivery) -> delivery.reports().forEach(r -> told.add(text(r)));
            case Effect.Open _ -> told.add("open");
            case Effect.Accept _ -> told.add("accepted");
            case Effect.Complete(_, var result) -> complete(result);
            case Effect.Release(_, var reason) -> told.add("release " + reason);
            case Effect.Remember(var learnt) -> remember(learnt);
        }
    }

    private void remember(Map<String, String> learnt) {
        Map<String, String> rest = new HashMap<>(learnt);
        new TreeMap<>(learnt)
                .forEach((name, text) -> {
                    if (name.startsWith(Settings.DIAGNOSTIC)) {
                        rest.remove(name);
                        settings.put(name, text);
                        told.add(
                                "test "
                                        + name.substring(Settings.DIAGNOSTIC.length())
                                        + " "
                                        + (text.isEmpty() ? "-" : text));
                    }
                });
        if (rest.containsKey(Settings.OWN_LOGIN)) {
            told.add("own login " + rest.get(Settings.OWN_LOGIN));
        } else if (!rest.isEmpty()) {
            told.add("remember " + rest.getOrDefault(Settings.STATE, ""));
        }
    }

    private void complete(CommandResult result) {
        result.model().ifPresent(m -> model = m);
        told.add(result.status().toString());
        result.values()
                .forEach(v -> told.add("value " + v.path() + "=" + v.text() + " " + v.quality()));
        result.covered().forEach(p -> told.add("covered " + p));
        result.instances().forEach(p -> told.add("instance " + p));
        result.model()
                .ifPresent(m ->
                        m.nodes().values().stream()
                                .map(n -> "node " + n.template() + (n.writable() ? " rw" : " ro"))
                                .sorted()
                                .forEach(told::add));
        result.model()
                .ifPresent(m -> m.rpcs().stream().map(n -> "rpc " + n).sorted().forEach(told::add));
        result.errors()
                .forEach(e ->
                        told.add(
                                ("error " + e.path() + " " + e.code() + " " + e.sourceCode())
                                        .strip()));
        result.taken().forEach(p -> told.add("taken " + p));
    }

    private static String text(Report report) {
        return switch (report) {
            case Report.Boot boot ->
                    "boot " + boot.cause() + boot.commandTag().map(t -> " tag=" + t).orElse("");
            case Report.Contact contact -> "contact " + String.join(",", contact.eventCodes());
            case Report.Values values ->
                    (values.changed() ? "changed" : "values") + " " + values.values().size();
            case Report.DeviceEvent event ->
                    "event "
                            + event.name()
                            + Optional.ofNullable(event.data().get("DeploymentUnitRef"))
                                    .map(ref -> " " + ref)
                                    .orElse("");
            case Report.TransferComplete transfer ->
                    "transfer "
                            + transfer.commandTag()
                            + " "
                            + (transfer.errors().isEmpty()
                                    ? "ok"
                                    : transfer.errors().getFirst().sourceCode());
            case Report.ModulesChanged(var tag, var _, var errors) ->
                    "modules "
                            + tag.orElse("of its own accord")
                            + (errors.isEmpty() ? " ok" : " " + errors.getFirst().sourceCode());
            case Report.OperationComplete(var tag, var command, var output, var errors) ->
                    "complete "
                            + tag
                            + " "
                            + command
                            + " "
                            + new TreeMap<>(output)
                            + errors.stream()
                                    .map(e ->
                                            " " + e.path() + " " + e.code() + " " + e.sourceCode())
                                    .map(String::stripTrailing)
                                    .collect(Collectors.joining());
            case Report.Reset _,
                    Report.ObjectCreated _,
                    Report.ObjectDeleted _,
                    Report.Operations _,
                    Report.Telemetry _,
                    Report.Presence _ ->
                    throw new IllegalArgumentException("not a report of CWMP");
        };
    }

    private static Command command(String text) {
        boolean retry = text.startsWith("retry ");
        String[] words = (retry ? text.substring(6) : text).split("\\s+");
        boolean partial = words[words.length - 1].equals("partial");
        List<String> arguments = List.of(words).subList(1, words.length - (partial ? 1 : 0));
        Operation operation =
                switch (words[0]) {
                    case "get" ->
                            new Operation.Get(arguments.stream().map(PathExpression::of).toList());
                    case "set" -> {
                        Map<PathExpression, String> values = new LinkedHashMap<>();
                        arguments.forEach(a -> {
                            int at = a.lastIndexOf('=');
                            values.put(PathExpression.of(a.substring(0, at)), a.substring(at + 1));
                        });
                        yield new Operation.Set(values, partial);
                    }
                    case "add" -> {
                        Map<String, String> values = values(arguments.subList(1, arguments.size()));
                        yield new Operation.Add(
                                List.of(
                                        new Operation.NewObject(
                                                ParameterPath.of(arguments.getFirst()), values)),
                                partial);
                    }
                    case "delete" ->
                            new Operation.Delete(
                                    arguments.stream().map(PathExpression::of).toList(), partial);
                    case "operate" ->
                            new Operation.Operate(
                                    PathExpression.of(arguments.getFirst()),
                                    values(arguments.subList(1, arguments.size())));
                    case "watch" ->
                            new Operation.Watch(
                                    arguments.stream().skip(1).map(PathExpression::of).toList(),
                                    NotificationType.valueOf(arguments.getFirst()));
                    case "discover" ->
                            new Operation.Discover(ParameterPath.of(arguments.getFirst()));
                    default -> throw new IllegalArgumentException("not an operation");
                };
        return new Command(
                new CommandId(new UUID(0, 1)),
                device(),
                operation,
                Command.Priority.INTERACTIVE,
                Instant.parse("2026-01-01T00:10:00Z"),
                retry ? 2 : 1,
                "t-1");
    }

    private static Map<String, String> values(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        words.forEach(
                w -> values.put(w.substring(0, w.indexOf('=')), w.substring(w.indexOf('=') + 1)));
        return values;
    }
}
