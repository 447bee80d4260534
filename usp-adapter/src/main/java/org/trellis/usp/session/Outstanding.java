package org.trellis.usp.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.trellis.model.PathError;
import org.trellis.southbound.Delivery;
import org.trellis.southbound.Report;

/**
 * Operations that run at several objects, because one Operate named them with a wildcard (TR-369
 * 6.1.6): each ends with a notification of its own, all with the command's key, and the command
 * ends with the last. A notification may come again, and then says the same again.
 */
final class Outstanding {

    private static final int MAX = 64;

    private static final class Run {
        private final Set<String> started;
        private final Map<String, String> output = new HashMap<>();
        private final List<PathError> errors;
        private final Map<String, Report.OperationComplete> ended = new LinkedHashMap<>();

        Run(Step.Running running) {
            started = running.started();
            output.putAll(running.output());
            errors = running.errors();
        }

        boolean isOver() {
            return ended.keySet().containsAll(started);
        }

        Report.OperationComplete all(Report.OperationComplete last) {
            Map<String, String> outputs = new HashMap<>(output);
            List<PathError> faults = new ArrayList<>(errors);
            ended.forEach((path, one) -> {
                String prefix = started.size() + output.size() == 1 ? "" : path + ".";
                one.output().forEach((name, value) -> outputs.put(prefix + name, value));
                faults.addAll(one.errors());
            });
            return new Report.OperationComplete(last.commandTag(), last.command(), outputs, faults);
        }
    }

    private final Map<String, Run> runs =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
                    return size() > MAX;
                }
            };

    /** What runs at one object alone needs no counting. */
    void started(String tag, Step.Running running) {
        if (running.started().size() > 1 || !running.errors().isEmpty()) {
            runs.put(tag, new Run(running));
        }
    }

    /**
     * The end of one is told under the command's tag with its number behind it, which ends no
     * command; that of the last one with all that came of them.
     */
    Delivery counted(Delivery delivery) {
        return new Delivery(
                delivery.reports().stream().map(this::counted).toList(), delivery.dedupKey());
    }

    private Report counted(Report report) {
        if (!(report instanceof Report.OperationComplete complete)) {
            return report;
        }
        Run run = runs.get(complete.commandTag());
        if (run == null) {
            return report;
        }
        run.ended.put(complete.command().text(), complete);
        return run.isOver()
                ? run.all(complete)
                : new Report.OperationComplete(
                        complete.commandTag() + "/" + run.ended.size(),
                        complete.command(),
                        complete.output(),
                        complete.errors());
    }
}
