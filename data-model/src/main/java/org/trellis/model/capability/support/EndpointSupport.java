package org.trellis.model.capability.support;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathExpression;
import org.trellis.model.SupportedModel;
import org.trellis.model.SupportedNode;
import org.trellis.model.SupportedObjects;
import org.trellis.model.capability.support.DeviceSupport.Answer;
import org.trellis.model.translate.ModelTranslator;
import org.trellis.model.translate.Translated;

/**
 * What one endpoint said it supports. Building one goes through the whole model: whoever asks often
 * keeps it.
 */
public final class EndpointSupport {

    private static final String ROW = "{i}";

    /**
     * One number of each kind that rows have: their own, and those of an IP and of a PPP connection
     * of TR-098. A command is translated for a row, and support is asked for all of them.
     */
    private static final List<String> ROW_NUMBERS = List.of("1", "101001001", "201001001");

    /** What a CWMP session tells without being a node (TR-069 3.7.1.5, A.3.3.2). */
    private static final Set<String> CWMP_EVENTS =
            Set.of("Device.Boot!", "Device.LocalAgent.TransferComplete!");

    private static final String DU_STATE_CHANGE = "Device.SoftwareModules.DUStateChange!";
    private static final String INSTALL = "Device.SoftwareModules.InstallDU()";

    private final SupportedModel model;
    private final ModelTranslator translator;
    private final boolean cwmp;
    private final SupportedObjects objects;

    private EndpointSupport(SupportedModel model, ModelTranslator translator, boolean cwmp) {
        this.model = model;
        this.translator = translator;
        this.cwmp = cwmp;
        this.objects = new SupportedObjects(model);
    }

    /** An endpoint whose commands are the model's, that is, one of USP. */
    public static EndpointSupport usp(SupportedModel model, ModelTranslator translator) {
        return new EndpointSupport(model, translator, false);
    }

    /** An endpoint whose commands are RPCs and whose model may be TR-098. */
    public static EndpointSupport cwmp(SupportedModel model, ModelTranslator translator) {
        return new EndpointSupport(model, translator, true);
    }

    /** Whether the endpoint can be said to have a canonical node. */
    public Answer has(String template) {
        if (!model.isKnown()) {
            return Answer.UNKNOWN;
        }
        if (template.endsWith("()")) {
            return answer(cwmp ? hasOverCwmp(template) : model.node(template).isPresent());
        }
        if (template.endsWith("!")) {
            return answer(cwmp ? tellsOverCwmp(template) : model.node(template).isPresent());
        }
        return answer(natives(template).stream().anyMatch(objects::mayHave));
    }

    /** Modules are told of by DUStateChangeComplete, where there are any (TR-069 A.4.2.3). */
    private boolean tellsOverCwmp(String event) {
        return CWMP_EVENTS.contains(event) || event.equals(DU_STATE_CHANGE) && hasOverCwmp(INSTALL);
    }

    /** A command is an RPC of CWMP, a parameter that triggers it, or a diagnostic's object. */
    private boolean hasOverCwmp(String command) {
        return ROW_NUMBERS.stream()
                .map(number -> ParameterPath.of(command.replace(ROW, number)))
                .filter(this::hasItsRpc)
                .anyMatch(this::hasItsParameters);
    }

    private boolean hasItsRpc(ParameterPath command) {
        return translator.commands().rpc(command).map(model::mayHaveRpc).orElse(true);
    }

    private boolean hasItsParameters(ParameterPath command) {
        return switch (translator.commands().parameters(command)) {
            case Translated.Ok<List<ParameterPath>>(List<ParameterPath> natives) ->
                    natives.stream().map(ParameterPath::template).allMatch(objects::mayHave);
            case Translated.Refused<List<ParameterPath>> _ -> false;
        };
    }

    /** The node behind a canonical parameter, if the device told of it. */
    public Optional<SupportedNode> node(String template) {
        return template.contains("()") || template.contains("!")
                ? Optional.empty()
                : natives(template).stream().flatMap(n -> model.node(n).stream()).findFirst();
    }

    private List<String> natives(String template) {
        PathExpression canonical = PathExpression.of(template.replace(ROW, "*"));
        return switch (translator.toNativeHolders(canonical)) {
            case Translated.Ok<List<PathExpression>>(List<PathExpression> natives) ->
                    natives.stream().map(PathExpression::template).toList();
            case Translated.Refused<List<PathExpression>> _ -> List.of();
        };
    }

    private static Answer answer(boolean yes) {
        return yes ? Answer.YES : Answer.NO;
    }
}
