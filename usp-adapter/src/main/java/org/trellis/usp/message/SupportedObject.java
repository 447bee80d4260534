package org.trellis.usp.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trellis.model.ParameterType;

/**
 * One object that an agent supports.
 *
 * @param path in supported notation, {@code Device.WiFi.SSID.{i}.}
 * @param divergent instances below which the models differ (TR-369 R-GSP.4)
 */
public record SupportedObject(
        String path,
        boolean canAdd,
        boolean canDelete,
        boolean multiInstance,
        List<Parameter> parameters,
        List<Command> commands,
        List<Event> events,
        List<String> divergent,
        List<List<String>> uniqueKeys) {
    public SupportedObject {
        Objects.requireNonNull(path);
        parameters = List.copyOf(parameters);
        commands = List.copyOf(commands);
        events = List.copyOf(events);
        divergent = List.copyOf(divergent);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }

    /**
     * @param type empty from agents before 1.2
     */
    public record Parameter(
            String name, boolean readable, boolean writable, Optional<ParameterType> type) {
        public Parameter {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /**
     * @param name with its parentheses
     */
    public record Command(String name, CommandType type, List<String> input, List<String> output) {
        public Command {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            input = List.copyOf(input);
            output = List.copyOf(output);
        }
    }

    /** Whether a command answers at once; unknown from agents before 1.2. */
    public enum CommandType {
        UNKNOWN,
        SYNC,
        ASYNC
    }

    /**
     * @param name with its exclamation mark
     */
    public record Event(String name, List<String> arguments) {
        public Event {
            Objects.requireNonNull(name);
            arguments = List.copyOf(arguments);
        }
    }
}
