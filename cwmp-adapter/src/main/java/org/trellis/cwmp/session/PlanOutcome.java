package org.trellis.cwmp.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trellis.model.ObservedValue;
import org.trellis.model.ParameterPath;
import org.trellis.model.PathError;
import org.trellis.model.SupportedModel;
import org.trellis.southbound.CommandResult;
import org.trellis.southbound.Delivery;

/** How a plan leaves the session. */
sealed interface PlanOutcome {

    /**
     * The command is over.
     *
     * @param learnt settings of the device to keep
     */
    record Ended(CommandResult result, Map<String, String> learnt) implements PlanOutcome {
        public Ended {
            learnt = Map.copyOf(learnt);
        }

        public Ended(CommandResult result) {
            this(result, Map.of());
        }
    }

    /**
     * The device has accepted it and does it after the session (TR-069 A.3.2.8).
     *
     * @param learnt settings of the device to keep
     */
    record Running(Map<String, String> learnt) implements PlanOutcome {
        public Running {
            learnt = Map.copyOf(learnt);
        }

        public Running() {
            this(Map.of());
        }
    }

    /**
     * No command: the session's own housekeeping.
     *
     * @param told what came of it, for the core
     * @param settings to keep then
     */
    record Learnt(List<Delivery> told, Map<String, String> settings) implements PlanOutcome {
        public Learnt {
            told = List.copyOf(told);
            settings = Map.copyOf(settings);
        }

        static final Learnt NOTHING = new Learnt(List.of(), Map.of());

        Learnt and(Learnt more) {
            List<Delivery> all = new ArrayList<>(told);
            all.addAll(more.told);
            Map<String, String> both = new HashMap<>(settings);
            both.putAll(more.settings);
            return new Learnt(all, both);
        }
    }

    /** As {@link Learnt}, and the session ends: nothing may be asked after it. */
    record Parted(Map<String, String> settings) implements PlanOutcome {
        public Parted {
            settings = Map.copyOf(settings);
        }
    }

    static PlanOutcome ended(
            List<ObservedValue> values,
            List<ParameterPath> covered,
            List<ParameterPath> instances,
            List<PathError> errors,
            Optional<SupportedModel> model) {
        return new Ended(result(values, covered, instances, errors, model));
    }

    /** What was done and what was not, weighed into a status. */
    static CommandResult result(
            List<ObservedValue> values,
            List<ParameterPath> covered,
            List<ParameterPath> instances,
            List<PathError> errors,
            Optional<SupportedModel> model) {
        boolean something =
                !values.isEmpty()
                        || !covered.isEmpty()
                        || !instances.isEmpty()
                        || model.isPresent();
        CommandResult.Status status =
                errors.isEmpty()
                        ? CommandResult.Status.DONE
                        : something ? CommandResult.Status.PARTIAL : CommandResult.Status.FAILED;
        return new CommandResult(
                status, values, covered, instances, Map.of(), new ArrayList<>(errors), model);
    }

    static PlanOutcome failed(List<PathError> errors) {
        return new Ended(CommandResult.failed(errors));
    }
}
